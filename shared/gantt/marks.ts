/** Where a milestone's mark lies, and how it looks: the state reads from shape, fill and hatch before colour. */
import { FLAG, KIND, NO_PROGRESS, STATUS, type GanttModel } from './gantt-model.ts';
import { NO_DAY } from './day.ts';
import {
  crispLines,
  filledRect,
  freeLines,
  outlinedRect,
  polygon,
  type Paint,
  type Primitive,
} from './primitives.ts';
import { xOfDay, type TimeScale } from './time-scale.ts';

/** Sizes of the marks, in the unit of the medium. */
export interface MarkSizes {
  rowHeight: number;
  bar: number;
  /** From the centre of a diamond to its points. */
  diamond: number;
  outline: number;
  hatch: number;
  text: number;
}

export const SCREEN_SIZES: MarkSizes = {
  rowHeight: 28,
  bar: 14,
  diamond: 7,
  outline: 1.5,
  hatch: 5,
  text: 11,
};

/** Dates shown instead of the recorded ones while a change is being made. */
export interface Draft {
  milestone: number;
  start: number;
  end: number;
}

/** Horizontal extent of a mark: a point mark is centred on its day. */
export interface MarkSpan {
  x0: number;
  x1: number;
  isPoint: boolean;
}

/** Extent of a milestone's mark for given days; null without dates. `left` is the x of the scale's origin. */
export function markSpan(
  model: GanttModel,
  milestone: number,
  scale: TimeScale,
  left: number,
  sizes: MarkSizes,
  draft: Draft | null = null,
): MarkSpan | null {
  const drafted = draft?.milestone === milestone;
  const start = drafted ? draft.start : model.start[milestone]!;
  const end = drafted ? draft.end : model.end[milestone]!;
  if (start === NO_DAY) return null;
  if (model.kind[milestone] !== KIND.task) {
    const centre = left + xOfDay(scale, end + 0.5);
    return { x0: centre - sizes.diamond, x1: centre + sizes.diamond, isPoint: true };
  }
  const x0 = left + xOfDay(scale, start);
  return { x0, x1: Math.max(left + xOfDay(scale, end + 1), x0 + 2), isPoint: false };
}

/** How a milestone is drawn: the code of its status, with late and blocked apart. */
export interface MarkState {
  kind: number;
  status: number;
  late: boolean;
  blocked: boolean;
  /** 0 to 100, null where nothing was recorded. */
  progress: number | null;
}

/** State of a milestone; what is done or left out is never late. */
export function markState(model: GanttModel, milestone: number): MarkState {
  const status = model.status[milestone]!;
  const flags = model.flags[milestone]!;
  const progress = model.progress[milestone]!;
  const settled = status === STATUS.done || status === STATUS.not_applicable;
  return {
    kind: model.kind[milestone]!,
    status,
    late: !settled && (flags & FLAG.late) !== 0,
    blocked: !settled && (flags & FLAG.blocked) !== 0,
    progress: progress === NO_PROGRESS ? null : progress,
  };
}

function stateInk(state: MarkState): Paint {
  if (state.late) return 'late';
  if (state.status === STATUS.done) return 'done';
  if (state.status === STATUS.in_progress) return 'inProgress';
  if (state.status === STATUS.postponed) return 'postponed';
  return state.status === STATUS.not_applicable ? 'notApplicable' : 'toCome';
}

/** From a mark to the middle of its no-entry sign, and the half of the sign, in heights of a bar. */
const SIGN_AT = 0.55;
const SIGN_REACH = 0.36;

/** The left edge of a mark with its sign. */
export function markLeft(state: MarkState, span: MarkSpan, { bar }: MarkSizes): number {
  return state.blocked ? span.x0 - bar * (SIGN_AT + SIGN_REACH) : span.x0;
}

