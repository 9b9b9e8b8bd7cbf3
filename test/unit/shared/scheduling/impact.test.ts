import { describe, expect, it } from 'vitest';
import { calendarOfZone } from '../../../../shared/domain/calendar.ts';
import { dayFromIso, isoFromDay } from '../../../../shared/domain/iso-date.ts';
import { brokenLimits, brokenLinks, impactsOf } from '../../../../shared/scheduling/impact.ts';
import { compileNetwork, type PlanLink, type PlanTask } from '../../../../shared/scheduling/network.ts';
import { schedule } from '../../../../shared/scheduling/schedule.ts';
import { planTask } from '../../../property/schedule-oracle.ts';

const day = dayFromIso;
const follows = (predecessor: string, successor: string, rest: Partial<PlanLink> = {}): PlanLink => ({
  predecessor,
  successor,
  type: 'FS',
  lag: 0,
  lagUnit: 'working',
  ...rest,
});

// The directory ends on Friday 3 April 2026; Easter Monday is off, on Good Friday only Alsace-Moselle rests.
const directory = planTask({
  id: 'directory',
  mode: 'hand',
  duration: 5,
  start: day('2026-03-30'),
  end: day('2026-04-03'),
});
const record = planTask({ id: 'record', duration: 2 });
const training = planTask({ id: 'training', duration: 3, calendar: calendarOfZone('alsace-moselle') });
const elsewhere = planTask({ id: 'elsewhere', duration: 3, notBefore: day('2026-04-01') });
const tasks = [directory, record, training, elsewhere];
const links = [follows('directory', 'record'), follows('record', 'training', { lag: 1 })];

function slipDirectory(days: number) {
  const slipped: PlanTask = {
    ...directory,
    start: (directory.start ?? 0) + days,
    end: (directory.end ?? 0) + days,
  };
  const network = compileNetwork(tasks, links);
  const after = schedule(compileNetwork([slipped, record, training, elsewhere], links));
  return impactsOf(network, schedule(network), after, new Set([0]));
}

describe('impact of a slip', () => {
  it('lists what moves, by how many working days of each site, and through which chain', () => {
    const listed = slipDirectory(7).map(({ id, from, to, workingDays, chain }) => [
      id,
      isoFromDay(from.start),
      isoFromDay(to.start),
      isoFromDay(to.end),
      workingDays,
      chain,
    ]);
    expect(listed).toEqual([
      ['directory', '2026-03-30', '2026-04-06', '2026-04-10', 4, ['directory']],
      ['record', '2026-04-07', '2026-04-13', '2026-04-14', 4, ['directory', 'record']],
      ['training', '2026-04-10', '2026-04-16', '2026-04-20', 4, ['directory', 'record', 'training']],
    ]);
  });

  it('is empty when nothing moves', () => {
    expect(slipDirectory(0)).toEqual([]);
  });

  it('never moves what has happened, and says which link that breaks', () => {
    const begun = { ...record, actualStart: day('2026-04-01'), actualEnd: day('2026-04-02') };
    const network = compileNetwork([directory, begun, training], links);
    const dated = schedule(network);
    expect(isoFromDay(dated.start[1] ?? 0)).toBe('2026-04-01');
    expect(brokenLinks(network, dated)).toEqual([{ link: 0, workingDays: 3 }]);
  });
});

describe('limits', () => {
  it('are reported, never bent', () => {
    const late = { ...record, notAfter: day('2026-04-07'), deadline: day('2026-04-03') };
    const network = compileNetwork([directory, late], links);
    expect(brokenLimits(network, schedule(network))).toEqual([
      { id: 'record', limit: 'notAfter', workingDays: 1 },
      { id: 'record', limit: 'deadline', workingDays: 2 },
    ]);
  });

  it('tell a fixed day before its time, and the link it breaks', () => {
    const fixed = { ...record, fixed: day('2026-04-01'), notBefore: day('2026-04-03') };
    const network = compileNetwork([directory, fixed], links);
    const dated = schedule(network);
    expect(brokenLimits(network, dated)).toEqual([{ id: 'record', limit: 'notBefore', workingDays: 2 }]);
    expect(brokenLinks(network, dated)).toEqual([{ link: 0, workingDays: 3 }]);
  });

  it('hold nothing against a plan that keeps them', () => {
    const fine = { ...record, notBefore: day('2026-04-07'), notAfter: day('2026-04-08') };
    const network = compileNetwork([directory, fine], links);
    const dated = schedule(network);
    expect([...brokenLimits(network, dated), ...brokenLinks(network, dated)]).toEqual([]);
  });
});
