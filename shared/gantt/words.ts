/** The words a planning is drawn with, taken from the translations once per language. */

import type { Translate } from '../i18n/translate.ts';
import { cartoucheWords, type CartoucheWords } from '../paper/cartouche.ts';
import type { GroupBy, GroupNames } from './rows.ts';
import type { ColumnKey } from './table-columns.ts';
import type { PathScope } from './critical-path.ts';

/** Word of a code of one of the workspace's editable lists. */
export type LabelOf = (list: 'milestone_status' | 'stage' | 'gate_verdict', code: string) => string;

export interface GanttWords {
  monthsLong: string[];
  monthsShort: string[];
  /** Monday first. */
  weekdays: string[];
  weekdaysShort: string[];
  weekdaysLong: string[];
  weekPrefix: string;
  quarterPrefix: string;
  today: string;
  /** After a count of milestones, as in « 12/40 faits ». */
  doneCount: string;
  late: string;
  blocked: string;
  groups: GroupNames;
  /** Counts of days in few letters. */
  workingDays: (count: number) => string;
  calendarDays: (count: number) => string;
  /** With its sign. */
  drift: (workingDays: number) => string;
  /** Words of codes; a code the workspace does not know comes back as it is. */
  statusOf: (code: string) => string;
  stageOf: (code: string) => string;
  verdictOf: (code: string) => string;
}

/** Words in the translator's language. Lists of the axis are one key each, separated by `|`. */
export function ganttWords(t: Translate, label: LabelOf): GanttWords {
  const working = (count: number) => t('gantt.days.working', { count });
  const signed = (count: number) => `${signOf(count)}${working(Math.abs(count))}`;
  return {
    monthsLong: t('gantt.axis.monthsLong').split('|'),
    monthsShort: t('gantt.axis.monthsShort').split('|'),
    weekdays: t('gantt.axis.weekdays').split('|'),
    weekdaysShort: t('gantt.axis.weekdaysShort').split('|'),
    weekdaysLong: t('gantt.axis.weekdaysLong').split('|'),
    weekPrefix: t('gantt.axis.weekPrefix'),
    quarterPrefix: t('gantt.axis.quarterPrefix'),
    today: t('gantt.today'),
    doneCount: t('gantt.doneCount'),
    late: t('gantt.late'),
    blocked: t('gantt.blocked'),
    groups: {
      wave: (number) => t('gantt.group.wave', { number }),
      noWave: t('gantt.group.noWave'),
      noReferent: t('gantt.group.noReferent'),
      noProduct: t('gantt.group.noProduct'),
    },
    workingDays: once((count) => (count < 0 ? signed(count) : working(count))),
    calendarDays: once((count) => t('gantt.days.calendar', { count })),
    drift: once(signed),
    statusOf: (code) => label('milestone_status', code),
    stageOf: (code) => label('stage', code),
    verdictOf: (code) => label('gate_verdict', code),
  };
}

/** A scrolling table says the same few hundred numbers again and again. */
function once(say: (count: number) => string): (count: number) => string {
  const said = new Map<number, string>();
  return (count) => {
    let text = said.get(count);
    if (text === undefined) said.set(count, (text = say(count)));
    return text;
  };
}

function signOf(count: number): string {
  return count > 0 ? '+' : count < 0 ? '−' : '';
}

/** Word of a status; « en retard » takes the place of the states it can befall. */
export function statusWord(words: GanttWords, status: string, late: boolean): string {
  if (late && status !== 'done' && status !== 'not_applicable') return words.late;
  return words.statusOf(status);
}

/** The words of the printed planning beyond those of the chart. */
export interface GanttPrintWords {
  title: string;
  cartouche: CartoucheWords;
  continued: string;
  /** Before the name of a sheet among others. */
  sheet: string;
  /** Sheets with nothing on them, by name or counted. */
  leftOut: (names: string) => string;
  leftOutCount: (count: number) => string;
  groupedBy: Record<GroupBy, string>;
  /** « du … au … » of two printed dates. */
  period: (from: string, to: string) => string;
  columns: Record<ColumnKey, string>;
  legend: {
    title: string;
    gate: string;
    milestone: string;
    summary: string;
    link: string;
    baseline: (label: string) => string;
    realPlan: string;
    critical: (scope: PathScope) => string;
    nearCritical: string;
    slack: string;
    deadline: string;
    notAfter: string;
    fixedOn: string;
    missed: string;
    dayOff: string;
    freeze: string;
    closure: string;
    maintenance: string;
  };
}

/** Print words in the translator's language. */
export function ganttPrintWords(t: Translate): GanttPrintWords {
  return {
    title: t('gantt.print.title'),
    cartouche: cartoucheWords(t),
    continued: t('gantt.print.continued'),
    sheet: t('gantt.print.sheet'),
    leftOut: (names) => t('gantt.print.leftOut', { names }),
    leftOutCount: (count) => t('gantt.print.leftOutCount', { count }),
    groupedBy: {
      establishment: t('gantt.groupBy.establishment'),
      domain: t('gantt.groupBy.domain'),
      wave: t('gantt.groupBy.wave'),
      referent: t('gantt.groupBy.referent'),
      product: t('gantt.groupBy.product'),
    },
    period: (from, to) => t('gantt.print.period', { from, to }),
    columns: {
      label: t('gantt.column.label'),
      start: t('gantt.column.start'),
      end: t('gantt.column.end'),
      status: t('gantt.column.status'),
      owner: t('gantt.column.owner'),
      duration: t('gantt.column.duration'),
      drift: t('gantt.column.drift'),
      slack: t('gantt.column.slack'),
    },
    legend: {
      title: t('gantt.legend.title'),
      gate: t('gantt.legend.gate'),
      milestone: t('gantt.legend.milestone'),
      summary: t('gantt.legend.summary'),
      link: t('gantt.legend.link'),
      baseline: (label) => t('gantt.legend.baseline', { label }),
      realPlan: t('gantt.legend.realPlan'),
      critical: (scope) =>
        scope === 'group' ? t('gantt.legend.criticalGroup') : t('gantt.legend.criticalDeployment'),
      nearCritical: t('gantt.legend.nearCritical'),
      slack: t('gantt.legend.slack'),
      deadline: t('deployment.plan.deadline'),
      notAfter: t('deployment.plan.notAfter'),
      fixedOn: t('deployment.plan.fixedOn'),
      missed: t('gantt.legend.missed'),
      dayOff: t('gantt.legend.dayOff'),
      freeze: t('gantt.legend.freeze'),
      closure: t('gantt.legend.closure'),
      maintenance: t('gantt.legend.maintenance'),
    },
  };
}
