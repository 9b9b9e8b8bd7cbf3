import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { calendarOfZone } from '../../shared/domain/calendar.ts';
import { dayFromIso, isoFromDay } from '../../shared/domain/iso-date.ts';
import { compareBaselines, type PlannedDates, summarizeBaselines } from '../../shared/scheduling/baseline.ts';

const zones = { site0: 'metropole', site1: 'alsace-moselle' } as const;
const calendarOf = (siteId: string) => calendarOfZone(zones[siteId === 'site0' ? 'site0' : 'site1']);

const first = dayFromIso('2026-01-01');
const day = fc.option(
  fc.integer({ min: first, max: first + 900 }).map((n) => isoFromDay(n)),
  { nil: null, freq: 8 },
);

/** A plan of some of twelve milestones; where a milestone belongs never changes. */
const plan = fc
  .uniqueArray(fc.record({ n: fc.nat(11), start: day, end: day }), { selector: ({ n }) => n })
  .map((milestones) =>
    milestones.map(({ n, start, end }): PlannedDates => ({
      id: `m${n}`,
      label: `Jalon ${n}`,
      deploymentId: `d${n % 4}`,
      domainId: 'DPI',
      siteId: `site${n % 2}`,
      start,
      end,
    })),
  );

const asOf = '2027-03-01';
const byId = <T extends { readonly id: string }>(rows: readonly T[]): T[] =>
  rows.toSorted((a, b) => (a.id < b.id ? -1 : 1));

describe('two plans compared', () => {
  it('differ in nothing when they are the same', () => {
    fc.assert(
      fc.property(plan, (dates) => {
        expect(compareBaselines(dates, [...dates].reverse(), calendarOf)).toEqual([]);
        const summary = summarizeBaselines(dates, dates, calendarOf, asOf);
        expect(summary).toMatchObject({
          added: 0,
          removed: 0,
          moved: 0,
          later: 0,
          driftDays: 0,
          slipDays: 0,
        });
        expect([0, null]).toContain(summary.scheduleRate);
      }),
    );
  });

  it('say the opposite the other way round', () => {
    const opposite = { added: 'removed', removed: 'added', moved: 'moved' } as const;
    fc.assert(
      fc.property(plan, plan, (a, b) => {
        const there = byId(compareBaselines(a, b, calendarOf));
        const back = byId(compareBaselines(b, a, calendarOf));
        expect(back).toEqual(
          there.map(({ id, change, from, to, workingDays }) => ({
            id,
            change: opposite[change],
            from: to,
            to: from,
            workingDays: workingDays === null ? null : 0 - workingDays,
          })),
        );
        const [forth, reverse] = [
          summarizeBaselines(a, b, calendarOf, asOf),
          summarizeBaselines(b, a, calendarOf, asOf),
        ];
        expect(reverse).toMatchObject({ added: forth.removed, removed: forth.added, moved: forth.moved });
        expect([reverse.driftDays, reverse.slipDays]).toEqual([0 - forth.driftDays, 0 - forth.slipDays]);
      }),
    );
  });

  it('add up: from one to the next, each milestone drifts by the sum of the steps', () => {
    fc.assert(
      fc.property(plan, plan, plan, (a, b, c) => {
        const drift = (from: PlannedDates[], to: PlannedDates[]) =>
          new Map(compareBaselines(from, to, calendarOf).map(({ id, workingDays }) => [id, workingDays]));
        const [ab, bc, ac] = [drift(a, b), drift(b, c), drift(a, c)];
        const dated = (plan_: PlannedDates[], id: string) => plan_.find((one) => one.id === id)?.end != null;
        for (const { id } of a)
          if (dated(a, id) && dated(b, id) && dated(c, id))
            expect(ac.get(id) ?? 0).toBe((ab.get(id) ?? 0) + (bc.get(id) ?? 0));
      }),
    );
  });

  it('account for every milestone of either plan exactly once', () => {
    fc.assert(
      fc.property(plan, plan, (a, b) => {
        const { added, removed, moved } = summarizeBaselines(a, b, calendarOf, asOf);
        const common = a.filter(({ id }) => b.some((one) => one.id === id));
        expect(added).toBe(b.length - common.length);
        expect(removed).toBe(a.length - common.length);
        expect(moved).toBeLessThanOrEqual(common.length);
        const told = compareBaselines(a, b, calendarOf).map(({ id }) => id);
        expect(new Set(told).size).toBe(told.length);
      }),
    );
  });
});
