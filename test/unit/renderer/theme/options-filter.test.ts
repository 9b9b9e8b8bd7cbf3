import { expect, test } from 'vitest';
import { foldingOptionsFilter } from '../../../../renderer/theme/options-filter.ts';

const sites = ['CH d’Aptière', 'CH de l’Isle-Verte', 'CH de Montclar'].map((label) => ({
  value: label,
  label,
}));
const found = (search: string) =>
  foldingOptionsFilter({ options: sites, search, limit: 50 }).map((option) =>
    'label' in option ? option.label : option.group,
  );

test('a choice is found without its accents, capitals and curved apostrophe', () => {
  expect(found("d'apt")).toEqual(['CH d’Aptière']);
  expect(found('APTIERE')).toEqual(['CH d’Aptière']);
  expect(found(' l’isle ')).toEqual(['CH de l’Isle-Verte']);
  expect(found('')).toHaveLength(3);
  expect(found('zzz')).toEqual([]);
});

test('groups keep the choices found in them, and go without any', () => {
  const options = [
    { group: 'Sites', items: sites },
    { group: 'Autres', items: [{ value: 'x', label: 'Externe' }] },
  ];
  expect(foldingOptionsFilter({ options, search: 'montclar', limit: 50 })).toEqual([
    { group: 'Sites', items: [sites[2]] },
  ]);
});
