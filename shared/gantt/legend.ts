/** The legend: one entry for each kind of mark that the print really shows. */
import { periodKinds } from '../domain/registry.ts';
import { pushPeriodSign } from './calendar-scene.ts';
import { PATH, type PathMarks } from './critical-path.ts';
import { NO_DAY } from './day.ts';
import { missesAny, pushDeadline, pushNotAfter, pushPinAt } from './limit-marks.ts';
import { KIND, STATUS, type GanttModel } from './gantt-model.ts';
import { markState, pushBaseline, pushBracket, pushMark, type MarkSizes, type MarkState } from './marks.ts';
import { crispLines, filledRect, textAt, type Primitive } from './primitives.ts';
import { pushPathFrame } from './path-scene.ts';
import type { Paper } from './paper.ts';
import type { PeriodKind } from './drawn-calendars.ts';
import { ROW, type RowList } from './rows.ts';
import type { TextMeasure } from './labels.ts';
import type { GanttPrintWords, GanttWords } from './words.ts';

export type LegendEntry =
  | { sign: 'mark'; state: MarkState; word: string }
  | { sign: PlainSign; word: string };

type PlainSign =
  | 'summary'
  | 'today'
  | 'link'
  | 'baseline'
  | 'critical'
  | 'nearCritical'
  | 'slack'
  | 'dayOff'
  | 'deadline'
  | 'notAfter'
  | 'fixedOn'
  | 'missed'
  | PeriodKind;

/** What is drawn beside the marks. */
export interface LegendShows {
  today: boolean;
  links: boolean;
  path: PathMarks | null;
  daysOff: boolean;
  periods: ReadonlySet<PeriodKind>;
}

const STATUS_CODES = Object.entries(STATUS);

/** Entries for the rows shown, states first; a word never stands twice. */
export function legendEntries(
  model: GanttModel,
  rows: RowList,
  shows: LegendShows,
  words: GanttWords,
  print: GanttPrintWords,
): LegendEntry[] {
  const seen = collectStates(model, rows);
  const entries: LegendEntry[] = [];
  const plain = { kind: KIND.task, late: false, blocked: false, progress: null };
  for (const [code, status] of STATUS_CODES) {
    const progress = status === STATUS.in_progress ? 50 : null;
    if (seen.statuses.has(status)) {
      entries.push({ sign: 'mark', state: { ...plain, status, progress }, word: words.statusOf(code) });
    }
  }
  const late = { ...plain, status: STATUS.to_come, late: true };
  if (seen.late) entries.push({ sign: 'mark', state: late, word: words.late });
  const blocked = { ...plain, status: STATUS.to_come, blocked: true };
  if (seen.blocked) entries.push({ sign: 'mark', state: blocked, word: words.blocked });
  const point = { ...plain, status: STATUS.to_come };
  if (seen.kinds.has(KIND.gate))
    entries.push({ sign: 'mark', state: { ...point, kind: KIND.gate }, word: print.legend.gate });
  if (seen.kinds.has(KIND.milestone)) {
    entries.push({ sign: 'mark', state: { ...point, kind: KIND.milestone }, word: print.legend.milestone });
  }
  entries.push({ sign: 'summary', word: print.legend.summary });
  if (model.baseline) {
    const { baseline, scenario } = model.view;
    const word = scenario ? print.legend.realPlan : print.legend.baseline(baseline?.label ?? '');
    entries.push({ sign: 'baseline', word });
  }
  if (shows.links) entries.push({ sign: 'link', word: print.legend.link });
  if (shows.path) {
    const { critical, nearCritical, slack } = print.legend;
    entries.push({ sign: 'critical', word: critical(shows.path.scope) });
    entries.push({ sign: 'nearCritical', word: nearCritical }, { sign: 'slack', word: slack });
  }
  for (const sign of ['deadline', 'notAfter', 'fixedOn', 'missed'] as const)
    if (seen.limits.has(sign)) entries.push({ sign, word: print.legend[sign] });
  if (shows.daysOff) entries.push({ sign: 'dayOff', word: print.legend.dayOff });
  for (const kind of periodKinds)
    if (shows.periods.has(kind)) entries.push({ sign: kind, word: print.legend[kind] });
  if (shows.today) entries.push({ sign: 'today', word: words.today });
  return entries;
}

const limitKinds = ['deadline', 'notAfter', 'fixedOn'] as const;
type LimitSign = (typeof limitKinds)[number] | 'missed';

function collectStates(model: GanttModel, rows: RowList) {
  const seen = {
    statuses: new Set<number>(),
    kinds: new Set<number>(),
    late: false,
    blocked: false,
    limits: new Set<LimitSign>(),
  };
  const see = (milestone: number) => {
    const state = markState(model, milestone);
    if (state.late) seen.late = true;
    else seen.statuses.add(state.status);
    if (state.blocked) seen.blocked = true;
    seen.kinds.add(state.kind);
    const limits = model.limits.get(milestone);
    if (!limits) return;
    for (const limit of limitKinds) if (limits[limit] !== NO_DAY) seen.limits.add(limit);
    if (missesAny(model, milestone)) seen.limits.add('missed');
  };
  for (let row = 0; row < rows.count; row++) {
    const ref = rows.ref[row]!;
    if (rows.kind[row] === ROW.milestone) see(ref);
    if (rows.kind[row] !== ROW.deployment) continue;
    for (let m = model.firstOf[ref]!; m < model.firstOf[ref + 1]!; m++) {
      if (rows.rowOfMilestone[m] === -1 && model.kind[m] !== KIND.task) see(m);
    }
  }
  return seen;
}

