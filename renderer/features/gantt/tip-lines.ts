import { isoWeekOf } from '../../../shared/domain/iso-date.ts';
import { dayText, NO_DAY } from '../../../shared/gantt/day.ts';
import type { DrawnCalendars } from '../../../shared/gantt/drawn-calendars.ts';
import { dragTarget, travelOf, type Drag, type DragTarget } from '../../../shared/gantt/drag.ts';
import { PATH, type PathMarks } from '../../../shared/gantt/critical-path.ts';
import { missesLimit, type GanttModel } from '../../../shared/gantt/gantt-model.ts';
import { tieType } from '../../../shared/gantt/handles.ts';
import type { Tie } from '../../../shared/gantt/overlay.ts';
import { statusWord, type GanttWords } from '../../../shared/gantt/words.ts';
import type { Translate } from '../../../shared/i18n/translate.ts';
import type { PlanImpact } from '../../../shared/views/plan-view.ts';
import { errorText } from '../../components/error-text.ts';

/** A change under way, and what is known of it. */
export interface DragTold {
  readonly drag: Drag;
  /** Milestones moved along with it. */
  readonly others: number;
  /** What it pushes besides, null while it is being worked out. */
  readonly impact: { readonly pushed: readonly PlanImpact[] } | Error | null;
  readonly byKeyboard: boolean;
}

export interface TipInput {
  readonly model: GanttModel;
  readonly words: GanttWords;
  readonly path: PathMarks | null;
  readonly calendars: DrawnCalendars;
  readonly t: Translate;
}

function week(words: GanttWords, day: number): string {
  return `${words.weekPrefix}${isoWeekOf(day).week}`;
}

function datesLine({ words, t }: TipInput, start: number, end: number): string {
  if (start === end) return t('gantt.tip.day', { date: dayText(start), week: week(words, start) });
  return t('gantt.tip.dates', {
    start: dayText(start),
    startWeek: week(words, start),
    end: dayText(end),
    endWeek: week(words, end),
  });
}

/** What a milestone says on hover: name, dates and length, state, owner. */
export function milestoneLines(input: TipInput, milestone: number): string[] {
  const { model, words, t } = input;
  const item = model.milestones[milestone]!;
  const start = model.start[milestone]!;
  const end = model.end[milestone]!;
  const lines = [item.label];
  if (start !== NO_DAY) {
    const length = start === end ? '' : ` · ${lengthText(t, dragTarget(model, milestone), start, end)}`;
    lines.push(datesLine(input, start, end) + length);
  }
  const state = [statusWord(words, item.status, item.late)];
  if (item.blocked) state.push(words.blocked);
  if (item.verdict !== null) state.push(words.verdictOf(item.verdict));
  lines.push(state.join(' · '));
  lines.push(...limitLines(input, milestone));
  lines.push(...periodLines(input, milestone), ...pathLines(input, milestone));
  if (item.progress !== null) lines.push(t('gantt.tip.progress', { percent: item.progress }));
  if (item.owner !== null) lines.push(item.owner);
  return lines;
}

/** « Échéance : 01/02/2027 · dépassée » for each day a milestone is held to. */
function limitLines({ model, t }: TipInput, milestone: number): string[] {
  const limits = model.limits.get(milestone);
  if (!limits) return [];
  return (['deadline', 'notAfter', 'fixedOn'] as const).flatMap((limit) => {
    const day = limits[limit];
    if (day === NO_DAY) return [];
    const line = t('deployment.plan.constraint', { name: t(`deployment.plan.${limit}`), day: dayText(day) });
    const isMissed = limit !== 'fixedOn' && missesLimit(model, milestone, day);
    return [isMissed ? `${line} · ${t('gantt.tip.missed')}` : line];
  });
}

const periodWords = {
  freeze: 'gantt.legend.freeze',
  closure: 'gantt.legend.closure',
  maintenance: 'gantt.legend.maintenance',
} as const;

