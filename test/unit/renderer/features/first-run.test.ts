import { describe, expect, it } from 'vitest';
import {
  addMembers,
  createGroupInput,
  type GroupDraft,
  missingFields,
  namesInText,
} from '../../../../renderer/features/first-run/group-draft.ts';
import { matchingPeople } from '../../../../renderer/features/first-run/matching-people.ts';
import { createGroupSchema } from '../../../../shared/views/workspace-view.ts';

const draft: GroupDraft = {
  name: ' GHT des Trois Vallées ',
  support: 'CH de Montclar',
  members: [{ name: 'CH d’Auriac', role: 'member' }],
  domains: ['DPI'],
  firstName: 'Marie',
  lastName: 'Delorme',
  role: 'PMO_GHT',
};

describe('a new group', () => {
  it('becomes a command the contract takes', () => {
    const input = createGroupInput(draft);
    expect(createGroupSchema.parse(input)).toEqual({
      name: 'GHT des Trois Vallées',
      support: 'CH de Montclar',
      members: draft.members,
      domains: ['DPI'],
      me: { firstName: 'Marie', lastName: 'Delorme', role: 'PMO_GHT' },
    });
  });

  it('names what is missing in the order of the form', () => {
    const empty = { ...draft, name: ' ', domains: [], lastName: '', role: null };
    expect(missingFields(empty)).toEqual(['name', 'domains', 'lastName', 'role']);
    expect(createGroupInput(empty)).toBeNull();
  });

  it('takes a pasted list, with its marks, tabs and empty lines', () => {
    expect(namesInText('CH d’Auriac\r\n\n - CH de Carsan\n\t• EHPAD Les Tilleuls\tR2\n')).toEqual([
      'CH d’Auriac',
      'CH de Carsan',
      'EHPAD Les Tilleuls',
    ]);
  });

  it('leaves out an establishment already named, accents and case aside', () => {
    const added = addMembers(draft, ['CH D’AURIAC', 'CH de Montclar', 'CH de Sorbière']);
    expect(added.members.map(({ name }) => name)).toEqual(['CH d’Auriac', 'CH de Sorbière']);
    expect(added.twice).toBe('CH D’AURIAC');
  });

  it('stops at two hundred establishments and says so', () => {
    const many = Array.from({ length: 250 }, (_, index) => `CH ${index}`);
    const added = addMembers(draft, many);
    expect(added.members).toHaveLength(200);
    expect(added.tooMany).toBe(true);
  });
});

describe('matchingPeople', () => {
  const person = (name: string, role: string, establishmentName: string) => ({
    personId: name,
    name,
    role,
    profession: null,
    establishmentId: null,
    establishmentName,
    suggested: false,
  });
  const people = [
    person('Inès Garnier', 'RSSI', 'CH de Montclar'),
    person('Luc Martin', 'REF', 'CH d’Aptière'),
  ];
  const find = (typed: string) =>
    matchingPeople(people, typed, (code) => (code === 'REF' ? 'Référent' : code));

  it('finds by name, role in words and site, accents aside', () => {
    expect(find('ines').map(({ name }) => name)).toEqual(['Inès Garnier']);
    expect(find('referent apti').map(({ name }) => name)).toEqual(['Luc Martin']);
    expect(find('luc montclar')).toEqual([]);
    expect(find('  ')).toHaveLength(2);
  });
});
