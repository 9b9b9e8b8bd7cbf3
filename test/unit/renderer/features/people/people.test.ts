import { describe, expect, it } from 'vitest';
import {
  emptyPeopleFilter,
  filterPeople,
  toSearchable,
} from '../../../../../renderer/features/people/people-filter.ts';
import {
  draftOf,
  faultsOf,
  newPersonDraft,
  personPatch,
} from '../../../../../renderer/features/people/person-draft.ts';
import { contactOf, fullName, isWithheld } from '../../../../../renderer/features/people/person-words.ts';
import type { PersonRow } from '../../../../../shared/views/people-view.ts';

const id = (n: number): string => `00000000-0000-7000-8000-${String(n).padStart(12, '0')}`;
const [montclar, aptiere, dpi, annu] = [id(1), id(2), id(3), id(4)];

function person(n: number, part: Partial<PersonRow>): PersonRow {
  return {
    id: id(n),
    firstName: 'Éloïse',
    lastName: 'Montaudel',
    email: 'eloise@example.fr',
    phone: null,
    role: 'REF_MEDECIN',
    profession: 'Anesthésiste',
    establishmentId: montclar,
    establishmentName: 'Montclar',
    assignments: [],
    purged: null,
    openMilestones: 0,
    ...part,
  };
}
function assigned(n: number, domainId: string, establishmentId: string): PersonRow['assignments'][number] {
  const domainLabel = domainId === dpi ? 'Dossier patient' : 'Annuaire';
  return {
    id: id(n),
    domainId,
    domainLabel,
    establishmentId,
    establishmentName: establishmentId === montclar ? 'Montclar' : 'Aptière',
    role: 'EQUIPE_IT',
    fromDate: null,
    toDate: null,
  };
}

const people = [
  person(10, {}),
  person(11, {
    firstName: 'Marc',
    email: 'marc@example.fr',
    assignments: [assigned(20, dpi, aptiere), assigned(21, annu, montclar)],
  }),
  person(12, {
    firstName: null,
    lastName: null,
    email: null,
    establishmentId: aptiere,
    establishmentName: 'Aptière',
  }),
];
const searchable = toSearchable(people, (code) => (code === 'REF_MEDECIN' ? 'Référent médecin' : code));
const found = (part: Partial<typeof emptyPeopleFilter>): string[] =>
  filterPeople(searchable, { ...emptyPeopleFilter, ...part }).map((row) => row.id);

describe('search of people', () => {
  it('finds every word wherever it stands, accents and case aside', () => {
    expect(found({ text: 'eloise MEDECIN' })).toEqual([id(10)]);
    expect(found({ text: 'dossier marc' })).toEqual([id(11)]);
    expect(found({ text: 'anesthesiste' })).toHaveLength(3);
    expect(found({ text: 'marc vaisonne' })).toEqual([]);
  });

  it('counts a site one works at or is assigned to', () => {
    expect(found({ establishmentIds: [aptiere] })).toEqual([id(11), id(12)]);
  });

  it('wants one assignment for a domain and a role held there together', () => {
    expect(found({ domainIds: [dpi] })).toEqual([id(11)]);
    expect(found({ roles: ['EQUIPE_IT'], domainIds: [annu] })).toEqual([id(11)]);
    expect(found({ roles: ['EQUIPE_IT'] })).toEqual([id(11)]);
  });
});

describe('form of a person', () => {
  it('wants names and a role of someone new, and an address that can be written to', () => {
    expect(faultsOf(newPersonDraft, newPersonDraft, true)).toEqual({
      firstName: 'required',
      lastName: 'required',
      role: 'required',
    });
    expect(faultsOf(newPersonDraft, { ...newPersonDraft, email: 'marc@' }, true).email).toBe('email');
  });

  it('lets withheld names stay empty, but not a known name be emptied', () => {
    const [known, , withheld] = people.map(draftOf);
    if (!known || !withheld) throw new Error('three people are made above');
    expect(faultsOf(withheld, { ...withheld, profession: 'Cadre' }, false)).toEqual({});
    expect(faultsOf(known, { ...known, lastName: ' ' }, false)).toEqual({ lastName: 'required' });
    expect(personPatch(withheld, { ...withheld, profession: 'Cadre' })).toEqual({ profession: 'Cadre' });
  });

  it('sends only what changed, an emptied contact as null', () => {
    const before = draftOf(person(10, { phone: '01 99 00 00 00' }));
    expect(personPatch(before, { ...before, phone: '', email: ` ${before.email} ` })).toEqual({
      phone: null,
    });
  });
});

it('says nothing of a person whose values were withheld', () => {
  const [, , withheld] = people;
  if (!withheld) throw new Error('three people are made above');
  expect([fullName(withheld), contactOf(withheld), isWithheld(withheld)]).toEqual([null, null, true]);
});
