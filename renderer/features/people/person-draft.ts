import { type PersonPatch, personPatchSchema, type PersonRow } from '../../../shared/views/people-view.ts';

/** The form of a person: texts as typed. */
export interface PersonDraft {
  readonly firstName: string;
  readonly lastName: string;
  readonly email: string;
  readonly phone: string;
  readonly role: string;
  readonly profession: string;
  readonly establishmentId: string | null;
}

export const newPersonDraft: PersonDraft = {
  firstName: '',
  lastName: '',
  email: '',
  phone: '',
  role: '',
  profession: '',
  establishmentId: null,
};

/** The form as it opens on a person; values that were not transmitted are empty. */
export function draftOf(person: PersonRow): PersonDraft {
  return {
    firstName: person.firstName ?? '',
    lastName: person.lastName ?? '',
    email: person.email ?? '',
    phone: person.phone ?? '',
    role: person.role,
    profession: person.profession ?? '',
    establishmentId: person.establishmentId,
  };
}

export type PersonFault = 'required' | 'email';
export type PersonFaults = Partial<Record<keyof PersonDraft, PersonFault>>;

/** What forbids saving, by field. A name that was withheld may stay empty; one that was known may not be emptied. */
export function faultsOf(before: PersonDraft, draft: PersonDraft, isNew: boolean): PersonFaults {
  const faults: PersonFaults = {};
  for (const field of ['firstName', 'lastName', 'role'] as const) {
    const empty = draft[field].trim() === '';
    if (empty && (isNew || before[field] !== '')) faults[field] = 'required';
  }
  if (!personPatchSchema.shape.email.safeParse(draft.email.trim()).success) faults.email = 'email';
  return faults;
}

/** The fields the form changed since it opened; an emptied text becomes null. */
export function personPatch(before: PersonDraft, after: PersonDraft): PersonPatch {
  const patch: PersonPatch = {};
  for (const field of ['firstName', 'lastName', 'role'] as const) {
    const text = after[field].trim();
    if (text !== before[field] && text !== '') patch[field] = text;
  }
  for (const field of ['email', 'phone', 'profession'] as const) {
    const text = after[field].trim();
    if (text !== before[field]) patch[field] = text === '' ? null : text;
  }
  if (after.establishmentId !== before.establishmentId) patch.establishmentId = after.establishmentId;
  return patch;
}
