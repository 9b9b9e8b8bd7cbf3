import { describe, expect, it } from 'vitest';
import { calendarOfZone } from '../../../../shared/domain/calendar.ts';
import { dayFromIso } from '../../../../shared/domain/iso-date.ts';
import { type CutOver, findCollisions } from '../../../../shared/scheduling/collisions.ts';

const calendar = calendarOfZone('metropole');
const day = dayFromIso;

function cutOver(id: string, on: string, rest: Partial<CutOver> = {}): CutOver {
  return {
    id,
    siteId: `site-${id}`,
    teamId: null,
    calendar,
    start: day(on),
    end: day(on),
    needs: [],
    ...rest,
  };
}

function found(input: Partial<Parameters<typeof findCollisions>[0]>) {
  return findCollisions({ cutOvers: [], freezes: [], windows: [], work: [], sitesPerWeek: 2, ...input }).map(
    ({ kind, milestoneIds, causeId, count }) => [kind, [...milestoneIds], causeId, count],
  );
}

describe('collisions', () => {
  it('tell two cut-overs at one site in one week, not in the next', () => {
    const [monday, thursday, next] = ['2026-05-18', '2026-05-21', '2026-05-26'].map((on, at) =>
      cutOver(`c${at}`, on, { siteId: 'site' }),
    );
    expect(found({ cutOvers: [monday, thursday, next].flatMap((one) => one ?? []) })).toEqual([
      ['two_at_site', ['c0', 'c1'], 'site', 2],
    ]);
  });

  it('tell two cut-overs by one team at different sites', () => {
    const cutOvers = [
      cutOver('a', '2026-05-18', { teamId: 'team' }),
      cutOver('b', '2026-05-20', { teamId: 'team' }),
    ];
    expect(found({ cutOvers })).toEqual([['two_by_team', ['a', 'b'], 'team', 2]]);
  });

  it('tell a Friday and the eve of a holiday', () => {
    // 8 May 2026 is a Friday and a holiday, 1 May too; 5 June is a plain Friday.
    expect(found({ cutOvers: [cutOver('friday', '2026-06-05')] })).toEqual([
      ['on_friday', ['friday'], null, 1],
    ]);
    expect(found({ cutOvers: [cutOver('eve', '2026-05-07')] })).toEqual([
      ['eve_of_holiday', ['eve'], null, 1],
    ]);
    expect(found({ cutOvers: [cutOver('plain', '2026-06-03')] })).toEqual([]);
  });

  it('tell a cut-over that no maintenance window of its site welcomes, where the site has windows', () => {
    const window = { id: 'night', siteId: 'site-in', from: day('2026-06-02'), to: day('2026-06-03') };
    const cutOvers = [
      cutOver('in', '2026-06-03'),
      cutOver('out', '2026-06-16', { siteId: 'site-in' }),
      cutOver('elsewhere', '2026-06-16'),
    ];
    expect(found({ cutOvers, windows: [window] })).toEqual([['outside_window', ['out'], null, 1]]);
    expect(found({ cutOvers, windows: [{ ...window, siteId: null }] })).toHaveLength(2);
  });

  it('tell a freeze of the site or of the group, not of another site', () => {
    const freeze = { id: 'summer', siteId: null, from: day('2026-07-06'), to: day('2026-08-28') };
    const cutOvers = [cutOver('late', '2026-07-07'), cutOver('before', '2026-06-30')];
    expect(found({ cutOvers, freezes: [freeze] })).toEqual([['in_freeze', ['late'], 'summer', 1]]);
    expect(found({ cutOvers, freezes: [{ ...freeze, siteId: 'elsewhere' }] })).toEqual([]);
    expect(found({ cutOvers, freezes: [{ ...freeze, siteId: 'site-late' }] })).toHaveLength(1);
  });

  it('tell what must be there first and is not', () => {
    const needs = [
      { milestoneId: 'network', readyOn: day('2026-06-04') },
      { milestoneId: 'directory', readyOn: null },
      { milestoneId: 'power', readyOn: day('2026-06-02') },
    ];
    expect(found({ cutOvers: [cutOver('record', '2026-06-03', { needs })] })).toEqual([
      ['prerequisite', ['record'], 'network', 1],
      ['prerequisite', ['record'], 'directory', 1],
    ]);
  });

  it('tell a referent at more sites in a week than one can serve', () => {
    const work = ['a', 'b', 'c'].map((siteId) => ({
      personId: 'referent',
      siteId,
      milestoneId: `m-${siteId}`,
      start: day('2026-06-03'),
      end: day(siteId === 'c' ? '2026-06-09' : '2026-06-04'),
    }));
    expect(found({ work })).toEqual([['too_many_sites', ['m-a', 'm-b', 'm-c'], 'referent', 3]]);
    expect(found({ work: work.slice(1) })).toEqual([]);
  });
});
