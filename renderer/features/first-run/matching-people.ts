import { foldText } from '../../../shared/domain/fold-text.ts';
import type { IdentitiesView } from '../../../shared/views/workspace-view.ts';

type Person = IdentitiesView['people'][number];

/** People whose name, role (in words), profession and site hold every word typed, accents and case aside. */
export function matchingPeople(
  people: readonly Person[],
  typed: string,
  roleWord: (code: string) => string,
): readonly Person[] {
  const words = foldText(typed).split(/\s+/).filter(Boolean);
  if (words.length === 0) return people;
  return people.filter((person) => {
    const told = [person.name, roleWord(person.role), person.profession, person.establishmentName];
    const text = foldText(told.filter(Boolean).join(' '));
    return words.every((word) => text.includes(word));
  });
}
