import { describe, expect, test } from 'vitest';
import { calendarOfZone, createCalendar } from '../../../../shared/domain/calendar.ts';
import { dayFromIso, isoFromDay } from '../../../../shared/domain/iso-date.ts';
import { referenceTemplate } from '../../../../shared/reference/templates.ts';
import {
  applyTemplate,
  type ScheduleLink,
  type ScheduleRow,
  templateNetwork,
} from '../../../../shared/scheduling/apply-template.ts';
import { endsByGroup, schedule, slackOf } from '../../../../shared/scheduling/schedule.ts';
import totals from '../../../fixtures/reference/template-totals.json' with { type: 'json' };

type Offsets = Readonly<Record<string, readonly number[]>>;
interface Expected {
  readonly goLiveDay: number;
  readonly endDay: number;
  readonly zeroSlackRowsToEnd: readonly string[];
  readonly rows: Offsets;
}

/** A Tuesday: from there a month of calendar days holds 22 weekdays wherever the shipped templates place one. */
const start = dayFromIso('2026-01-06');
const weekdays = createCalendar([]);
const mainland = calendarOfZone('metropole');

const cases = Object.entries(totals).flatMap(([code, { expected }]) =>
  Object.entries<Expected>(expected).map(([factor, figures]) => ({ code, factor: Number(factor), figures })),
);

function shipped(code: string) {
  const template = referenceTemplate(code);
  const rows = template.rows.filter((row) => !row.repeated).map((row) => ({ ...row, id: row.code }));
  const links = rows.flatMap((row) =>
    row.predecessors.map(({ row: predecessor, ...link }) => ({ ...link, predecessor, successor: row.id })),
  );
  return { template, rows, links };
}

function dated(code: string, factor: number, from = start, calendar = weekdays) {
  const { template, rows, links } = shipped(code);
  return { template, rows: applyTemplate(rows, links, from, factor * 10_000, calendar) };
}

/** Total slack of every row, in working days, against the end of the whole or of its go-live row. */
function slackOfRows(code: string, factor: number): Record<string, number> {
  const { rows, links } = shipped(code);
  // A month of calendar days may end on a weekend and so hide a day of slack; the figures count it as 22 working days.
  const inWorkingDays = rows.map((row) =>
    row.durationUnit === 'calendar'
      ? { ...row, duration: 22, durationUnit: 'working', scalable: false }
      : row,
  );
  const network = templateNetwork(inWorkingDays, links, start, factor * 10_000, weekdays);
  const planned = schedule(network);
  const { total } = slackOf(
    network,
    planned,
    endsByGroup(planned, () => code),
  );
  return Object.fromEntries(rows.map((row, at) => [row.id, total[at] ?? Number.NaN]));
}

