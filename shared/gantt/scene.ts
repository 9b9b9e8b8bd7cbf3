/**
 * One description of the chart for a window of rows and days, back to front: the canvas of the screen and the SVG of
 * the print draw the same list. Each layer is a function that appends, so a later layer is one more line in `chartScene`.
 */
import { startOfUnit, nextUnit } from './axis.ts';
import { civilFromDay } from '../domain/iso-date.ts';
import { pushDaysOff, pushPeriods } from './calendar-scene.ts';
import { dayText, NO_DAY } from './day.ts';
import { KIND, type Summary } from './gantt-model.ts';
import { clearLeftOf, clearRightOf, placeLabels, type LabelCandidate } from './labels.ts';
import { pushLimits, type Obstacle } from './limit-marks.ts';
import { pushLinks } from './link-lines.ts';
import {
  markLeft,
  markSpan,
  markState,
  pushBaseline,
  pushBracket,
  pushMark,
  pushRail,
  type Draft,
  type MarkSpan,
} from './marks.ts';
import { pushPathFrame, pushSlack } from './path-scene.ts';
import { crispLines, filledRect, outlinedRect, textAt, type Paint, type Primitive } from './primitives.ts';
import { hasChildren, isOpenRow, ROW } from './rows.ts';
import { isSelectedRow, rowMiddle, rowTop, type SceneInput } from './scene-input.ts';
import { dayAtX, tiersOf, xOfDay } from './time-scale.ts';

const NOTHING: readonly Obstacle[] = [];
/** From a mark to its label, in heights of a bar: past the first bend of a link. */
const LABEL_GAP = 0.75;

/** The chart body of a window, without axis. */
export function chartScene(input: SceneInput): Primitive[] {
  const out: Primitive[] = [];
  pushBands(out, input);
  pushDaysOff(out, input);
  pushPeriods(out, input);
  pushGrid(out, input);
  if (input.links) pushLinks(out, input, input.links);
  pushToday(out, input);
  for (let row = input.firstRow; row < input.lastRow; row++) pushRow(out, input, row);
  if (input.draft) pushDraft(out, input, input.draft);
  return out;
}

function sceneBottom(input: SceneInput): number {
  return rowTop(input, input.lastRow);
}

function pushBands(out: Primitive[], input: SceneInput): void {
  const { rows, clip } = input;
  const width = clip.x1 - clip.x0;
  for (let row = input.firstRow; row < input.lastRow; row++) {
    const top = rowTop(input, row);
    const height = rowTop(input, row + 1) - top;
    if (isSelectedRow(input, row)) out.push(filledRect(clip.x0, top, width, height, 'selection'));
    else if (rows.kind[row] === ROW.group) out.push(filledRect(clip.x0, top, width, height, 'band'));
  }
}

function pushGrid(out: Primitive[], input: SceneInput): void {
  const { clip, scale, sizes } = input;
  const bottom = sceneBottom(input);
  const minor: number[] = [];
  for (let row = input.firstRow; row <= input.lastRow; row++) {
    const y = rowTop(input, row);
    minor.push(clip.x0, y, clip.x1, y);
  }
  const tiers = tiersOf(scale.pxPerDay, sizes.text);
  const major: number[] = [];
  const year: number[] = [];
  const lastDay = Math.floor(dayAtX(scale, clip.x1 - input.left));
  const firstDay = Math.floor(dayAtX(scale, clip.x0 - input.left));
  for (let day = startOfUnit(tiers.lower, firstDay); day <= lastDay; day = nextUnit(tiers.lower, day)) {
    const x = input.left + xOfDay(scale, day);
    if (x >= clip.x0) minor.push(x, input.top, x, bottom);
  }
  for (let day = startOfUnit(tiers.upper, firstDay); day <= lastDay; day = nextUnit(tiers.upper, day)) {
    const x = input.left + xOfDay(scale, day);
    if (x >= clip.x0) major.push(x, input.top, x, bottom);
  }
  for (let day = startOfUnit(tiers.heavy, firstDay); day <= lastDay; day = nextUnit(tiers.heavy, day)) {
    const x = input.left + xOfDay(scale, day);
    if (x >= clip.x0) year.push(x, input.top, x, bottom);
  }
  out.push(crispLines(minor, 'gridMinor', sizes.outline * 0.5));
  out.push(crispLines(major, 'gridMajor', sizes.outline * 0.5));
  out.push(crispLines(year, 'gridYear', sizes.outline));
}

