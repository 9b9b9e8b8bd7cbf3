import { expect, it } from 'vitest';
import { countKinds } from '../../../../../renderer/features/baselines/difference-kinds.ts';

it('counts the kinds there are, what was moved first and what was added last', () => {
  const differences = (['added', 'moved', 'added'] as const).map((change) => ({ change }));
  expect(countKinds(differences)).toEqual([
    { kind: 'moved', count: 1 },
    { kind: 'added', count: 2 },
  ]);
});