/** Draws the mark of a milestone centred on `y`, cut to `clip` so that a long bar costs no more than a short one. */
export function pushMark(
  out: Primitive[],
  state: MarkState,
  span: MarkSpan,
  y: number,
  clip: { x0: number; x1: number },
  sizes: MarkSizes,
): void {
  if (span.isPoint) pushDiamond(out, state, (span.x0 + span.x1) / 2, y, sizes);
  else pushBar(out, state, span, y, clip, sizes);
  const sign = span.x0 - sizes.bar * SIGN_AT;
  if (state.blocked && sign > clip.x0) pushBlocked(out, sign, y, sizes);
}

/** What is filled at least of a bar in progress, in heights of it: begun must not look like to come. */
const BEGUN = 0.5;

function pushBar(
  out: Primitive[],
  state: MarkState,
  span: MarkSpan,
  y: number,
  clip: { x0: number; x1: number },
  sizes: MarkSizes,
): void {
  const x0 = Math.max(span.x0, clip.x0);
  const x1 = Math.min(span.x1, clip.x1);
  if (x1 <= x0) return;
  const height = sizes.bar;
  const top = y - height / 2;
  const ink = stateInk(state);
  if (state.status === STATUS.not_applicable) {
    out.push(crispLines([x0, y, x1, y], ink, sizes.outline, true));
    return;
  }
  const box = { x: x0, y: top, width: x1 - x0, height, radius: Math.min(2, (x1 - x0) / 2) };
  if (state.status === STATUS.done) {
    out.push(outlinedRect(box, ink, ink, sizes.outline));
    return;
  }
  const tint: Paint = state.late
    ? 'lateTint'
    : state.status === STATUS.in_progress
      ? 'inProgressTint'
      : 'ground';
  out.push({ ...outlinedRect(box, tint, ink, 0), stroke: null });
  const begun = state.status === STATUS.in_progress ? Math.min(height * BEGUN, (span.x1 - span.x0) / 3) : 0;
  const doneX = span.x0 + Math.max(((span.x1 - span.x0) * (state.progress ?? 0)) / 100, begun);
  if (state.late)
    out.push(
      freeLines(hatchRect(Math.max(x0, doneX), top, x1, top + height, sizes.hatch), ink, sizes.outline * 0.7),
    );
  if (doneX > x0) out.push(filledRect(x0, top, Math.min(doneX, x1) - x0, height, ink));
  out.push(outlinedRect(box, null, ink, sizes.outline, state.status === STATUS.postponed));
}

/**
 * Diagonals that fill a rectangle, rising to the right; aligned to the plane so that they hold still while it scrolls. `phase` is
 * x + y of a point one of them goes through.
 */
export function hatchRect(x0: number, y0: number, x1: number, y1: number, step: number, phase = 0): number[] {
  const points: number[] = [];
  const first = Math.ceil((x0 + y0 - phase) / step) * step + phase;
  for (let sum = first; sum < x1 + y1; sum += step) {
    const fromX = Math.max(x0, sum - y1);
    const toX = Math.min(x1, sum - y0);
    if (toX > fromX) points.push(fromX, sum - fromX, toX, sum - toX);
  }
  return points;
}

function pushDiamond(out: Primitive[], state: MarkState, x: number, y: number, sizes: MarkSizes): void {
  const ink = stateInk(state);
  const isGate = state.kind === KIND.gate;
  const r = isGate ? sizes.diamond * 0.86 : sizes.diamond;
  const points = [x, y - r, x + r, y, x, y + r, x - r, y];
  if (isGate) {
    const reach = sizes.diamond * 1.45;
    out.push(crispLines([x, y - reach, x, y + reach], ink, sizes.outline * 1.3));
  }
  const isDone = state.status === STATUS.done;
  const isDashed = state.status === STATUS.postponed;
  out.push(polygon(points, isDone ? ink : 'ground', null));
  if (state.late) out.push(freeLines(hatchDiamond(x, y, r, sizes.hatch * 0.7), ink, sizes.outline * 0.7));
  else if (state.status === STATUS.in_progress) out.push(polygon([x, y - r, x, y + r, x - r, y], ink, null));
  if (state.status === STATUS.not_applicable)
    out.push(freeLines([x - r / 2, y - r / 2, x + r / 2, y + r / 2], ink, sizes.outline));
  out.push(polygon(points, null, ink, sizes.outline, isDashed));
}

