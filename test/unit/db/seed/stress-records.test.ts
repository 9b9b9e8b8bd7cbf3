import { describe, expect, test } from 'vitest';
import { fictitiousFiness } from '../../../../db/seed/finess.ts';
import { stressRecords } from '../../../../db/seed/stress-records.ts';
import { convergenceRate } from '../../../../shared/domain/convergence-rate.ts';
import { daysBetween } from '../../../../shared/domain/iso-date.ts';
import { SeedRows, fieldProblems, rateCells } from './seed-rows.ts';

const options = { t0: '2026-11-23', nowMs: Date.UTC(2026, 10, 23) };
const saves = stressRecords(options);
const rows = new SeedRows(saves);

describe('stress group', () => {
  test('has the size it promises', () => {
    expect(rows.of('establishment').filter(({ kind }) => kind === 'site')).toHaveLength(40);
    expect(rows.of('deployment')).toHaveLength(40 * 35);
    expect(rows.of('milestone')).toHaveLength(40 * 35 * 23);
    expect(rows.of('person')).toHaveLength(200);
    expect(rows.danglingReferences()).toEqual([]);
    expect(fieldProblems(saves)).toEqual([]);
  });

  test('is the same for the same seed, and another one for another', () => {
    expect(stressRecords(options)).toEqual(saves);
    const small = { ...options, establishments: 2, domains: 3, people: 4 };
    expect(stressRecords({ ...small, seed: 2 })).not.toEqual(stressRecords({ ...small, seed: 3 }));
  });

  test('spreads over every stage and about four years', () => {
    const stages = new Set(rows.of('deployment').map(({ stage }) => stage));
    const usual = [
      'not_started',
      'framing',
      'in_progress',
      'acceptance',
      'ready_for_cutover',
      'in_production',
      'converged',
    ];
    expect(usual.filter((stage) => !stages.has(stage))).toEqual([]);
    const starts = rows
      .of('milestone')
      .map(({ plannedStart }) => plannedStart ?? '')
      .toSorted();
    const ends = rows
      .of('milestone')
      .map(({ plannedEnd }) => plannedEnd ?? '')
      .toSorted();
    const years = daysBetween(starts[0] ?? '', ends.at(-1) ?? '') / 365;
    expect(years).toBeGreaterThan(3.5);
    expect(years).toBeLessThan(7);
    expect(convergenceRate(rateCells(rows)).rate).toBeGreaterThan(1000);
  });

  test('links the rows of each deployment, and the directory to what waits for it', () => {
    const deploymentOf = new Map(rows.of('milestone').map((row) => [row.id, row.deployment]));
    const domainOf = new Map(rows.of('deployment').map((row) => [row.id, row.domain]));
    const directory = rows.find('domain', { code: 'ANNU' }).id;
    const links = rows.of('dependency');
    const between = links.filter(
      ({ predecessor, successor }) =>
        deploymentOf.get(predecessor ?? '') !== deploymentOf.get(successor ?? ''),
    );
    const template = rows.find('template', { code: 'T-DPI' }).id;
    const inTemplate = rows
      .of('template_link')
      .filter(({ successor }) => rows.byId('template_row', successor).template === template);
    expect(links.length - between.length).toBe(1400 * inTemplate.length);
    const fromDirectory = between.filter(
      ({ predecessor }) => domainOf.get(deploymentOf.get(predecessor ?? '') ?? '') === directory,
    );
    const waiting = rows.of('domain_prerequisite').filter(({ requires }) => requires === directory);
    expect(fromDirectory).toHaveLength(40 * waiting.length);
  });

  test('plans no row before what it waits for', () => {
    const byId = new Map(rows.of('milestone').map((row) => [row.id, row]));
    const early = rows.of('dependency').filter(({ predecessor, successor }) => {
      const [before, after] = [byId.get(predecessor ?? ''), byId.get(successor ?? '')];
      return (before?.plannedEnd ?? '') >= (after?.plannedStart ?? '') && before?.duration !== 0;
    });
    expect(early).toEqual([]);
  });

  test('has late milestones, old confirmations and an owner for each milestone', () => {
    const late = rows
      .of('milestone')
      .filter(({ status, plannedEnd }) => status !== 'done' && (plannedEnd ?? '') < options.t0);
    expect(late.length).toBeGreaterThan(50);
    expect(rows.of('milestone').filter(({ owner }) => !owner)).toEqual([]);
    const old = rows
      .of('confirmation')
      .filter(({ confirmedOn }) => daysBetween(confirmedOn ?? '', options.t0) > 45);
    expect(old.length).toBeGreaterThan(50);
  });

  test('gives people distinct names and addresses', () => {
    const people = rows.of('person');
    expect(new Set(people.map(({ lastName }) => lastName)).size).toBe(200);
    expect(people.filter(({ email }) => !/^[a-z]+\.[a-z]+\d+@[a-z-]+\.example$/.test(email ?? ''))).toEqual(
      [],
    );
  });

  test('can be made in other sizes, within bounds', () => {
    const small = new SeedRows(stressRecords({ ...options, establishments: 3, domains: 4, people: 3 }));
    expect(small.of('milestone')).toHaveLength(3 * 4 * 23);
    expect(small.danglingReferences()).toEqual([]);
    expect(() => stressRecords({ ...options, domains: 36 })).toThrow(RangeError);
    expect(() => stressRecords({ ...options, establishments: 0 })).toThrow(RangeError);
    expect(() => stressRecords({ ...options, people: 39 })).toThrow(RangeError);
  });
});

test('a fictitious FINESS number passes the Luhn check and stands in a department that does not exist', () => {
  const luhn = (digits: string): number =>
    Array.from(digits)
      .toReversed()
      .reduce((sum, digit, index) => {
        const value = Number(digit) * (index % 2 === 0 ? 1 : 2);
        return sum + (value > 9 ? value - 9 : value);
      }, 0);
  for (const serial of [0, 1, 7, 42, 999_999]) {
    expect(fictitiousFiness(serial)).toMatch(/^99\d{7}$/);
    expect(luhn(fictitiousFiness(serial)) % 10).toBe(0);
  }
});
