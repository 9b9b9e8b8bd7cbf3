import { describe, expect, it } from 'vitest';
import { parseTypedDate } from '../../../../renderer/components/parse-typed-date.ts';

const today = '2026-11-23';

describe('parseTypedDate', () => {
  it.each([
    ['15/03/2026', '2026-03-15'],
    ['5/3/26', '2026-03-05'],
    ['5/3', '2026-03-05'],
    [' 15.03.2026 ', '2026-03-15'],
    ['15-03-2026', '2026-03-15'],
    ['15032026', '2026-03-15'],
    ['150326', '2026-03-15'],
    ['2026-03-15', '2026-03-15'],
    ['29/02/2028', '2028-02-29'],
  ])('reads %s', (typed, day) => expect(parseTypedDate(typed, today)).toBe(day));

  it.each(['29/02/2027', '31/04/2026', '00/01/2026', '15/13/2026', 'demain', '15/03/1026', '15/03/202', ''])(
    'refuses %s',
    (typed) => expect(parseTypedDate(typed, today)).toBeNull(),
  );
});
