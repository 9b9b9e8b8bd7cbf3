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

// Accents count only between names that are the same without them; SQLite would put them after z.
const nameOrder = new Intl.Collator('fr', { sensitivity: 'variant' });

/** Order of people in a list: family name, given name, then id, as a French directory sorts them. */
export function comparePersonNames(a: ListedPerson, b: ListedPerson): number {
  return (
    nameOrder.compare(a.lastName ?? '', b.lastName ?? '') ||
    nameOrder.compare(a.firstName ?? '', b.firstName ?? '') ||
    (a.id < b.id ? -1 : 1)
  );
}

interface ListedPerson {
  readonly id: string;
  readonly firstName: string | null;
  readonly lastName: string | null;
}
