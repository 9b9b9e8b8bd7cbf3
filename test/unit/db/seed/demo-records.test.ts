import { describe, expect, test } from 'vitest';
import { demoCatalogue, demoIds, readDemo, type DemoFile } from '../../../../db/seed/demo-file.ts';
import { loadDemo } from '../../../../db/seed/demo-records.ts';
import { calendarOfZone, firstWorkingDay } from '../../../../shared/domain/calendar.ts';
import { convergenceRate, type ConvergenceRate } from '../../../../shared/domain/convergence-rate.ts';
import { daysSinceConfirmation, freshnessOf } from '../../../../shared/domain/freshness.ts';
import { dayFromIso, daysBetween, isoFromDay } from '../../../../shared/domain/iso-date.ts';
import { countsGreen, shownWeather } from '../../../../shared/domain/weather.ts';
import { memberRoleCode, stageCode } from '../../../../shared/reference/codes.ts';
import coteaux from '../../../../db/seed/demo/coteaux-du-sud.json' with { type: 'json' };
import haute from '../../../../db/seed/demo/haute-vallee.json' with { type: 'json' };
import trois from '../../../../db/seed/demo/trois-vallees.json' with { type: 'json' };
import { SeedRows, deploymentAt, fieldProblems, rateCells, rateOfDomain, testIds } from './seed-rows.ts';

interface ExpectedCounts {
  readonly cells: number;
  readonly inScope: number;
  readonly converged: number;
  readonly byState: Readonly<Record<string, number>>;
  readonly ratePercent: number | null;
  readonly strictRatePercent: number | null;
}
interface ExpectedFigures {
  readonly bedsTotal: number;
  readonly storyDomains: readonly string[];
  readonly story: ExpectedCounts;
  readonly all: ExpectedCounts;
  readonly byDomain: Readonly<Record<string, ExpectedCounts>>;
  readonly byEstablishment: Readonly<Record<string, number>>;
  readonly milestones: number;
}

const expectedOf: Readonly<Record<string, ExpectedFigures>> = {
  'coteaux-du-sud': coteaux.expected,
  'haute-vallee': haute.expected,
  'trois-vallees': trois.expected,
};

const t0 = '2026-11-23';
const demos = await Promise.all(demoIds.map((id) => readDemo(id)));
const loaded = demos.map((demo) => ({ demo, rows: rowsOf(demo), expected: figuresOf(demo.id) }));

function rowsOf(demo: DemoFile, from = t0): SeedRows {
  return new SeedRows(loadDemo(demo, { t0: from, newId: testIds() }).saves);
}

function figuresOf(id: string): ExpectedFigures {
  const figures = expectedOf[id];
  if (!figures) throw new Error(`No expected figures for ${id}`);
  return figures;
}

function loadedDemo(id: string) {
  const found = loaded.find(({ demo }) => demo.id === id);
  if (!found) throw new Error(`No demonstration ${id}`);
  return found;
}

const percent = (basisPoints: number | null): number | null =>
  basisPoints === null ? null : basisPoints / 100;

/** Compares a rate with the figures computed apart from this program. */
function expectRate(found: ConvergenceRate, expected: ExpectedCounts): void {
  expect({
    inScope: found.inScope,
    converged: found.converged,
    ratePercent: percent(found.rate),
    strictRatePercent: percent(found.strictRate),
  }).toEqual({
    inScope: expected.inScope,
    converged: expected.converged,
    ratePercent: expected.ratePercent,
    strictRatePercent: expected.strictRatePercent,
  });
}

