import { describe, expect, it } from 'vitest';
import { createLabels } from '../../../../shared/views/labels.ts';

const lists = {
  stage: [
    { code: 'converged', label: 'Convergé', labelEn: 'Converged', position: 2, value: 10_000 },
    { code: 'framing', label: 'Cadrage', labelEn: '', position: 1, value: 1000 },
  ],
};

describe('createLabels', () => {
  it('gives the word of the language, the French one where there is no other', () => {
    expect(createLabels(lists, 'fr').label('stage', 'converged')).toBe('Convergé');
    expect(createLabels(lists, 'en').label('stage', 'converged')).toBe('Converged');
    expect(createLabels(lists, 'en').label('stage', 'framing')).toBe('Cadrage');
  });

  it('shows a code it does not know as it is', () => {
    expect(createLabels(lists, 'fr').label('stage', 'TO_BE_SEEN')).toBe('TO_BE_SEEN');
    expect(createLabels({}, 'fr').options('role')).toEqual([]);
  });

  it('keeps the order of the list', () => {
    expect(
      createLabels(lists, 'fr')
        .options('stage')
        .map(({ value }) => value),
    ).toEqual(['framing', 'converged']);
  });
});
