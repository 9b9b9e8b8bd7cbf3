import type { PersonRow } from '../../../shared/views/people-view.ts';

/** « Prénom Nom », or null when neither was transmitted. */
export function fullName(person: Pick<PersonRow, 'firstName' | 'lastName'>): string | null {
  return [person.firstName, person.lastName].filter(Boolean).join(' ') || null;
}

/** « Nom Prénom », as a list in the order of family names says it, or null when neither was transmitted. */
export function listedName(person: Pick<PersonRow, 'firstName' | 'lastName'>): string | null {
  return [person.lastName, person.firstName].filter(Boolean).join(' ') || null;
}

/** Telephone and e-mail in one line, or null. The short one first: a narrow column cuts the other. */
export function contactOf(person: Pick<PersonRow, 'email' | 'phone'>): string | null {
  return [person.phone, person.email].filter(Boolean).join(' · ') || null;
}

/** Whether the person's own values were held back or purged: someone without a name is never entered as such. */
export function isWithheld(person: Pick<PersonRow, 'firstName' | 'lastName'>): boolean {
  return fullName(person) === null;
}
