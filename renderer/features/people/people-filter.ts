import { foldText } from '../../../shared/domain/fold-text.ts';
import type { PersonRow } from '../../../shared/views/people-view.ts';

/** What the list of people is narrowed to; an empty list or text narrows nothing. */
export interface PeopleFilter {
  readonly text: string;
  readonly establishmentIds: readonly string[];
  readonly roles: readonly string[];
  readonly domainIds: readonly string[];
}

export const emptyPeopleFilter: PeopleFilter = { text: '', establishmentIds: [], roles: [], domainIds: [] };

/** Whether any condition is set. */
export function isNarrowed({ text, establishmentIds, roles, domainIds }: PeopleFilter): boolean {
  return text.trim() !== '' || establishmentIds.length + roles.length + domainIds.length > 0;
}

/** A person with all that can be searched, folded once. */
export interface SearchablePerson {
  readonly person: PersonRow;
  readonly text: string;
}

/** Prepares people for searching; `roleWord` gives the word of a role. */
export function toSearchable(
  people: readonly PersonRow[],
  roleWord: (code: string) => string,
): SearchablePerson[] {
  return people.map((person) => {
    const told = [
      person.firstName,
      person.lastName,
      roleWord(person.role),
      person.profession,
      person.establishmentName,
      person.email,
      person.phone,
      ...person.assignments.flatMap((assignment) => [assignment.domainLabel, assignment.establishmentName]),
    ];
    return { person, text: foldText(told.filter(Boolean).join(' ')) };
  });
}

/**
 * The people who answer every condition, in their order. A site or a domain counts when the person works there or is
 * assigned to it; with both, one assignment must be for the two together.
 */
export function filterPeople(people: readonly SearchablePerson[], filter: PeopleFilter): PersonRow[] {
  const words = foldText(filter.text).split(/\s+/).filter(Boolean);
  return people
    .filter(({ person, text }) => words.every((word) => text.includes(word)) && answers(person, filter))
    .map(({ person }) => person);
}

function answers(person: PersonRow, { establishmentIds, roles, domainIds }: PeopleFilter): boolean {
  const assigned = person.assignments.filter((assignment) => isIn(domainIds, assignment.domainId));
  if (domainIds.length > 0 && assigned.length === 0) return false;
  const roleFits = isIn(roles, person.role) || assigned.some((assignment) => roles.includes(assignment.role));
  const siteFits =
    isIn(establishmentIds, person.establishmentId ?? '') ||
    assigned.some((assignment) => establishmentIds.includes(assignment.establishmentId));
  return roleFits && siteFits;
}

/** An empty choice lets everything through. */
function isIn(choice: readonly string[], value: string): boolean {
  return choice.length === 0 || choice.includes(value);
}