describe('shipped templates', () => {
  test.each(cases)('$code × $factor gives the checked offsets of every row', ({ code, factor, figures }) => {
    const { template, rows } = dated(code, factor);
    const found = Object.fromEntries(rows.map((row) => [row.id, [row.startOffset, row.endOffset]]));
    const expected = Object.entries(figures.rows).map(([id, [, from, to]]) => [id, [from, to]]);
    expect(found).toEqual(Object.fromEntries(expected));
    expect(rows.find((row) => row.id === template.goLiveRow)?.endOffset).toBe(figures.goLiveDay);
    expect(Math.max(...rows.map((row) => row.endOffset))).toBe(figures.endDay);
  });

  test.each(cases)('$code × $factor has the checked slack and critical path', ({ code, factor, figures }) => {
    const slack = slackOfRows(code, factor);
    const expected = Object.entries(figures.rows).map(([id, [, , , rowSlack]]) => [id, rowSlack]);
    expect(slack).toEqual(Object.fromEntries(expected));
    const critical = Object.keys(slack).filter((id) => slack[id] === 0);
    expect(critical.toSorted()).toEqual(figures.zeroSlackRowsToEnd.toSorted());
  });

  test('have the known totals', () => {
    const goLiveAndEnd = (code: string, factor: number) => {
      const { template, rows } = dated(code, factor);
      const goLive = rows.find((row) => row.id === template.goLiveRow)?.endOffset;
      return [goLive, Math.max(...rows.map((row) => row.endOffset))];
    };
    expect([0.5, 1, 1.6].map((factor) => goLiveAndEnd('T-DPI', factor))).toEqual([
      [82, 117],
      [162, 227],
      [259, 363],
    ]);
    expect(goLiveAndEnd('T-SAT', 1)).toEqual([77, 109]);
    expect(goLiveAndEnd('T-CHIM', 1)).toEqual([77, 109]);
    expect(goLiveAndEnd('T-HEB', 1)).toEqual([275, 327]);
    expect(goLiveAndEnd('T-ANN', 1)).toEqual([85, 105]);
    expect(goLiveAndEnd('T-INT', 1)).toEqual([40, 40]);
  });

  test('a calendar row lasts its calendar days, a gate without duration one day', () => {
    const { rows } = dated('T-SAT', 1, dayFromIso('2026-03-02'), mainland);
    const [gate, check] = [rows.find((row) => row.id === '09'), rows.find((row) => row.id === '12')];
    expect(gate?.endDay).toBe(gate?.startDay);
    expect((check?.endDay ?? 0) - (check?.startDay ?? 0)).toBe(29);
  });

  test('public holidays push the dates back', () => {
    const from = dayFromIso('2026-04-27');
    const first = (calendar: typeof mainland) => dated('T-SAT', 1, from, calendar).rows[0]?.endDay ?? 0;
    // Eight working days from 27 April 2026: 1 and 8 May are holidays.
    expect(isoFromDay(first(weekdays))).toBe('2026-05-06');
    expect(isoFromDay(first(mainland))).toBe('2026-05-07');
  });

  test('a start on a day off begins on the next working day', () => {
    const { rows } = dated('T-ANN', 1, dayFromIso('2026-05-01'), mainland);
    expect(isoFromDay(rows[0]?.startDay ?? 0)).toBe('2026-05-04');
  });
});

describe('links', () => {
  const row = (id: string, duration: number, durationUnit = 'working'): ScheduleRow => ({
    id,
    kind: 'task',
    duration,
    durationUnit,
    scalable: true,
  });
  const link = (type: string, lag = 0, lagUnit = 'working'): ScheduleLink => ({
    predecessor: 'a',
    successor: 'b',
    type,
    lag,
    lagUnit,
  });
  const offsets = (rows: ScheduleRow[], links: ScheduleLink[]) =>
    applyTemplate(rows, links, dayFromIso('2026-01-05'), 10_000, weekdays).map((found) => [
      found.startOffset,
      found.endOffset,
    ]);

  test('of each type bind the ends they name, with lags in either unit', () => {
    const second = (found: ScheduleLink) => offsets([row('a', 10), row('b', 4)], [found])[1];
    expect(second(link('FS'))).toEqual([10, 14]);
    expect(second(link('FS', -2))).toEqual([8, 12]);
    expect(second(link('FS', 7, 'calendar'))).toEqual([15, 19]);
    expect(second(link('SS', 3))).toEqual([3, 7]);
    expect(second(link('FF'))).toEqual([6, 10]);
    expect(second(link('SF', 6))).toEqual([2, 6]);
  });

  test('never move a row before the start', () => {
    expect(offsets([row('a', 2), row('b', 9)], [link('FF')])[1]).toEqual([0, 9]);
  });

  test('to rows that are not given are passed over', () => {
    expect(offsets([row('b', 2)], [link('FS')])).toEqual([[0, 2]]);
  });

  test('in a circle are refused', () => {
    const back = { ...link('FS'), predecessor: 'b', successor: 'a' };
    expect(() => offsets([row('a', 1), row('b', 1)], [link('FS'), back])).toThrow(/a → b → a/);
  });

  test('rows may come in any order', () => {
    expect(offsets([row('b', 4), row('a', 10)], [link('FS')])).toEqual([
      [10, 14],
      [0, 10],
    ]);
  });
});

test('durations are rounded half up and never vanish', () => {
  const rows: ScheduleRow[] = [5, 15, 1, 0].map((duration, index) => ({
    id: String(index),
    kind: 'task',
    duration,
    durationUnit: 'working',
    scalable: true,
  }));
  const found = (factor: number) =>
    applyTemplate(rows, [], start, factor, weekdays).map((row) => row.duration);
  expect(found(5000)).toEqual([3, 8, 1, 0]);
  expect(found(1000)).toEqual([1, 2, 1, 0]);
  expect(found(16_000)).toEqual([8, 24, 2, 0]);
});
