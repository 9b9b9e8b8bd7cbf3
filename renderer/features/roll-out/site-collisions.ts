import type { RollOutCollision } from '../../../shared/views/roll-out-view.ts';

/** Collisions that concern a site, by its name as the preview has it. */
export function collisionsAt(collisions: readonly RollOutCollision[], siteName: string): RollOutCollision[] {
  return collisions.filter(({ milestones }) =>
    milestones.some((milestone) => milestone.siteName === siteName),
  );
}
