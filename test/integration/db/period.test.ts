import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createPeriod, deletePeriod } from '../../../db/commands/period-commands.ts';
import { getBasis, getLogState } from '../../../db/log-state.ts';
import type { Workspace } from '../../../db/open-workspace.ts';
import { getCalendarView } from '../../../db/queries/calendar-view.ts';
import { getPlanAnalysis } from '../../../db/queries/plan-analysis.ts';
import { siteCalendars } from '../../../db/queries/plan-network.ts';
import { dayFromIso } from '../../../shared/domain/iso-date.ts';
import type { PeriodValues } from '../../../shared/views/calendar-view.ts';
import { demoWorkspace } from '../../fixtures/demo-workspace.ts';

const today = '2026-11-23';
let workspace: Workspace;

beforeEach(async () => {
  workspace = await demoWorkspace('trois-vallees', today);
});
afterEach(() => workspace.close());

const winter = { kind: 'freeze', label: 'Gel', fromDate: '2026-11-30', toDate: '2027-03-31' } as const;

function add(values: Partial<PeriodValues>): string {
  const basis = getBasis(workspace.reader);
  return createPeriod(workspace, { basis, values: { ...winter, establishmentId: null, ...values } }).id;
}

const frozen = () =>
  getPlanAnalysis(workspace.reader, 'group', today).collisions.filter(({ kind }) => kind === 'in_freeze');

describe('calendar periods', () => {
  it('make of each cut-over in a freeze a collision that names it, until the freeze is lifted', () => {
    expect(frozen()).toEqual([]);
    const id = add({});
    const found = frozen();
    expect(found.length).toBeGreaterThan(0);
    expect(new Set(found.map(({ cause }) => cause))).toEqual(new Set(['Gel']));
    deletePeriod(workspace, { id, basis: getBasis(workspace.reader) });
    expect(frozen()).toEqual([]);
  });

  it('make of a cut-over outside the maintenance windows of its site a notice, where it has windows', () => {
    const outside = () =>
      getPlanAnalysis(workspace.reader, 'group', today).collisions.filter(
        ({ kind }) => kind === 'outside_window',
      );
    expect(outside()).toEqual([]);
    const over = { fromDate: '2026-10-01', toDate: '2026-10-02' };
    add({ kind: 'maintenance', ...over });
    expect(outside()).toEqual([]);
    const id = add({ kind: 'maintenance', fromDate: '2026-11-24', toDate: '2026-11-25' });
    expect(outside().length).toBeGreaterThan(0);
    const wide = add({ kind: 'maintenance', fromDate: '2026-11-23', toDate: '2032-01-01' });
    expect(outside()).toEqual([]);
    for (const one of [id, wide]) deletePeriod(workspace, { id: one, basis: getBasis(workspace.reader) });
    expect(outside()).toEqual([]);
  });

  it('of one site leave the others in peace', () => {
    const [site] = getCalendarView(workspace.reader, today).establishments;
    add({ establishmentId: site?.id ?? '' });
    const shortNames = new Set(
      frozen().flatMap(({ milestones }) => milestones.map(({ siteName }) => siteName)),
    );
    expect(shortNames.size).toBeLessThanOrEqual(1);
  });

  it('turn the days of a closure into days off, at that site alone', () => {
    const [closed, open] = getCalendarView(workspace.reader, today).establishments;
    add({ kind: 'closure', establishmentId: closed?.id ?? '', fromDate: '2027-01-04', toDate: '2027-01-08' });
    const calendars = siteCalendars(workspace.reader);
    const monday = dayFromIso('2027-01-04');
    expect(calendars(closed?.id ?? '', null).onOrAfter(monday)).toBe(monday + 7);
    expect(calendars(open?.id ?? '', null).onOrAfter(monday)).toBe(monday);
    // What the two do together waits for both.
    const together = calendars(open?.id ?? '', null, { siteId: closed?.id ?? '', zone: null });
    expect(together.onOrAfter(monday)).toBe(monday + 7);
  });

  it.each([
    ['an end before its beginning', { toDate: '2026-11-29' }, 'error.end-before-start'],
    ['a year without calendar', { toDate: '2151-01-01' }, 'error.year-outside'],
    ['eleven years', { toDate: '2037-12-01' }, 'error.period-too-long'],
  ])('refuse %s and change nothing', (_what, values, key) => {
    const { have } = getLogState(workspace.reader);
    expect(() => add(values)).toThrow(expect.objectContaining({ key }));
    expect(getLogState(workspace.reader).have).toBe(have);
  });
});
