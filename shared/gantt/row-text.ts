/** The cells of a row in words, the same in the table on screen and in the left columns on paper. */
import { dayText } from './day.ts';
import { ROW, rowLabel, rowSummary, type RowSource } from './rows.ts';
import { statusWord, type GanttWords } from './words.ts';

export interface RowText {
  label: string;
  start: string;
  end: string;
  status: string;
  owner: string;
}

/** Texts of a row; dates are `JJ/MM/AAAA` or empty. */
export function rowText(source: RowSource, row: number, words: GanttWords): RowText {
  const { model, rows } = source;
  const label = rowLabel(source, row);
  const ref = rows.ref[row]!;
  if (rows.kind[row] === ROW.milestone) {
    const milestone = model.milestones[ref]!;
    return {
      label,
      start: dayText(model.start[ref]!),
      end: dayText(model.end[ref]!),
      status: statusWord(words, milestone.status, milestone.late),
      owner: milestone.owner ?? '',
    };
  }
  const summary = rowSummary(source, row);
  const stage = rows.kind[row] === ROW.deployment ? model.view.deployments[ref]!.stage : null;
  return {
    label,
    start: dayText(summary.start),
    end: dayText(summary.end),
    status: stage === null ? `${summary.done}/${summary.total} ${words.doneCount}` : words.stageOf(stage),
    owner: '',
  };
}