describe.each(loaded)('$demo.id', ({ demo, rows, expected }) => {
  const cells = rateCells(rows);
  const siteName = (id: string) => demo.establishments.find((site) => site.id === id)?.shortLabel;

  test('has the convergence rates computed apart: overall, for its story, by domain, by establishment', () => {
    expectRate(convergenceRate(cells), expected.all);
    expectRate(
      convergenceRate(cells.filter(({ domain }) => expected.storyDomains.includes(domain))),
      expected.story,
    );
    for (const [code, figures] of Object.entries(expected.byDomain))
      expectRate(rateOfDomain(rows, code), figures);
    const own = Object.entries(expected.byEstablishment);
    expect(own.length).toBeGreaterThan(0);
    for (const [id, rate] of own) {
      const found = convergenceRate(cells.filter(({ site }) => site === siteName(id)));
      expect({ id, rate: percent(found.rate) }).toEqual({ id, rate });
    }
  });

  test('counts cells by stage as computed apart; a pair out of scope is mostly shown by its absence', () => {
    const counted = cells.filter(({ role }) => role !== 'partner');
    for (const [state, count] of Object.entries(expected.all.byState)) {
      if (state === 'HORS_PERIMETRE') continue;
      expect({ state, count: counted.filter(({ stage }) => stage === stageCode(state)).length }).toEqual({
        state,
        count,
      });
    }
    const absent = expected.all.cells - counted.length;
    const said = counted.filter(({ stage }) => stage === 'out_of_scope').length;
    expect(absent + said).toBe(expected.all.byState['HORS_PERIMETRE'] ?? 0);
  });

  test('loads every record of the collections the model holds', () => {
    const count = (table: Parameters<SeedRows['of']>[0]): number => rows.of(table).length;
    expect(count('hospital_group')).toBe(1);
    expect(count('establishment')).toBe(demo.legalEntities.length + demo.establishments.length);
    expect(count('person')).toBe(demo.people.length);
    expect(count('assignment')).toBe(demo.referents.length);
    expect(count('milestone')).toBe(expected.milestones);
    expect(count('capacity')).toBe(demo.workload.length);
    expect(count('confirmation')).toBe(
      demo.cells.filter((cell) => cell.lastConfirmedJo !== undefined).length,
    );
    expect(count('comment')).toBe(demo.threads.reduce((sum, thread) => sum + thread.messages.length, 0));
    const beds = rows.of('membership').filter(({ toDate, role }) => !toDate && role !== 'partner');
    expect(
      beds.reduce((sum, { establishment }) => sum + (rows.byId('establishment', establishment).beds ?? 0), 0),
    ).toBe(expected.bedsTotal);
  });

  test('refers only to rows it holds, whatever the day it begins', () => {
    expect(rows.danglingReferences()).toEqual([]);
    expect(fieldProblems(loadDemo(demo, { t0, newId: testIds() }).saves)).toEqual([]);
    for (const from of ['2024-02-29', '2026-05-01', '2027-01-02', '2031-08-16']) {
      expect(rowsOf(demo, from).of('milestone')).toHaveLength(expected.milestones);
    }
  });

  test('places every milestone in order, on days worked at its site', () => {
    const placed = rows.of('milestone').map((milestone) => {
      const site = rows.byId('establishment', rows.byId('deployment', milestone.deployment).establishment);
      const calendar = calendarOfZone(site.holidayZone ?? null);
      const [start, end] = [dayFromIso(milestone.plannedStart ?? ''), dayFromIso(milestone.plannedEnd ?? '')];
      const isCalendar = milestone.durationUnit === 'calendar';
      return {
        inOrder: start <= end,
        startsAtWork: calendar.isWorkingDay(start),
        endsAtWork: isCalendar || calendar.isWorkingDay(end),
        lasts: isCalendar ? end - start + 1 : calendar.workingDaysBetween(start, end) + 1,
        duration: Math.max(1, milestone.duration ?? 0),
      };
    });
    const isWrong = (row: (typeof placed)[number]): boolean =>
      !row.inOrder || !row.startsAtWork || !row.endsAtWork || row.lasts !== row.duration;
    expect(placed.filter(isWrong)).toEqual([]);
  });

  test('has done what is past and not what is to come', () => {
    const done = rows.of('milestone').filter(({ status }) => status === 'done');
    expect(done.length).toBeGreaterThan(100);
    expect(done.filter(({ actualEnd }) => !actualEnd || actualEnd > t0)).toEqual([]);
    const open = rows.of('milestone').filter(({ status }) => status === 'to_come');
    expect(open.filter(({ actualStart, progress }) => actualStart || progress !== 0)).toEqual([]);
    expect(open.filter(({ plannedEnd }) => (plannedEnd ?? '') < t0)).toEqual([]);
  });

  test('sets the plan of reference before today’s plan', () => {
    const saves = loadDemo(demo, { t0, newId: testIds() }).saves;
    expect(saves.map(({ label }) => label)).toEqual([
      'reference',
      'group',
      'baseline',
      'current-plan',
      'conversation',
    ]);
    const before = new SeedRows(saves.slice(0, 3)).of('milestone');
    expect(before.every(({ status, progress }) => status === 'to_come' && progress === 0)).toBe(true);
    const drifted = demo.deployments.flatMap(({ milestones }) =>
      milestones.filter((row) => row.startJo !== row.baseStartJo),
    );
    const moved = before.filter((row) => rows.byId('milestone', row.id).plannedStart !== row.plannedStart);
    expect(moved).toHaveLength(drifted.length);
  });
});

