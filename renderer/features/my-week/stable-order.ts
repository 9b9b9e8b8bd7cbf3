import type { WeekGroup } from '../../../shared/views/week-view.ts';

/** The lines seen so far, in the order in which they were first shown. */
export function orderSeen(seen: readonly string[], groups: readonly WeekGroup[]): readonly string[] {
  const known = new Set(seen);
  const fresh = groups
    .flatMap(({ lines }) => lines.map(({ milestoneId }) => milestoneId))
    .filter((id) => !known.has(id));
  return fresh.length === 0 ? seen : [...seen, ...fresh];
}

/** Groups and lines in the order they were first shown in: what is answered stays where the eye left it. */
export function inSeenOrder(groups: readonly WeekGroup[], seen: readonly string[]): WeekGroup[] {
  const places = new Map(seen.map((id, at) => [id, at]));
  const placeOf = (id: string): number => places.get(id) ?? Infinity;
  return groups
    .map((group) => ({
      ...group,
      lines: group.lines.toSorted((a, b) => placeOf(a.milestoneId) - placeOf(b.milestoneId)),
    }))
    .toSorted((a, b) => placeOf(a.lines[0]?.milestoneId ?? '') - placeOf(b.lines[0]?.milestoneId ?? ''));
}