/** Diagonals across a diamond, parallel to two of its sides. */
function hatchDiamond(x: number, y: number, r: number, step: number): number[] {
  const points: number[] = [];
  for (let offset = -r + step; offset < r; offset += step) {
    const half = (offset + r) / 2;
    points.push(x - r + half, y + half, x + half, y - r + half);
  }
  return points;
}

/** A no-entry sign before the mark. */
function pushBlocked(out: Primitive[], x: number, y: number, sizes: MarkSizes): void {
  const r = sizes.bar * SIGN_REACH;
  const c = r * 0.42;
  const points = [
    x - c,
    y - r,
    x + c,
    y - r,
    x + r,
    y - c,
    x + r,
    y + c,
    x + c,
    y + r,
    x - c,
    y + r,
    x - r,
    y + c,
    x - r,
    y - c,
  ];
  out.push(polygon(points, 'blocked', null));
  out.push(filledRect(x - r * 0.6, y - r * 0.22, r * 1.2, r * 0.44, 'ground'));
}

/** The thin bar of a baseline under the live one; that of a point is as wide as its mark. */
export function pushBaseline(
  out: Primitive[],
  span: { x0: number; x1: number },
  y: number,
  clip: { x0: number; x1: number },
  sizes: MarkSizes,
): void {
  const x0 = Math.max(span.x0, clip.x0);
  const x1 = Math.min(span.x1, clip.x1);
  if (x1 > x0) out.push(filledRect(x0, y + sizes.bar * 0.58, x1 - x0, sizes.bar * 0.28, 'baseline'));
}

/** A thin rail along the top of a row, filled as far as its milestones are done: the line under it is for marks and dates. */
export function pushRail(
  out: Primitive[],
  span: { x0: number; x1: number },
  ratio: number,
  top: number,
  clip: { x0: number; x1: number },
  sizes: MarkSizes,
): void {
  const x0 = Math.max(span.x0, clip.x0);
  const x1 = Math.min(span.x1, clip.x1);
  const [y, height] = [top + sizes.rowHeight * 0.06, sizes.bar * 0.24];
  out.push(filledRect(x0, y, x1 - x0, height, 'summaryTint'));
  const doneX = Math.min(x1, span.x0 + (span.x1 - span.x0) * ratio);
  if (doneX > x0) out.push(filledRect(x0, y, doneX - x0, height, 'summary'));
}

/** The bracket of a summary row: a bar with its ends turned down, filled as far as its milestones are done, cut to `clip`. */
export function pushBracket(
  out: Primitive[],
  span: { x0: number; x1: number },
  ratio: number,
  y: number,
  isGroup: boolean,
  clip: { x0: number; x1: number },
  sizes: MarkSizes,
): void {
  const height = sizes.bar * (isGroup ? 0.5 : 0.36);
  const tip = sizes.bar * (isGroup ? 0.36 : 0.3);
  const top = y - height / 2 - tip / 3;
  const x0 = Math.max(span.x0, clip.x0);
  const x1 = Math.min(span.x1, clip.x1);
  const foot = Math.min(tip, (x1 - x0) / 2);
  const bottom = top + height;
  const outline = [x0, top, x1, top];
  // An end that is cut off goes on beyond the edge: no foot there.
  if (x1 === span.x1) outline.push(x1, bottom + tip, x1 - foot, bottom);
  else outline.push(x1, bottom);
  if (x0 === span.x0) outline.push(x0 + foot, bottom, x0, bottom + tip);
  else outline.push(x0, bottom);
  out.push(polygon(outline, 'summaryTint', 'summary', sizes.outline * 0.6));
  const doneX = Math.min(x1, span.x0 + (span.x1 - span.x0) * ratio);
  if (doneX > x0) out.push(filledRect(x0, top, doneX - x0, height, 'summary'));
}
