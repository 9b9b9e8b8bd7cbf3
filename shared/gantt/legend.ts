/** The legend: one entry for each kind of mark that the print really shows. */
import { PATH, type PathMarks } from './critical-path.ts';
import { KIND, STATUS, type GanttModel } from './gantt-model.ts';
import { markState, pushBaseline, pushBracket, pushMark, type MarkState } from './marks.ts';
import { crispLines, textAt, type Primitive } from './primitives.ts';
import { pushPathFrame } from './path-scene.ts';
import type { PageLayout } from './page-layout.ts';
import { ROW, type RowList } from './rows.ts';
import type { TextMeasure } from './labels.ts';
import type { GanttPrintWords, GanttWords } from './words.ts';

export type LegendEntry =
  | { sign: 'mark'; state: MarkState; word: string }
  | { sign: 'summary' | 'today' | 'link' | 'baseline' | 'critical' | 'nearCritical' | 'slack'; word: string };

/** What is drawn beside the marks. */
export interface LegendShows {
  today: boolean;
  links: boolean;
  path: PathMarks | null;
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
  if (model.baseline)
    entries.push({ sign: 'baseline', word: print.legend.baseline(model.view.baseline?.label ?? '') });
  if (shows.links) entries.push({ sign: 'link', word: print.legend.link });
  if (shows.path) {
    const { critical, nearCritical, slack } = print.legend;
    entries.push({ sign: 'critical', word: critical(shows.path.scope) });
    entries.push({ sign: 'nearCritical', word: nearCritical }, { sign: 'slack', word: slack });
  }
  if (shows.today) entries.push({ sign: 'today', word: words.today });
  return entries;
}

function collectStates(model: GanttModel, rows: RowList) {
  const seen = { statuses: new Set<number>(), kinds: new Set<number>(), late: false, blocked: false };
  const see = (milestone: number) => {
    const state = markState(model, milestone);
    if (state.late) seen.late = true;
    else seen.statuses.add(state.status);
    if (state.blocked) seen.blocked = true;
    seen.kinds.add(state.kind);
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

/** Draws the entries in lines from the left margin, within `width`. */
export function pushLegend(
  out: Primitive[],
  entries: readonly LegendEntry[],
  title: string,
  layout: PageLayout,
  width: number,
  measure: TextMeasure,
): void {
  const { text, sizes, margin } = layout.paper;
  const signWidth = text * 2.6;
  const start = margin + measure(title, text, true) + text * 1.4;
  let x = start;
  let y = layout.footTop + text * 1.2;
  out.push(textAt(margin, y, title, text, 'textStrong', { bold: true }));
  for (const entry of entries) {
    const wordWidth = measure(entry.word, text, false);
    const total = signWidth + text * 0.5 + wordWidth;
    if (x > start && x + total > margin + width) {
      x = start;
      y += text * 1.5;
    }
    pushSign(out, entry, x, y, signWidth, layout);
    out.push(textAt(x + signWidth + text * 0.5, y, entry.word, sizes.text, 'text'));
    x += total + text * 1.6;
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
  layout: PageLayout,
): void {
  const { sizes } = layout.paper;
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