function pushToday(out: Primitive[], input: SceneInput): void {
  const x = input.left + xOfDay(input.scale, input.model.today + 0.5);
  if (x < input.clip.x0 || x > input.clip.x1) return;
  out.push(crispLines([x, input.top, x, sceneBottom(input)], 'today', input.sizes.outline, true));
}

function pushRow(out: Primitive[], input: SceneInput, row: number): void {
  const { rows, model, grouping } = input;
  const ref = rows.ref[row]!;
  if (rows.kind[row] === ROW.milestone) {
    pushMilestone(out, input, row);
    return;
  }
  if (rows.kind[row] === ROW.group) {
    const beyond = pushSummary(out, input, row, grouping.groups[ref]!.summary);
    if (beyond) pushBeyond(out, input, row, beyond, NOTHING);
    return;
  }
  const beyond = pushSummary(out, input, row, model.summaries[ref]!);
  if (hasChildren(input, row) && !isOpenRow(input, row)) pushRollUp(out, input, row, beyond);
  else if (beyond) pushBeyond(out, input, row, beyond, NOTHING);
  else pushStage(out, input, row);
}

function summarySpan({ scale, left }: SceneInput, { start, end }: Summary): { x0: number; x1: number } {
  const x0 = left + xOfDay(scale, start);
  return { x0, x1: Math.max(left + xOfDay(scale, end + 1), x0 + 4) };
}

/** Draws a summary; where it lies outside the window, tells on which side and when. */
function pushSummary(out: Primitive[], input: SceneInput, row: number, summary: Summary): Beyond | null {
  const { clip, sizes } = input;
  if (summary.start === NO_DAY) return null;
  const { x0, x1 } = summarySpan(input, summary);
  if (x1 < clip.x0 || x0 > clip.x1) {
    const isBefore = x1 < clip.x0;
    return { day: isBefore ? summary.end : summary.start, isBefore };
  }
  const ratio = summary.total === 0 ? 0 : summary.done / summary.total;
  if (showsMarks(input, row)) {
    pushRail(out, { x0, x1 }, ratio, rowTop(input, row), inkClip(input), sizes);
    return null;
  }
  const isGroup = input.rows.kind[row] === ROW.group;
  pushBracket(out, { x0, x1 }, ratio, rowMiddle(input, row), isGroup, inkClip(input), sizes);
  return null;
}

/** Whether gates and milestones stand on the line of a deployment, which is then collapsed. */
function showsMarks(input: SceneInput, row: number): boolean {
  const { rows, model } = input;
  const deployment = rows.ref[row]!;
  if (rows.kind[row] !== ROW.deployment || isOpenRow(input, row)) return false;
  for (let m = model.firstOf[deployment]!; m < model.firstOf[deployment + 1]!; m++) {
    if (model.kind[m] !== KIND.task && model.start[m] !== NO_DAY) return true;
  }
  return false;
}

/** Points by which what only touches the edge of a sheet may be wrong. */
const EDGE = 0.01;

/** Whether a mark is drawn. On paper a point belongs to the sheet that holds its day, and to no other. */
function isInWindow({ clip, labels }: SceneInput, { x0, x1, isPoint }: MarkSpan): boolean {
  if (labels === 'name') return x1 >= clip.x0 && x0 <= clip.x1;
  // A bar that begins with the next sheet would leave the sign before it on this one.
  if (!isPoint) return x1 > clip.x0 + EDGE && x0 < clip.x1 - EDGE;
  const centre = (x0 + x1) / 2;
  return centre >= clip.x0 && centre < clip.x1;
}

/** How far marks are drawn: on screen a little beyond the window, where the canvas cuts them. */
function inkClip({ clip, bleed }: SceneInput): { x0: number; x1: number } {
  return { x0: clip.x0 - bleed, x1: clip.x1 + bleed };
}

/** On which side of the window something lies, and its nearest day. */
interface Beyond {
  day: number;
  isBefore: boolean;
}

