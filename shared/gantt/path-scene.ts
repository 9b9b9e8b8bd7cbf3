/** What the critical path adds to a mark: a heavy frame, or for what is nearly critical a heavy foot, and its slack. */
import { PATH, type PathMarks } from './critical-path.ts';
import { NO_DAY } from './day.ts';
import type { MarkSizes, MarkSpan } from './marks.ts';
import { crispLines, filledRect, freeLines, outlinedRect, polygon, type Primitive } from './primitives.ts';
import type { SceneInput } from './scene-input.ts';
import { xOfDay } from './time-scale.ts';

/** Weight of the frame of a critical mark, in widths of an outline. */
const HEAVY = 2;

/** Frame or foot of a mark on its row's middle `y`, cut to `clip`; nothing for what has slack enough. */
export function pushPathFrame(
  out: Primitive[],
  level: number,
  span: MarkSpan,
  y: number,
  clip: { x0: number; x1: number },
  sizes: MarkSizes,
): void {
  if (level === PATH.none) return;
  const line = sizes.outline * HEAVY;
  if (span.isPoint) {
    const x = (span.x0 + span.x1) / 2;
    const r = (span.x1 - span.x0) / 2;
    if (level === PATH.critical)
      out.push(polygon([x, y - r, x + r, y, x, y + r, x - r, y], null, 'critical', line));
    else out.push(freeLines([x - r, y, x, y + r, x, y + r, x + r, y], 'critical', line));
    return;
  }
  const x0 = Math.max(span.x0, clip.x0);
  const x1 = Math.min(span.x1, clip.x1);
  if (x1 <= x0) return;
  const box = { x: x0, y: y - sizes.bar / 2, width: x1 - x0, height: sizes.bar, radius: 0 };
  if (level === PATH.critical) out.push(outlinedRect(box, null, 'critical', line));
  else out.push(filledRect(x0, y + sizes.bar / 2 - line, x1 - x0, line, 'critical'));
}

/** From the end of a mark a thin line over its label to its late end, which a tick closes. */
export function pushSlack(
  out: Primitive[],
  { scale, left, clip, sizes }: SceneInput,
  path: PathMarks,
  milestone: number,
  span: MarkSpan,
  y: number,
): void {
  const lateEnd = path.lateEnd[milestone]!;
  if (lateEnd === NO_DAY) return;
  const from = span.isPoint ? (span.x0 + span.x1) / 2 : span.x1;
  const to = left + xOfDay(scale, lateEnd + (span.isPoint ? 0.5 : 1));
  if (to - from < 2 || to < clip.x0 || from > clip.x1) return;
  const over = y - Math.max(sizes.bar * 0.56, sizes.text * 0.68);
  const x0 = Math.max(clip.x0, from);
  const x1 = Math.min(clip.x1, to);
  const lines = [x0, over, x1, over];
  if (to <= clip.x1) lines.push(to, over - sizes.bar * 0.22, to, over + sizes.bar * 0.1);
  out.push(crispLines(lines, 'slack', sizes.outline * 0.8));
}