describe('all demonstrations', () => {
  test('are listed with their story and size', async () => {
    const list = await demoCatalogue();
    expect(
      list.map(({ id, establishments, people, milestones }) => [id, establishments, people, milestones]),
    ).toEqual([
      ['coteaux-du-sud', 5, 200, 410],
      ['trois-vallees', 10, 92, 511],
      ['haute-vallee', 19, 74, 426],
    ]);
    for (const { label, story, id } of list) {
      expect(label).toMatch(/^GHT /);
      expect(story.length).toBeGreaterThan(40);
      expect(list.find((demo) => demo.id === id)?.deployments).toBe(
        loadedDemo(id).rows.of('deployment').length,
      );
    }
  });

  test('an unknown one is refused', async () => {
    await expect(readDemo('atlantide')).rejects.toThrow(RangeError);
    await expect(readDemo('constructor')).rejects.toThrow(RangeError);
  });

  test('the same start gives the same saves', () => {
    const { demo } = loadedDemo('haute-vallee');
    expect(loadDemo(demo, { t0, newId: testIds() }).saves).toEqual(
      loadDemo(demo, { t0, newId: testIds() }).saves,
    );
  });

  test('a start on a day off counts from the next working day', () => {
    const { demo } = loadedDemo('coteaux-du-sud');
    const starts = (from: string) =>
      rowsOf(demo, from)
        .of('milestone')
        .map(({ plannedStart }) => plannedStart);
    expect(firstWorkingDay('2026-11-21', 'metropole')).toBe(t0);
    expect(starts('2026-11-21')).toEqual(starts(t0));
  });
});

