/** Labels beside marks: where each goes so that none is printed over another or over a mark. */

/** Width of a text in the unit of `size`. */
export type TextMeasure = (text: string, size: number, bold: boolean) => number;

const NARROW = /[ iíîïjl.,:;|!'’()[\]ftrI/-]/;
const WIDE = /[mwMWœŒ@%—]/;
const CAPITAL = /[A-ZÀ-Þ0-9]/;

/** Width from classes of letters, a little on the wide side; for layouts made without a screen. */
export const estimateTextWidth: TextMeasure = (text, size, bold) => {
  let em = 0;
  for (const letter of text) {
    if (NARROW.test(letter)) em += 0.36;
    else if (WIDE.test(letter)) em += 0.93;
    else if (CAPITAL.test(letter)) em += 0.69;
    else em += 0.585;
  }
  return em * size * (bold ? 1.07 : 1);
};

/**
 * A mark on one line with its label, `x0 ... x1` being what the mark itself covers. `widths` are those of the label's
 * forms, the one to be tried first in front. Higher `rank` is placed first.
 */
export interface LabelCandidate {
  x0: number;
  x1: number;
  widths: readonly number[];
  rank: number;
}

/** Left edge of the label, its side and the index of its form; null when there is no room for any. */
export type LabelPlace = { x: number; side: 'right' | 'left'; form: number } | null;

/**
 * Places the labels of one line between `min` and `max`: right of the mark in the first form that fits, else left in
 * the last form, else nowhere. No placed label meets another, any mark or an obstacle, with `gap` kept free on both
 * sides. Answers in the order of the candidates.
 */
export function placeLabels(
  candidates: readonly LabelCandidate[],
  min: number,
  max: number,
  gap: number,
  obstacles: readonly { x0: number; x1: number }[] = [],
): LabelPlace[] {
  const taken: { x0: number; x1: number; owner: number }[] = candidates.map((c, owner) => ({
    x0: c.x0,
    x1: c.x1,
    owner,
  }));
  for (const { x0, x1 } of obstacles) taken.push({ x0, x1, owner: -1 });
  const places: LabelPlace[] = candidates.map(() => null);
  const order = candidates.map((_, index) => index).sort((a, b) => byRank(candidates, a, b));
  for (const index of order) {
    const place = findPlace(candidates[index]!, index, taken, min, max, gap);
    places[index] = place;
    if (place) taken.push({ x0: place.x, x1: place.x + candidates[index]!.widths[place.form]!, owner: -1 });
  }
  return places;
}

function byRank(candidates: readonly LabelCandidate[], a: number, b: number): number {
  return candidates[b]!.rank - candidates[a]!.rank || candidates[a]!.x0 - candidates[b]!.x0 || a - b;
}

function findPlace(
  candidate: LabelCandidate,
  owner: number,
  taken: readonly { x0: number; x1: number; owner: number }[],
  min: number,
  max: number,
  gap: number,
): LabelPlace {
  const isClear = (x0: number, x1: number) =>
    x0 >= min &&
    x1 <= max &&
    taken.every((other) => other.owner === owner || other.x1 + gap <= x0 || other.x0 - gap >= x1);
  const right = candidate.x1 + gap;
  const fits = candidate.widths.findIndex((width) => isClear(right, right + width));
  if (fits >= 0) return { x: right, side: 'right', form: fits };
  const shortest = candidate.widths.length - 1;
  const left = candidate.x0 - gap - (candidate.widths[shortest] ?? 0);
  return isClear(left, candidate.x0 - gap) ? { x: left, side: 'left', form: shortest } : null;
}

/** The first x from `x` on where a text of `width` meets none of the obstacles, with `gap` kept free beside them. */
export function clearRightOf(
  x: number,
  width: number,
  obstacles: readonly { x0: number; x1: number }[],
  gap: number,
): number {
  let clear = x;
  for (const { x0, x1 } of obstacles.toSorted((a, b) => a.x0 - b.x0))
    if (x1 + gap > clear && x0 - gap < clear + width) clear = x1 + gap;
  return clear;
}

/** The last x up to `x` where it does not. */
export function clearLeftOf(
  x: number,
  width: number,
  obstacles: readonly { x0: number; x1: number }[],
  gap: number,
): number {
  const mirrored = obstacles.map(({ x0, x1 }) => ({ x0: -x1, x1: -x0 }));
  return -clearRightOf(-x - width, width, mirrored, gap) - width;
}

/** Text cut like `fitText`, of « domain · site » the domain first: the site is what tells rows apart. */
export function fitPair(
  text: string,
  width: number,
  size: number,
  bold: boolean,
  measure: TextMeasure,
): string {
  const at = text.lastIndexOf(' · ');
  if (at < 0 || measure(text, size, bold) <= width) return fitText(text, width, size, bold, measure);
  const tail = text.slice(at);
  const head = fitText(text.slice(0, at), width - measure(tail, size, bold), size, bold, measure);
  return head === '' ? fitText(text, width, size, bold, measure) : head + tail;
}

/** Text cut with an ellipsis so that it fits `width`; empty when not even one letter does. */
export function fitText(
  text: string,
  width: number,
  size: number,
  bold: boolean,
  measure: TextMeasure,
): string {
  const full = measure(text, size, bold);
  if (full <= width) return text;
  // The share of the letters that fits is close to the share of the width: few texts need a second try.
  let length = Math.min(text.length - 1, Math.floor((text.length * (width - size * 0.9)) / full));
  while (length > 0) {
    const cut = `${text.slice(0, length).trimEnd()}…`;
    const over = measure(cut, size, bold) - width;
    if (over <= 0) return cut;
    length -= Math.max(1, Math.floor((over / full) * text.length));
  }
  return '';
}
