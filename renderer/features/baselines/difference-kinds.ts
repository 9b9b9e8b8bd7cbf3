import type { BaselineDifferenceRow } from '../../../shared/views/baseline-view.ts';

export type DifferenceKind = BaselineDifferenceRow['change'];

/** A slip is what one looks for first; what was added comes by the dozen. */
const kinds: readonly DifferenceKind[] = ['moved', 'removed', 'added'];

/** How many differences there are of each kind that occurs. */
export function countKinds(
  differences: readonly Pick<BaselineDifferenceRow, 'change'>[],
): { kind: DifferenceKind; count: number }[] {
  return kinds
    .map((kind) => ({ kind, count: differences.filter(({ change }) => change === kind).length }))
    .filter(({ count }) => count > 0);
}