interface LegendPlace {
  entry: LegendEntry;
  x: number;
  line: number;
}

const signWidth = (text: number): number => text * 2.6;

/** Where each entry stands, in lines from the left margin within `width`. */
function placeEntries(
  entries: readonly LegendEntry[],
  title: string,
  { text, margin }: Paper,
  width: number,
  measure: TextMeasure,
): LegendPlace[] {
  const start = margin + measure(title, text, true) + text * 1.4;
  let x = start;
  let line = 0;
  return entries.map((entry) => {
    const total = signWidth(text) + text * 0.5 + measure(entry.word, text, false);
    if (x > start && x + total > margin + width) {
      x = start;
      line++;
    }
    const place = { entry, x, line };
    x += total + text * 1.6;
    return place;
  });
}

/** Height of a line and from the top to the middle of the first, in heights of the text. */
const LINE = 1.5;
const FIRST = 1.2;

/** Height the entries take within `width`. */
export function legendHeight(
  entries: readonly LegendEntry[],
  title: string,
  paper: Paper,
  width: number,
  measure: TextMeasure,
): number {
  const lines = (placeEntries(entries, title, paper, width, measure).at(-1)?.line ?? 0) + 1;
  return paper.text * (lines * LINE + 0.9);
}

/** Draws the entries in lines from the left margin, from `top` down and within `width`. */
export function pushLegend(
  out: Primitive[],
  entries: readonly LegendEntry[],
  title: string,
  paper: Paper,
  place: { top: number; width: number },
  measure: TextMeasure,
): void {
  const { text, sizes, margin } = paper;
  const top = place.top + text * FIRST;
  out.push(textAt(margin, top, title, text, 'textStrong', { bold: true }));
  for (const { entry, x, line } of placeEntries(entries, title, paper, place.width, measure)) {
    const y = top + line * text * LINE;
    pushSign(out, entry, x, y, signWidth(text), sizes);
    out.push(textAt(x + signWidth(text) + text * 0.5, y, entry.word, sizes.text, 'text'));
  }
}

const plainTask: MarkState = {
  kind: KIND.task,
  status: STATUS.to_come,
  late: false,
  blocked: false,
  progress: null,
};

function pushSign(
  out: Primitive[],
  entry: LegendEntry,
  x: number,
  y: number,
  width: number,
  sizes: MarkSizes,
): void {
  const clip = { x0: x - 50, x1: x + width + 50 };
  if (entry.sign === 'mark') {
    const isPoint = entry.state.kind !== KIND.task;
    const shift = entry.state.blocked ? sizes.bar * 0.8 : 0;
    const middle = x + width / 2;
    const span = isPoint
      ? { x0: middle - sizes.diamond, x1: middle + sizes.diamond, isPoint }
      : { x0: x + shift, x1: x + width, isPoint };
    pushMark(out, entry.state, span, y, clip, sizes);
  } else if (entry.sign === 'summary') {
    pushBracket(out, { x0: x, x1: x + width }, 0.5, y, false, clip, sizes);
  } else if (entry.sign === 'baseline') {
    // Its own middle, and not that of the bar it stands under.
    pushBaseline(out, { x0: x, x1: x + width }, y - sizes.bar * 0.72, clip, sizes);
  } else if (entry.sign === 'critical' || entry.sign === 'nearCritical') {
    const level = entry.sign === 'critical' ? PATH.critical : PATH.near;
    const span = { x0: x, x1: x + width, isPoint: false };
    pushMark(out, plainTask, span, y, clip, sizes);
    pushPathFrame(out, level, span, y, clip, sizes);
  } else if (entry.sign === 'slack') {
    const tick = sizes.bar * 0.22;
    out.push(
      crispLines(
        [x, y, x + width, y, x + width, y - tick, x + width, y + tick],
        'slack',
        sizes.outline * 0.8,
      ),
    );
  } else if (entry.sign === 'deadline' || entry.sign === 'missed') {
    pushDeadline(out, x + width / 2, y, entry.sign === 'missed', sizes);
  } else if (entry.sign === 'notAfter') {
    pushNotAfter(out, x + width / 2, y, false, sizes);
  } else if (entry.sign === 'fixedOn') {
    pushPinAt(out, x + width / 2, y + sizes.bar * 0.3, sizes);
  } else if (entry.sign === 'dayOff') {
    out.push(filledRect(x, y - sizes.bar / 2, width, sizes.bar, 'weekend'));
  } else if (entry.sign === 'freeze' || entry.sign === 'closure' || entry.sign === 'maintenance') {
    const box = { x0: x, x1: x + width, y0: y - sizes.bar / 2, y1: y + sizes.bar / 2 };
    pushPeriodSign(out, entry.sign, box, sizes);
  } else if (entry.sign === 'today') {
    out.push(
      crispLines(
        [x + width / 2, y - sizes.bar * 0.6, x + width / 2, y + sizes.bar * 0.6],
        'today',
        sizes.outline,
        true,
      ),
    );
  } else {
    out.push(crispLines([x, y, x + width, y], 'link', sizes.outline * 0.6));
  }
}
