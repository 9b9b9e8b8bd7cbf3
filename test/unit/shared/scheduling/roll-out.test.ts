import { describe, expect, it, test } from 'vitest';
import { calendarOf, calendarOfZone, createCalendar } from '../../../../shared/domain/calendar.ts';
import { dayFromIso, isoFromDay } from '../../../../shared/domain/iso-date.ts';
import { referenceTemplate, referenceTemplates } from '../../../../shared/reference/templates.ts';
import {
  goLiveRow,
  planRollOut,
  RollOutError,
  type RollOut,
  type RollOutFault,
  type RollOutSite,
  type RollOutWave,
  type SitePrerequisite,
  type StartRule,
} from '../../../../shared/scheduling/roll-out.ts';

const weekdays = createCalendar([]);
const from = dayFromIso('2026-01-06');
const onDay: StartRule = { kind: 'date', day: from };
const offset = (day: number): number => weekdays.workingDaysBetween(from, day);

function shipped(code: string) {
  const { rows } = referenceTemplate(code);
  return {
    rows: rows.map((row) => ({ ...row, id: row.code })),
    links: rows.flatMap((row) =>
      row.predecessors.map(({ row: predecessor, ...link }) => ({
        ...link,
        predecessor,
        successor: row.code,
      })),
    ),
  };
}

function site(id: string, rest: Partial<RollOutSite> = {}): RollOutSite {
  return { id, calendar: weekdays, sizeFactor: 10_000, prerequisites: [], ...rest };
}

function wave(start: StartRule, sites: readonly RollOutSite[], stagger = 0): RollOutWave {
  return { start, sites, stagger };
}

function prerequisite(readyOn: string, rowId: string | null, milestoneId = 'directory'): SitePrerequisite {
  return {
    milestoneId,
    readyOn: dayFromIso(readyOn),
    rowId,
    type: 'FS',
    lag: 0,
    lagUnit: 'working',
  };
}

/** Go-live of each site as the number of working days from the first start to its end. */
function goLives(rollOut: RollOut): [string, number][] {
  return planRollOut(rollOut).sites.map(({ siteId, goLive }) => [siteId, offset(goLive + 1)]);
}

function faultOf(rollOut: RollOut): [RollOutFault, string] | null {
  try {
    planRollOut(rollOut);
    return null;
  } catch (error) {
    if (error instanceof RollOutError) return [error.fault, error.at];
    throw error;
  }
}

describe('a template over sites in waves', () => {
  it('takes as last row of the cut-over the row the shipped templates go live by', () => {
    const found = referenceTemplates.map((template) => {
      const once = template.rows.filter(({ repeated }) => !repeated);
      return [template.code, goLiveRow(once)?.code];
    });
    // The transfer of hosting counts as live once the flows are switched too, the row after the transfer itself.
    const expected = referenceTemplates.map(({ code, goLiveRow: row }) => [
      code,
      code === 'T-HEB' ? '09' : row,
    ]);
    expect(found).toEqual(expected);
  });

  it('gives each site the totals of the template for its size', () => {
    const sites = [site('ch'), site('small', { sizeFactor: 5000 }), site('chu', { sizeFactor: 16_000 })];
    const plan = planRollOut({ ...shipped('T-DPI'), waves: [wave(onDay, sites)] });
    expect(plan.sites.map(({ goLive, end }) => [offset(goLive + 1), offset(end + 1)])).toEqual([
      [162, 227],
      [82, 117],
      [259, 363],
    ]);
  });

  it('begins each site of a wave some days after the one before', () => {
    const waves = [wave(onDay, [site('a'), site('b'), site('c')], 5)];
    expect(goLives({ ...shipped('T-SAT'), waves })).toEqual([
      ['a', 77],
      ['b', 82],
      ['c', 87],
    ]);
  });

  it('begins a wave after the start, or after the go-live, of the wave before', () => {
    const waves = [
      wave(onDay, [site('a'), site('b')], 10),
      wave({ kind: 'afterStart', workingDays: 30 }, [site('c')]),
      wave({ kind: 'afterGoLive', workingDays: 20 }, [site('d'), site('e')], 5),
    ];
    expect(goLives({ ...shipped('T-SAT'), waves })).toEqual([
      ['a', 77],
      ['b', 87],
      ['c', 107],
      ['d', 204],
      ['e', 209],
    ]);
  });

  it('waits for all the sites of the wave before to be live', () => {
    const waves = [
      wave(onDay, [site('a'), site('b')], 10),
      wave({ kind: 'afterGoLive', workingDays: 0 }, [site('c')]),
    ];
    expect(goLives({ ...shipped('T-SAT'), waves }).at(-1)).toEqual(['c', 87 + 77]);
  });

  it('ties the waves by links, so that the plan that is written moves as one', () => {
    const waves = [wave(onDay, [site('a')]), wave({ kind: 'afterStart', workingDays: 30 }, [site('b')])];
    const { links } = planRollOut({ ...shipped('T-SAT'), waves });
    expect(
      links.filter((link) => link.predecessor.startsWith('a') && link.successor.startsWith('b')),
    ).toEqual([{ predecessor: 'a/01', successor: 'b/01', type: 'SS', lag: 30, lagUnit: 'working' }]);
  });

  it('works by the calendar of each site', () => {
    const closed = calendarOf(['metropole'], [{ from, to: from + 6 }]);
    const sites = [
      site('open', { calendar: calendarOfZone('metropole') }),
      site('closed', { calendar: closed }),
    ];
    const [open, shut] = planRollOut({ ...shipped('T-SAT'), waves: [wave(onDay, sites)] }).sites;
    expect([open, shut].map((one) => isoFromDay(one?.start ?? 0))).toEqual(['2026-01-06', '2026-01-13']);
  });

  it('holds a row back until what it needs is done at the site, and says so', () => {
    const held = site('held', { prerequisites: [prerequisite('2026-05-29', '02')] });
    const ready = site('ready', { prerequisites: [prerequisite('2026-01-02', '02', 'done')] });
    const { sites } = planRollOut({ ...shipped('T-SAT'), waves: [wave(onDay, [held, ready])] });
    const row02 = sites.map(({ milestones }) => milestones.find(({ rowId }) => rowId === '02')?.start ?? 0);
    expect(row02.map((day) => day >= dayFromIso('2026-06-01'))).toEqual([true, false]);
    expect(sites.map(({ heldBy }) => heldBy)).toEqual([[{ milestoneId: 'directory', key: 'held/02' }], []]);
  });

  it('holds the cut-over back where no row says it waits', () => {
    const held = site('held', { prerequisites: [prerequisite('2027-12-31', null)] });
    const { sites } = planRollOut({ ...shipped('T-DPI'), waves: [wave(onDay, [held])] });
    expect(sites[0]?.heldBy).toEqual([{ milestoneId: 'directory', key: 'held/16' }]);
    expect(isoFromDay(sites[0]?.goLive ?? 0)).toBe('2028-01-04');
  });
});