/** A row whose mark lies outside the window says on which side, and on screen when: on paper its days stand beside. */
function pushBeyond(
  out: Primitive[],
  input: SceneInput,
  row: number,
  { day, isBefore }: Beyond,
  obstacles: readonly Obstacle[],
): void {
  const onScreen = input.labels === 'name';
  if (!onScreen && !input.pointsBeyond) return;
  const { clip, sizes, measure } = input;
  const pad = sizes.text * 0.5;
  const date = onScreen ? dayText(day) : '';
  const text = isBefore ? `‹ ${date}`.trimEnd() : `${date} ›`.trimStart();
  const width = measure(text, sizes.text, false);
  const x = isBefore
    ? clearRightOf(clip.x0 + pad, width, obstacles, pad)
    : clearLeftOf(clip.x1 - pad - width, width, obstacles, pad);
  pushLabel(out, input, row, { x, text, paint: 'textMuted' });
}

/** Beside an open deployment: its stage, in words. */
function pushStage(out: Primitive[], input: SceneInput, row: number): void {
  const deployment = input.rows.ref[row]!;
  const summary = input.model.summaries[deployment]!;
  if (input.labels !== 'name' || summary.start === NO_DAY) return;
  const { x1 } = summarySpan(input, summary);
  const x = x1 + input.sizes.bar * LABEL_GAP;
  // A summary that ends before the window says so in its place.
  if (x > input.clip.x1 || x1 < input.clip.x0) return;
  const stage = input.model.view.deployments[deployment]!.stage;
  pushLabel(out, input, row, { x, text: input.words.stageOf(stage), paint: 'textMuted' });
}

function pushMilestone(out: Primitive[], input: SceneInput, row: number): void {
  const milestone = input.rows.ref[row]!;
  const { model, clip, sizes } = input;
  pushBaselineOf(out, input, row, milestone);
  const span = markSpan(model, milestone, input.scale, input.left, sizes);
  if (!span) return;
  const limits = model.limits.get(milestone);
  if (!isInWindow(input, span)) {
    const isBefore = span.x1 < clip.x0;
    const day = isBefore ? model.end[milestone]! : model.start[milestone]!;
    const held = limits ? pushLimits(out, input, milestone, limits, rowMiddle(input, row)) : NOTHING;
    pushBeyond(out, input, row, { day, isBefore }, held);
    return;
  }
  const y = rowMiddle(input, row);
  if (input.path) pushSlack(out, input, input.path, milestone, span, y);
  pushMark(out, markState(model, milestone), span, y, inkClip(input), sizes);
  if (input.path) pushPathFrame(out, input.path.level[milestone]!, span, y, inkClip(input), sizes);
  const obstacles = limits ? pushLimits(out, input, milestone, limits, y) : NOTHING;
  const text = markText(input, milestone, span);
  if (text === '') return;
  const gap = sizes.bar * LABEL_GAP;
  // While it is being moved the label stays clear of the ghost.
  const ghost = input.draft && markSpan(model, milestone, input.scale, input.left, sizes, input.draft);
  const right = Math.max(span.x1, ghost?.x1 ?? span.x1) + gap;
  const width = input.measure(text, sizes.text, false);
  const x = obstacles.length === 0 ? right : clearRightOf(right, width, obstacles, gap / 2);
  const isRight = input.labels === 'name' || x + width <= clip.x1;
  const before = markLeft(markState(model, milestone), span, sizes) - gap - width;
  const place = isRight ? x : clearLeftOf(before, width, obstacles, gap / 2);
  // On paper nothing would cut it: where there is no room, its date is in the columns.
  if (input.labels === 'name' || place >= clip.x0) pushLabel(out, input, row, { x: place, text });
}

function pushBaselineOf(out: Primitive[], input: SceneInput, row: number, milestone: number): void {
  const { model, scale, left, sizes } = input;
  const start = model.baseline?.start[milestone] ?? NO_DAY;
  const end = model.baseline?.end[milestone] ?? NO_DAY;
  if (start === NO_DAY) return;
  const span = markSpan(model, milestone, scale, left, sizes, { milestone, start, end });
  if (span) pushBaseline(out, span, rowMiddle(input, row), inkClip(input), sizes);
}

function markText(input: SceneInput, milestone: number, span: MarkSpan): string {
  const item = input.model.milestones[milestone]!;
  const verdict = item.verdict === null ? '' : ` · ${input.words.verdictOf(item.verdict)}`;
  if (input.labels === 'date') return span.isPoint ? `${dayText(input.model.end[milestone]!)}${verdict}` : '';
  return span.isPoint ? `${item.label} ${dayMonth(input.model.end[milestone]!)}${verdict}` : item.label;
}

