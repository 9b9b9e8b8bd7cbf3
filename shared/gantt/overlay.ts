/** What is drawn over the chart while a hand is at work: handles, a link being drawn, ghosts of what a change moves. */
import { NO_DAY } from './day.ts';
import type { GanttModel } from './gantt-model.ts';
import { progressX, tieX, TIE_RADIUS, type MarkEnd } from './handles.ts';
import type { LinkEnds } from './link-hit.ts';
import { lineOfLink } from './link-lines.ts';
import { markSpan, type Draft, type MarkSpan } from './marks.ts';
import {
  crispLines,
  filledRect,
  freeLines,
  outlinedRect,
  polygon,
  type Paint,
  type Primitive,
} from './primitives.ts';
import { rowMiddle, type SceneInput } from './scene-input.ts';

/** A link being drawn: `x` and `y` are the pointer, from the origin of the scale and the top of row 0. */
export interface Tie {
  milestone: number;
  end: MarkEnd;
  x: number;
  y: number;
  target: { milestone: number; end: MarkEnd } | null;
}

export interface Overlay {
  /** Milestone whose handles are shown, -1 for none. */
  lit: number;
  /** What is moved along with the drag, and what it pushes. */
  moved: readonly Draft[];
  pushed: readonly Draft[];
  progress: { milestone: number; value: number } | null;
  tie: Tie | null;
  /** The link that was clicked. */
  link: LinkEnds | null;
}

export const NO_OVERLAY: Overlay = { lit: -1, moved: [], pushed: [], progress: null, tie: null, link: null };

/** The shapes of an overlay, over those of `chartScene` for the same window. */
export function overlayScene(input: SceneInput, overlay: Overlay): Primitive[] {
  const out: Primitive[] = [];
  if (overlay.link) pushLink(out, input, overlay.link);
  for (const draft of overlay.pushed) pushGhost(out, input, draft, null);
  for (const draft of overlay.moved) pushGhost(out, input, draft, 'ghostTint');
  if (overlay.progress) pushProgress(out, input, overlay.progress);
  else if (overlay.lit >= 0 && !overlay.tie) pushHandles(out, input, overlay.lit);
  if (overlay.tie) pushTie(out, input, overlay.tie);
  return out;
}

/** Extent and middle of a milestone's mark in the scene; null where it has none or its row is not in the window. */
function placeOf(input: SceneInput, milestone: number, draft: Draft | null = null) {
  const row = input.rows.rowOfMilestone[milestone] ?? -1;
  if (row < input.firstRow || row >= input.lastRow) return null;
  const span = markSpan(input.model, milestone, input.scale, input.left, input.sizes, draft);
  return span && { span, y: rowMiddle(input, row) };
}

function pushLink(out: Primitive[], input: SceneInput, link: LinkEnds): void {
  const { lines, arrows } = lineOfLink(input, link);
  out.push(crispLines([...lines], 'ghost', input.sizes.outline * 1.4));
  out.push(freeLines([...arrows], 'ghost', input.sizes.outline * 1.4));
}

function pushGhost(out: Primitive[], input: SceneInput, draft: Draft, fill: Paint | null): void {
  if (draft.start === NO_DAY) return;
  const place = placeOf(input, draft.milestone, draft);
  if (place && isSeen(input, place.span)) out.push(frame(place.span, place.y, input, fill));
}

function isSeen({ clip }: SceneInput, { x0, x1 }: MarkSpan): boolean {
  return x1 >= clip.x0 && x0 <= clip.x1;
}

function frame(span: MarkSpan, y: number, { sizes }: SceneInput, fill: Paint | null): Primitive {
  const height = sizes.bar + 6;
  const box = { x: span.x0 - 1, y: y - height / 2, width: span.x1 - span.x0 + 2, height, radius: 3 };
  return outlinedRect(box, fill, 'ghost', sizes.outline, fill === null);
}

function pushProgress(
  out: Primitive[],
  input: SceneInput,
  { milestone, value }: { milestone: number; value: number },
): void {
  const place = placeOf(input, milestone);
  if (!place) return;
  const { span, y } = place;
  const { bar, outline } = input.sizes;
  const x = span.x0 + ((span.x1 - span.x0) * value) / 100;
  out.push(frame(span, y, input, null));
  if (x > span.x0) out.push(filledRect(span.x0, y - bar / 2, x - span.x0, bar, 'ghostTint'));
  out.push(crispLines([x, y - bar / 2 - 3, x, y + bar / 2 + 3], 'ghost', outline * 1.4));
  pushGrip(out, input, x, y);
}

function pushHandles(out: Primitive[], input: SceneInput, milestone: number): void {
  const place = placeOf(input, milestone);
  if (!place || !isSeen(input, place.span)) return;
  const { span, y } = place;
  pushDot(out, input, tieX(span, 'start'), y, false);
  pushDot(out, input, tieX(span, 'end'), y, false);
  const edge = progressX(input.model, milestone, span);
  if (edge !== null) pushGrip(out, input, edge, y);
}

/** A small pointer under the bar, at the edge of what is done. */
function pushGrip(out: Primitive[], { sizes }: SceneInput, x: number, y: number): void {
  const top = y + sizes.bar / 2;
  out.push(polygon([x, top, x + 5, top + 6, x - 5, top + 6], 'ground', 'ghost', sizes.outline * 0.8));
}

function pushDot(out: Primitive[], { sizes }: SceneInput, x: number, y: number, isFilled: boolean): void {
  const r = TIE_RADIUS;
  const box = { x: x - r, y: y - r, width: r * 2, height: r * 2, radius: r };
  out.push(outlinedRect(box, isFilled ? 'ghost' : 'ground', 'ghost', sizes.outline * 0.8));
}

function pushTie(out: Primitive[], input: SceneInput, tie: Tie): void {
  const from = anchorOf(input, tie.milestone, tie.end);
  if (!from) return;
  const { left, top, firstRow, sizes } = input;
  const pointer = { x: left + tie.x, y: top + tie.y - firstRow * sizes.rowHeight };
  const target = tie.target && placeOf(input, tie.target.milestone);
  if (tie.target && target) out.push(frame(target.span, target.y, input, 'ghostTint'));
  const to = tie.target && target ? { x: tieX(target.span, tie.target.end), y: target.y } : pointer;
  out.push(freeLines([from.x, from.y, to.x, to.y], 'ghost', sizes.outline));
  pushDot(out, input, from.x, from.y, true);
  if (target) pushDot(out, input, to.x, to.y, true);
}

/** Where a link leaves a milestone, in or beyond the window. */
function anchorOf(input: SceneInput, milestone: number, end: MarkEnd): { x: number; y: number } | null {
  const row = input.rows.rowOfMilestone[milestone] ?? -1;
  const span = row < 0 ? null : spanOf(input.model, input, milestone);
  return span && { x: tieX(span, end), y: rowMiddle(input, row) };
}

function spanOf(model: GanttModel, { scale, left, sizes }: SceneInput, milestone: number): MarkSpan | null {
  return markSpan(model, milestone, scale, left, sizes);
}
