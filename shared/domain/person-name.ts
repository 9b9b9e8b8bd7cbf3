/** Shown where a person's values were withheld or purged. */
export const WITHHELD_NAME = '—';

/** « Prénom Nom » of a person; a dash when neither was transmitted. */
export function personName(person: {
  readonly firstName: string | null;
  readonly lastName: string | null;
}): string {
  const name = [person.firstName, person.lastName].filter(Boolean).join(' ');
  return name === '' ? WITHHELD_NAME : name;
}