/** A text in a row, with the lines under it cleared. */
function pushLabel(
  out: Primitive[],
  input: SceneInput,
  row: number,
  { x, text, paint = 'text' }: { x: number; text: string; paint?: Paint },
): void {
  const { sizes, measure, rows } = input;
  const y = rowMiddle(input, row);
  const width = measure(text, sizes.text, false) + sizes.text * 0.3;
  // No higher than its letters: a baseline, a rail or a line of slack may run above or below.
  const height = sizes.text * 1.04;
  const ground = isSelectedRow(input, row) ? 'selection' : rows.kind[row] === ROW.group ? 'band' : 'ground';
  out.push(filledRect(x - sizes.text * 0.15, y - height / 2, width, height, ground));
  out.push(textAt(x, y, text, sizes.text, paint));
}

/** `JJ/MM` of a day. */
function dayMonth(day: number): string {
  const { month, day: dayOfMonth } = civilFromDay(day);
  return `${String(dayOfMonth).padStart(2, '0')}/${String(month).padStart(2, '0')}`;
}

/** On a collapsed deployment its gates and milestones stay visible on one line, labelled as far as there is room. */
function pushRollUp(out: Primitive[], input: SceneInput, row: number, beyond: Beyond | null): void {
  const { model, sizes, clip } = input;
  const deployment = input.rows.ref[row]!;
  const shown: { milestone: number; span: MarkSpan }[] = [];
  for (let m = model.firstOf[deployment]!; m < model.firstOf[deployment + 1]!; m++) {
    if (model.kind[m] === KIND.task) continue;
    const span = markSpan(model, m, input.scale, input.left, sizes);
    if (span && isInWindow(input, span)) shown.push({ milestone: m, span });
  }
  const forms = shown.map(({ milestone }, index) =>
    rollUpForms(input, milestone, index === shown.length - 1),
  );
  const candidates: LabelCandidate[] = shown.map(({ milestone, span }, index) => ({
    x0: markLeft(markState(model, milestone), span, sizes),
    x1: span.x1,
    widths: forms[index]!.map((text) => input.measure(text, sizes.text, false)),
    rank: model.kind[milestone] === KIND.gate ? 1 : 0,
  }));
  const y = rowMiddle(input, row);
  const obstacles = shown.flatMap(({ milestone }) => {
    const limits = model.limits.get(milestone);
    return limits ? pushLimits(out, input, milestone, limits, y) : [];
  });
  if (beyond) pushBeyond(out, input, row, beyond, [...shown.map(({ span }) => span), ...obstacles]);
  const places = beyond ? [] : placeLabels(candidates, clip.x0, clip.x1, sizes.text * 0.3, obstacles);
  for (const { milestone, span } of shown) {
    pushMark(out, markState(model, milestone), span, y, inkClip(input), sizes);
    if (input.path) pushPathFrame(out, input.path.level[milestone]!, span, y, inkClip(input), sizes);
  }
  places.forEach((place, index) => {
    if (!place) return;
    pushLabel(out, input, row, { x: place.x, text: forms[index]![place.form]! });
  });
}

/** The last mark of a line has room for its name; the others, between marks, carry their date. */
function rollUpForms(input: SceneInput, milestone: number, isLast: boolean): string[] {
  const date = dayMonth(input.model.end[milestone]!);
  return isLast ? [`${input.model.milestones[milestone]!.label} ${date}`, date] : [date];
}

function pushDraft(out: Primitive[], input: SceneInput, draft: Draft): void {
  const row = input.rows.rowOfMilestone[draft.milestone]!;
  if (row < input.firstRow || row >= input.lastRow) return;
  const { sizes, model } = input;
  const y = rowMiddle(input, row);
  const span = markSpan(model, draft.milestone, input.scale, input.left, sizes, draft);
  if (!span) return;
  if (span.isPoint) {
    const state = markState(model, draft.milestone);
    pushMark(out, state, span, y, inkClip(input), sizes);
  }
  const height = sizes.bar + 6;
  const box = { x: span.x0 - 1, y: y - height / 2, width: span.x1 - span.x0 + 2, height, radius: 3 };
  out.push(outlinedRect(box, 'ghostTint', 'ghost', sizes.outline * 1.2));
}
