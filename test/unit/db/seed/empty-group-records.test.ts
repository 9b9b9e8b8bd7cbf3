import { describe, expect, test } from 'vitest';
import { emptyGroupRecords, shortNameOf, type NewGroup } from '../../../../db/seed/empty-group-records.ts';
import { SeedRows, fieldProblems, rateCells, testIds } from './seed-rows.ts';
import { convergenceRate } from '../../../../shared/domain/convergence-rate.ts';

const group: NewGroup = {
  name: 'GHT des Essais',
  support: { name: 'CH de Valombre', category: '355' },
  members: [
    { name: 'EHPAD Les Glycines', category: '500' },
    { name: 'Clinique des Dunes', role: 'partner' },
  ],
  domains: ['DPI', 'CHIM', 'DPI'],
  me: { firstName: 'Odile', lastName: 'Marvignolle', role: 'PMO_GHT' },
};
const options = () => ({ today: '2026-11-23', newId: testIds() });

describe('a new group', () => {
  const made = emptyGroupRecords(group, options());
  const rows = new SeedRows(made.saves);

  test('has its entities, sites and roles', () => {
    expect(rows.danglingReferences()).toEqual([]);
    expect(fieldProblems(made.saves)).toEqual([]);
    expect(rows.byId('hospital_group', made.groupId).name).toBe('GHT des Essais');
    const roles = made.siteIds.map((id) => rows.find('membership', { establishment: id }).role);
    expect(roles).toEqual(['support', 'member', 'partner']);
    for (const id of made.siteIds) {
      const site = rows.byId('establishment', id);
      expect(rows.byId('establishment', site.parent)).toMatchObject({
        kind: 'legal_entity',
        name: site.name,
      });
    }
    expect(made.siteIds.map((id) => rows.byId('establishment', id).sizeFactor)).toEqual([
      10_000, 5000, 10_000,
    ]);
  });

  test('has one deployment not yet started for each site and chosen domain', () => {
    expect(rows.of('deployment')).toHaveLength(6);
    expect(new Set(rows.of('deployment').map(({ stage }) => stage))).toEqual(new Set(['not_started']));
    const chemotherapy = rows.find('domain', { code: 'CHIM' });
    expect(rows.find('deployment', { domain: chemotherapy.id }).template).toBe(chemotherapy.template);
  });

  test('has a rate although no bed count is known yet', () => {
    expect(convergenceRate(rateCells(rows))).toMatchObject({ inScope: 4, rate: 0, toCome: 4 });
  });

  test('knows its user, at the support establishment unless said', () => {
    const person = rows.byId('person', made.personId);
    expect(person).toMatchObject({ firstName: 'Odile', role: 'PMO_GHT', establishment: made.siteIds[0] });
    const elsewhere = emptyGroupRecords({ ...group, me: { ...group.me, establishment: 1 } }, options());
    const other = new SeedRows(elsewhere.saves).byId('person', elsewhere.personId);
    expect(other.establishment).toBe(elsewhere.siteIds[1]);
  });

  test('refuses a domain that is not shipped and a site that is not given', () => {
    expect(() => emptyGroupRecords({ ...group, domains: ['XYZ'] }, options())).toThrow(/XYZ/);
    expect(() => emptyGroupRecords({ ...group, me: { ...group.me, establishment: 9 } }, options())).toThrow(
      RangeError,
    );
  });
});

test('the short name of a place drops the kind of establishment', () => {
  const names = [
    "CH d'Aptière",
    'CH de la Roche-Claire',
    "CH de l'Isle-Verte",
    'CHS du Mont-Serein',
    'EHPAD Les Griottes',
    'Clinique des Dunes',
    'CH',
    ' Deauvallon ',
  ];
  expect(names.map(shortNameOf)).toEqual([
    'Aptière',
    'Roche-Claire',
    'Isle-Verte',
    'Mont-Serein',
    'Les Griottes',
    'Clinique des Dunes',
    'CH',
    'Deauvallon',
  ]);
});
