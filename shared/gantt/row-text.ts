/** The cells of a row in words, the same in the table on screen and in the left columns on paper. */
import { firstPlannedYear, lastPlannedYear } from '../domain/calendar.ts';
import { dayFromCivil } from '../domain/iso-date.ts';
import type { PathMarks } from './critical-path.ts';
import { dayText, NO_DAY } from './day.ts';
import { KIND, STATUS, type GanttModel } from './gantt-model.ts';
import { rowCalendar } from './row-calendar.ts';
import { ROW, rowLabel, rowSummary, type RowSource } from './rows.ts';
import type { ColumnKey } from './table-columns.ts';
import { statusWord, type GanttWords } from './words.ts';

/** What the cells of a row are read from. */
export interface CellSource extends RowSource {
  /** Null while no critical path is shown. */
  path: PathMarks | null;
}

/** Text of one cell; dates are `JJ/MM/AAAA`, lengths and drift in working days of the site. Empty where nothing is to be said. */
export function cellText(source: CellSource, row: number, key: ColumnKey, words: GanttWords): string {
  const { rows } = source;
  if (key === 'label') return rowLabel(source, row);
  if (rows.kind[row] === ROW.milestone) return milestoneText(source, rows.ref[row]!, key, words);
  const summary = rowSummary(source, row);
  if (key === 'start') return dayText(summary.start);
  if (key === 'end') return dayText(summary.end);
  if (rows.kind[row] === ROW.group)
    return key === 'status' ? `${summary.done}/${summary.total} ${words.doneCount}` : '';
  return deploymentText(source.model, rows.ref[row]!, key, words);
}

function milestoneText(
  { model, path }: CellSource,
  milestone: number,
  key: ColumnKey,
  words: GanttWords,
): string {
  const item = model.milestones[milestone]!;
  switch (key) {
    case 'start':
      return dayText(model.start[milestone]!);
    case 'end':
      return dayText(model.end[milestone]!);
    case 'status':
      return statusWord(words, item.status, item.late);
    case 'owner':
      return item.owner ?? '';
    case 'duration':
      return durationText(model, milestone, words);
    case 'drift':
      return driftText(
        model,
        model.deploymentOf[milestone]!,
        model.baseline?.end[milestone] ?? NO_DAY,
        model.end[milestone]!,
        words,
      );
    case 'slack':
      return path && path.lateEnd[milestone] !== NO_DAY ? words.workingDays(path.slack[milestone]!) : '';
    default:
      return '';
  }
}

function deploymentText(model: GanttModel, deployment: number, key: ColumnKey, words: GanttWords): string {
  const { start, end } = model.summaries[deployment]!;
  if (key === 'status') return words.stageOf(model.view.deployments[deployment]!.stage);
  if (key === 'owner') return model.view.deployments[deployment]!.referent?.name ?? '';
  if (key === 'duration') {
    const days = workedDays(model, deployment, start, end + 1);
    return days === null ? '' : words.workingDays(days);
  }
  if (key !== 'drift' || !model.baseline) return '';
  let former = NO_DAY;
  for (let m = model.firstOf[deployment]!; m < model.firstOf[deployment + 1]!; m++)
    if (model.status[m] !== STATUS.not_applicable) former = Math.max(former, model.baseline.end[m]!);
  return driftText(model, deployment, former, end, words);
}

/** A point has no length. */
function durationText(model: GanttModel, milestone: number, words: GanttWords): string {
  const [start, end] = [model.start[milestone]!, model.end[milestone]!];
  if (start === NO_DAY || (model.kind[milestone] !== KIND.task && start === end)) return '';
  if (model.milestones[milestone]!.countsCalendarDays) return words.calendarDays(end + 1 - start);
  const days = workedDays(model, model.deploymentOf[milestone]!, start, end + 1);
  return days === null ? '' : words.workingDays(days);
}

function driftText(
  model: GanttModel,
  deployment: number,
  from: number,
  to: number,
  words: GanttWords,
): string {
  const days = workedDays(model, deployment, from, to);
  return days === null ? '' : words.drift(days);
}

const FIRST = dayFromCivil(firstPlannedYear, 1, 1);
const LAST = dayFromCivil(lastPlannedYear, 12, 31);

/** Working days of a deployment's site in `[from, to[`; null for days unknown or beyond the calendars. */
function workedDays(model: GanttModel, deployment: number, from: number, to: number): number | null {
  if (Math.min(from, to) < FIRST || Math.max(from, to) > LAST) return null;
  return rowCalendar(model, deployment).workingDaysBetween(from, to);
}