describe('needs', () => {
  const coteauxRows = loadedDemo('coteaux-du-sud').rows;
  const troisRows = loadedDemo('trois-vallees').rows;
  const hauteRows = loadedDemo('haute-vallee').rows;

  test('need 000.1 mutualised patient record: 3 live, 1 in progress, 1 to come, and the rate computed apart', () => {
    const found = rateOfDomain(coteauxRows, 'DPI');
    expect(found).toMatchObject({ live: 3, inProgress: 1, toCome: 1, stopped: 0 });
    expectRate(found, coteaux.expected.byDomain.DPI);
  });

  test('need 001.2 territorial patient record: several years, several stages, Aptière in acceptance', () => {
    expect(deploymentAt(troisRows, 'DPI', 'Aptière').stage).toBe('acceptance');
    const domain = troisRows.find('domain', { code: 'DPI' }).id;
    const own = troisRows.of('deployment').filter((row) => row.domain === domain);
    expect(new Set(own.map(({ stage }) => stage)).size).toBeGreaterThanOrEqual(5);
    // Sites of different sizes: the same row lasts longer at the larger one.
    expect(new Set(own.map(({ sizeFactor }) => sizeFactor).filter(Boolean))).toEqual(new Set([5000, 10_000]));
    const starts = troisRows
      .of('milestone')
      .map(({ plannedStart }) => plannedStart ?? '')
      .toSorted();
    const ends = troisRows
      .of('milestone')
      .map(({ plannedEnd }) => plannedEnd ?? '')
      .toSorted();
    expect(daysBetween(starts[0] ?? '', ends.at(-1) ?? '')).toBeGreaterThan(2 * 365);
  });

  test('need 001.4 chemotherapy: only the sites in scope are counted', () => {
    const expected = trois.expected.byDomain.CHIM;
    const outside = expected.cells - expected.inScope;
    expect(outside).toBeGreaterThan(0);
    expectRate(rateOfDomain(troisRows, 'CHIM'), expected);
    const domain = troisRows.find('domain', { code: 'CHIM' });
    const own = troisRows.of('deployment').filter((row) => row.domain === domain.id);
    expect(own).toHaveLength(expected.inScope);
    const templates = new Set(own.map(({ template }) => template).filter(Boolean));
    expect(templates).toEqual(new Set([domain.template]));
  });

  test('need 001.5 equipment maintenance: in acceptance at Montclar, being framed at Carsan-Ville', () => {
    expect(deploymentAt(troisRows, 'GMAO', 'Montclar').stage).toBe('acceptance');
    expect(deploymentAt(troisRows, 'GMAO', 'Carsan-Ville').stage).toBe('framing');
  });

  test('need 001.6 medical activity coding: another state than billing at Montclar', () => {
    const [coding, billing] = [
      deploymentAt(troisRows, 'PMSI', 'Montclar'),
      deploymentAt(troisRows, 'GAP', 'Montclar'),
    ];
    expect(coding.id).not.toBe(billing.id);
    expect(coding.stage).not.toBe(billing.stage);
  });

  test.each(loaded)(
    'need 001.18 support and members: every entity and site of $demo.id has its role',
    ({ demo, rows }) => {
      const current = rows.of('membership').filter(({ toDate }) => !toDate);
      const roleOf = (id: string) =>
        current.filter(({ establishment }) => establishment === id).map(({ role }) => role);
      for (const entity of demo.legalEntities.filter(({ closedJo }) => closedJo === undefined)) {
        expect(roleOf(rows.find('establishment', { finess: entity.finessEj }).id)).toEqual([
          memberRoleCode(entity.role),
        ]);
      }
      for (const site of demo.establishments) {
        expect(roleOf(rows.find('establishment', { finess: site.finessEg }).id)).toEqual([
          memberRoleCode(site.role),
        ]);
      }
    },
  );

  test('need 001.18 support and members: partners are left out of the totals', () => {
    const cells = rateCells(hauteRows);
    const partners = cells.filter(({ role }) => role === 'partner');
    expect(new Set(partners.map(({ site }) => site))).toEqual(new Set(['Baumelle', 'Trois-Rives']));
    expect(convergenceRate(partners).inScope).toBe(0);
    expect(convergenceRate(cells)).toEqual(convergenceRate(cells.filter(({ role }) => role !== 'partner')));
  });

  test('need 002.11 shared telephony: a state for every site in scope', () => {
    const domain = hauteRows.find('domain', { code: 'TEL' }).id;
    const own = hauteRows.of('deployment').filter((row) => row.domain === domain);
    const inScope = loadedDemo('haute-vallee').demo.cells.filter(
      (cell) => cell.domain === 'TEL' && cell.state !== 'HORS_PERIMETRE',
    );
    expect(own).toHaveLength(inScope.length);
    expect(own.filter(({ stage }) => !stage)).toEqual([]);
    expectRate(rateOfDomain(hauteRows, 'TEL'), haute.expected.byDomain.TEL);
  });
});

describe('what a value that nobody confirms becomes', () => {
  test('the patient record of Haut-Bocage, silent for 43 working days, is to be confirmed', () => {
    const { rows } = loadedDemo('coteaux-du-sud');
    const deployment = deploymentAt(rows, 'DPI', 'Haut-Bocage');
    const { confirmedOn } = rows.find('confirmation', { deployment: deployment.id });
    const days = daysSinceConfirmation(confirmedOn ?? null, t0);
    const level = freshnessOf(days, { freshMax: 15, staleMax: 45 });
    expect(level).toBe('to_confirm');
    expect(countsGreen('sun', level)).toBe(false);
    expect(shownWeather(deployment.weather ?? null, level)).toBe('cloud');
  });
});

test('Good Friday moves the dates of the site in Alsace-Moselle and of no other', () => {
  const { demo } = loadedDemo('haute-vallee');
  const beforeEaster = '2026-04-01';
  const rows = rowsOf(demo, beforeEaster);
  const goodFriday = isoFromDay(dayFromIso('2026-04-03'));
  const dates = (zone: string) =>
    rows.of('confirmation').filter(({ deployment }) => {
      const site = rows.byId('establishment', rows.byId('deployment', deployment).establishment);
      return site.holidayZone === zone;
    });
  const later = rowsOf(demo, '2026-04-07');
  expect(dates('alsace-moselle').length).toBeGreaterThan(0);
  const confirmedOnGoodFriday = later
    .of('confirmation')
    .filter(({ confirmedOn }) => confirmedOn === goodFriday);
  expect(confirmedOnGoodFriday.length).toBeGreaterThan(0);
  const zones = confirmedOnGoodFriday.map(
    ({ deployment }) =>
      later.byId('establishment', later.byId('deployment', deployment).establishment).holidayZone,
  );
  expect(new Set(zones)).toEqual(new Set(['metropole']));
});
