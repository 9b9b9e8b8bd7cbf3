import { expect, test } from 'vitest';
import { comparePersonNames } from '../../../../shared/domain/person-name.ts';

const person = (id: string, lastName: string | null, firstName: string | null = null) => ({
  id,
  lastName,
  firstName,
});

test('people are in the order of a French directory: accents count last, capitals not at all', () => {
  const people = [
    person('1', 'Estroisel'),
    person('2', 'Estrétral'),
    person('3', 'Cote'),
    person('4', 'Côté'),
    person('5', 'cotard'),
    person('6', 'Belmillac', 'Sixtine'),
    person('7', 'Belmillac', 'Élie'),
  ];
  expect(people.toSorted(comparePersonNames).map(({ id }) => id)).toEqual([
    '7',
    '6',
    '5',
    '3',
    '4',
    '2',
    '1',
  ]);
});

test('namesakes and people without a name keep an order of their own', () => {
  const people = [person('b', 'Morvan', 'Paul'), person('a', 'Morvan', 'Paul'), person('c', null)];
  expect(people.toSorted(comparePersonNames).map(({ id }) => id)).toEqual(['c', 'a', 'b']);
});