/** The freezes, closures and maintenance windows of its site that a milestone meets. */
function periodLines({ model, t, calendars }: TipInput, milestone: number): string[] {
  const [start, end] = [model.start[milestone]!, model.end[milestone]!];
  return calendars
    .ofDeployment(model.deploymentOf[milestone]!)
    .periods.filter(({ from, to }) => from <= end && to >= start)
    .map(({ kind, label, from, to }) => {
      const days = t('gantt.print.period', { from: dayText(from), to: dayText(to) });
      return t('gantt.tip.period', { kind: t(periodWords[kind]), label, days });
    });
}

/** « marge totale 3 J ouvrés », where the critical path is shown and the milestone is not done. */
function pathLines({ path, t }: TipInput, milestone: number): string[] {
  if (!path || path.lateEnd[milestone] === NO_DAY) return [];
  const slack = t('gantt.tip.slack', { count: path.slack[milestone]! });
  const level = path.level[milestone];
  if (level === PATH.none) return [slack];
  return [`${t(level === PATH.critical ? 'gantt.tip.critical' : 'gantt.tip.nearCritical')} · ${slack}`];
}

/** What a change under way says: the new dates, how far they moved, what they push, how to take it back. */
export function dragLines(input: TipInput, { drag, others, impact, byKeyboard }: DragTold): string[] {
  const { t, model } = input;
  const moved = travelOf(drag);
  const count = Math.abs(moved);
  const lines = [model.milestones[drag.target.milestone]!.label, datesLine(input, drag.start, drag.end)];
  if (others > 0) lines.push(t('gantt.tip.others', { count: others }));
  if (!drag.target.isPoint) lines.push(lengthText(t, drag.target, drag.start, drag.end));
  if (moved !== 0)
    lines.push(moved > 0 ? t('gantt.tip.later', { count }) : t('gantt.tip.earlier', { count }));
  if (moved !== 0) lines.push(impactLine(t, impact));
  lines.push(byKeyboard ? t('gantt.tip.escapeKeys') : t('gantt.tip.escape'));
  return lines;
}

/** « Pousse 12 jalons, 3 sites, +14 J ouvrés »; a dash of its own while the backend is asked. */
function impactLine(t: Translate, impact: DragTold['impact']): string {
  if (impact === null) return t('gantt.tip.impactAsked');
  if (impact instanceof Error) return errorText(impact, t);
  const pushed = impact.pushed;
  if (pushed.length === 0) return t('gantt.tip.pushesNone');
  const most = pushed.reduce(
    (last, { workingDays }) => (Math.abs(workingDays) > Math.abs(last) ? workingDays : last),
    0,
  );
  return t('gantt.tip.pushes', {
    milestones: t('gantt.tip.milestones', { count: pushed.length }),
    sites: t('gantt.tip.sites', { count: new Set(pushed.map(({ siteId }) => siteId)).size }),
    days: `${most < 0 ? '−' : '+'}${Math.abs(most)}`,
  });
}

/** What a progress being drawn says. */
export function progressLines({ model, t }: TipInput, milestone: number, percent: number): string[] {
  return [model.milestones[milestone]!.label, t('gantt.tip.progress', { percent }), t('gantt.tip.escape')];
}

/** What a link being drawn says: where it would go and how, or what to do. */
export function tieLines({ model, t }: TipInput, { milestone, end, target }: Tie): string[] {
  const from = model.milestones[milestone]!.label;
  if (!target) return [t('gantt.tie.from', { from }), t('gantt.tie.hint'), t('gantt.tip.escape')];
  return [
    t('gantt.tie.fromTo', { from, to: model.milestones[target.milestone]!.label }),
    t(`deployment.plan.type-${tieType(end, target.end)}`),
    t('gantt.tip.escape'),
  ];
}

/** Length in the days the milestone counts in. */
function lengthText(t: Translate, { countsCalendarDays, calendar }: DragTarget, start: number, end: number) {
  return countsCalendarDays
    ? t('gantt.tip.calendarDays', { count: end - start + 1 })
    : t('gantt.tip.workingDays', { count: calendar.workingDaysBetween(start, end + 1) });
}