describe('need 000.3 the intranet: one opening site, then one wave for each further site', () => {
  const chain = (count: number, startOf: (at: number) => StartRule): RollOutWave[] =>
    Array.from({ length: count }, (_none, at) => wave(startOf(at), [site(`s${at}`)]));
  const afterGoLive: StartRule = { kind: 'afterGoLive', workingDays: 0 };

  it('opens at T0+40, then 100, 160, 220 and 280', () => {
    const waves = chain(5, (at) => (at === 0 ? onDay : afterGoLive));
    const plan = planRollOut({ ...shipped('T-INT'), waves });
    expect(plan.sites.map(({ goLive }) => offset(goLive + 1))).toEqual([40, 100, 160, 220, 280]);
    expect(plan.sites.map(({ milestones }) => milestones.map(({ rowId }) => rowId))).toEqual([
      ['01', '02', '03', '04', '05', '06'],
      ...Array.from({ length: 4 }, () => ['07']),
    ]);
  });

  it('moves the next waves with the wave that is moved', () => {
    const later: StartRule = { kind: 'afterGoLive', workingDays: 10 };
    const waves = chain(5, (at) => (at === 0 ? onDay : at === 2 ? later : afterGoLive));
    expect(goLives({ ...shipped('T-INT'), waves }).map(([, day]) => day)).toEqual([40, 100, 170, 230, 290]);
  });

  it('opens sites put in one wave one after the other too', () => {
    const waves = [wave(onDay, [site('a'), site('b'), site('c')])];
    expect(goLives({ ...shipped('T-INT'), waves }).map(([, day]) => day)).toEqual([40, 100, 160]);
  });
});

describe('a roll-out that cannot be planned', () => {
  const good = { ...shipped('T-SAT'), waves: [wave(onDay, [site('a')])] };
  const [row] = good.rows;
  const withRow = (duration: number, kind = 'task') => ({
    ...good,
    rows: row ? [{ ...row, duration, kind: kind as 'task' }] : [],
  });

  test.each<[string, RollOut, RollOutFault, string]>([
    ['no wave', { ...good, waves: [] }, 'no-wave', ''],
    ['a wave without site', { ...good, waves: [...good.waves, wave(onDay, [])] }, 'wave-without-site', '2'],
    ['a site in two waves', { ...good, waves: [...good.waves, ...good.waves] }, 'site-twice', 'a'],
    [
      'a first wave after nothing',
      { ...good, waves: [wave({ kind: 'afterStart', workingDays: 5 }, [site('a')])] },
      'first-wave-without-date',
      '',
    ],
    ['a template without rows', { ...good, rows: [] }, 'template-empty', ''],
    ['a duration of 0', withRow(0), 'row-without-duration', '01'],
    ['a duration of 100,000 days', withRow(100_000), 'row-too-long', '01'],
    [
      'the year 9999',
      { ...good, waves: [wave({ kind: 'date', day: dayFromIso('9999-01-04') }, [site('a')])] },
      'outside-calendar',
      '1',
    ],
    [
      'an end beyond the calendars',
      { ...good, waves: [wave({ kind: 'date', day: dayFromIso('2150-12-01') }, [site('a')])] },
      'outside-calendar',
      '1',
    ],
    [
      'waves that run beyond the calendars',
      {
        ...good,
        waves: [
          ...good.waves,
          ...Array.from({ length: 40 }, (_none, at) =>
            wave({ kind: 'afterStart', workingDays: 3650 }, [site(`s${at}`)]),
          ),
        ],
      },
      'outside-calendar',
      '',
    ],
  ])('says why: %s', (_why, rollOut, fault, at) => {
    const found = faultOf(rollOut);
    expect(found?.[0]).toBe(fault);
    if (at !== '') expect(found?.[1]).toBe(at);
  });

  it('takes a gate that lasts no time', () => {
    expect(faultOf(withRow(0, 'gate'))).toBeNull();
  });
});
