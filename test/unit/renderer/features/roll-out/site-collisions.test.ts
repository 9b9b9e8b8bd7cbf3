import { expect, it } from 'vitest';
import { collisionsAt } from '../../../../../renderer/features/roll-out/site-collisions.ts';
import type { RollOutCollision } from '../../../../../shared/views/roll-out-view.ts';

const collision = (...sites: string[]): RollOutCollision => ({
  kind: 'two_at_site',
  day: '2027-03-12',
  milestones: sites.map((siteName) => ({ label: 'Bascule', siteName })),
  cause: null,
  count: 2,
});

it('tells a site the collisions it takes part in, not those of the others', () => {
  const [own, shared, other] = [collision('Montclar'), collision('Auriac', 'Montclar'), collision('Auriac')];
  expect(collisionsAt([own, shared, other], 'Montclar')).toEqual([own, shared]);
  expect(collisionsAt([other], 'Montclar')).toEqual([]);
});
