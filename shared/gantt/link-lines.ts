/** Dependencies as right-angled lines with an arrow into the successor. */
import { linkKey } from './critical-path.ts';
import { LINK_TYPE, type LinkIndex } from './link-index.ts';
import { markSpan, type MarkSpan } from './marks.ts';
import { crispLines, freeLines, type Primitive } from './primitives.ts';
import { ROW } from './rows.ts';
import { rowMiddle, rowTop, type SceneInput } from './scene-input.ts';

interface Router {
  input: SceneInput;
  top: number;
  bottom: number;
  lines: number[];
  arrows: number[];
}

/** Draws the links that touch a visible row, each once, cut to the window. */
export function pushLinks(out: Primitive[], input: SceneInput, links: LinkIndex): void {
  const { rows, firstRow, lastRow, sizes } = input;
  const plain: Router = {
    input,
    top: input.top,
    bottom: rowTop(input, lastRow),
    lines: [],
    arrows: [],
  };
  const critical: Router = { ...plain, lines: [], arrows: [] };
  const draw = (from: number, to: number, type: number) => {
    const isCritical = input.path?.links.has(linkKey(input.model, from, to)) === true;
    route(isCritical ? critical : plain, from, to, type);
  };
  for (let row = firstRow; row < lastRow; row++) {
    const milestone = rows.ref[row]!;
    if (rows.rowOfMilestone[milestone] !== row || rows.kind[row] !== ROW.milestone) continue;
    for (let i = links.inFirst[milestone]!; i < links.inFirst[milestone + 1]!; i++) {
      draw(links.inFrom[i]!, milestone, links.inType[i]!);
    }
    for (let i = links.outFirst[milestone]!; i < links.outFirst[milestone + 1]!; i++) {
      const other = rows.rowOfMilestone[links.outTo[i]!]!;
      if (other < firstRow || other >= lastRow) draw(milestone, links.outTo[i]!, links.outType[i]!);
    }
  }
  out.push(crispLines(plain.lines, 'link', sizes.outline * 0.6));
  out.push(freeLines(plain.arrows, 'link', sizes.outline * 0.8));
  if (critical.lines.length === 0) return;
  out.push(crispLines(critical.lines, 'critical', sizes.outline * 1.4));
  out.push(freeLines(critical.arrows, 'critical', sizes.outline * 1.4));
}

function route(router: Router, from: number, to: number, type: number): void {
  const { input } = router;
  const fromRow = input.rows.rowOfMilestone[from]!;
  const toRow = input.rows.rowOfMilestone[to]!;
  if (fromRow < 0 || toRow < 0) return;
  if (!input.linksLeave && !(isDrawn(input, fromRow) && isDrawn(input, toRow))) return;
  const a = markSpan(input.model, from, input.scale, input.left, input.sizes);
  const b = markSpan(input.model, to, input.scale, input.left, input.sizes);
  if (!a || !b) return;
  // Between two marks that are not to be seen, a line says nothing.
  if (isOutside(a, input) && isOutside(b, input)) return;
  const y1 = rowMiddle(input, fromRow);
  const y2 = rowMiddle(input, toRow);
  const leavesRight = type === LINK_TYPE.FS || type === LINK_TYPE.FF;
  const entersLeft = type === LINK_TYPE.FS || type === LINK_TYPE.SS;
  drawRoute(
    router,
    exitOf(a, leavesRight),
    y1,
    leavesRight ? 1 : -1,
    exitOf(b, !entersLeft),
    y2,
    entersLeft ? 1 : -1,
  );
}

function isOutside({ x0, x1 }: MarkSpan, { clip }: SceneInput): boolean {
  return x1 < clip.x0 || x0 > clip.x1;
}

function isDrawn({ firstRow, lastRow }: SceneInput, row: number): boolean {
  return row >= firstRow && row < lastRow;
}

function exitOf(span: MarkSpan, right: boolean): number {
  return right ? span.x1 : span.x0;
}

/** `outward` and `inward` are the horizontal directions in which the line leaves and enters. */
function drawRoute(
  router: Router,
  x1: number,
  y1: number,
  outward: number,
  x2: number,
  y2: number,
  inward: number,
): void {
  const stub = router.input.sizes.bar * 0.4;
  const turn = x1 + outward * stub;
  const approach = x2 - inward * stub;
  const down = y2 >= y1 ? 1 : -1;
  const direct = outward === inward && (approach - turn) * inward >= 0;
  push(router, x1, y1, turn, y1);
  if (direct) {
    push(router, turn, y1, turn, y2);
    push(router, turn, y2, x2, y2);
  } else {
    const between = y2 - (down * router.input.sizes.rowHeight) / 2;
    push(router, turn, y1, turn, between);
    push(router, turn, between, approach, between);
    push(router, approach, between, approach, y2);
    push(router, approach, y2, x2, y2);
  }
  const size = router.input.sizes.bar * 0.26;
  if (y2 < router.top || y2 > router.bottom) return;
  if (x2 < router.input.clip.x0 || x2 > router.input.clip.x1) return;
  router.arrows.push(x2 - inward * size, y2 - size, x2, y2, x2 - inward * size, y2 + size, x2, y2);
}

/** Adds a horizontal or vertical line, cut to the window; nothing when it lies outside. */
function push(router: Router, x1: number, y1: number, x2: number, y2: number): void {
  const { x0, x1: xEnd } = router.input.clip;
  const left = Math.max(x0, Math.min(x1, x2));
  const right = Math.min(xEnd, Math.max(x1, x2));
  const top = Math.max(router.top, Math.min(y1, y2));
  const bottom = Math.min(router.bottom, Math.max(y1, y2));
  if (left > right || top > bottom || (left === right && top === bottom)) return;
  router.lines.push(left, top, right, bottom);
}

/** The lines of one link as they are drawn, and its arrow; both empty where it is not to be seen. */
export function lineOfLink(
  input: SceneInput,
  { from, to, type }: { from: number; to: number; type: number },
): { lines: readonly number[]; arrows: readonly number[] } {
  const bottom = rowTop(input, input.lastRow);
  const router: Router = { input, top: input.top, bottom, lines: [], arrows: [] };
  route(router, from, to, type);
  return router;
}
