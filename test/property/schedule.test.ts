import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileNetwork, CycleError, noDay } from '../../shared/scheduling/network.ts';
import { endsByGroup, reschedule, schedule, slackOf } from '../../shared/scheduling/schedule.ts';
import { anyPlan, judge, nextWorked, type Plan, respects } from './schedule-oracle.ts';

function datesOf(plan: Plan): Map<string, { start: number; finish: number }> {
  const network = compileNetwork(plan.tasks, plan.links);
  const dated = schedule(network);
  return new Map(
    plan.tasks.map(({ id }, at) => [
      id,
      { start: dated.start[at] ?? noDay, finish: dated.finish[at] ?? noDay },
    ]),
  );
}

describe('scheduling engine', () => {
  it('gives the dates of a judge that walks from day to day', () => {
    fc.assert(
      fc.property(anyPlan, (plan) => {
        expect(datesOf(plan)).toEqual(judge(plan));
      }),
      { numRuns: 1500 },
    );
  });

  it('breaks no link', () => {
    fc.assert(
      fc.property(anyPlan, (plan) => {
        const dates = datesOf(plan);
        const tasks = new Map(plan.tasks.map((task) => [task.id, task]));
        const broken = plan.links.filter((link) => {
          const [before, after, task] = [
            dates.get(link.predecessor),
            dates.get(link.successor),
            tasks.get(link.successor),
          ];
          return !before || !after || !task || !respects(link, before, after, task);
        });
        expect(broken).toEqual([]);
      }),
    );
  });

  it('says how far each task may slip, no day more and no day less', () => {
    fc.assert(
      fc.property(anyPlan, fc.nat(), (plan, pick) => {
        const network = compileNetwork(plan.tasks, plan.links);
        const dated = schedule(network);
        const end = Math.max(...dated.finish);
        const slack = slackOf(
          network,
          dated,
          endsByGroup(dated, () => 'all'),
        );
        const at = pick % plan.tasks.length;
        const task = plan.tasks[at];
        if (!task) throw new Error('No task was picked');
        const slip = (days: number): Map<string, { start: number; finish: number }> => {
          let day = dated.start[at] ?? noDay;
          for (let left = days; left > 0; left--) day = nextWorked(task, day + 1);
          return judge(plan, new Map([[task.id, day]]));
        };
        const lastFinish = (days: number): number =>
          Math.max(...Array.from(slip(days).values(), ({ finish }) => finish));
        const others = (days: number): unknown => [...slip(days)].filter(([id]) => id !== task.id);
        const [total = 0, free = 0] = [slack.total[at], slack.free[at]];
        expect(total).toBeGreaterThanOrEqual(free);
        expect(free).toBeGreaterThanOrEqual(0);
        expect(lastFinish(total)).toBeLessThanOrEqual(end);
        expect(lastFinish(total + 1)).toBeGreaterThan(end);
        expect(others(free)).toEqual(others(0));
        if (lastFinish(free + 1) <= end) expect(others(free + 1)).not.toEqual(others(0));
      }),
      { numRuns: 600 },
    );
  });

  it('is stable: planning the planned changes nothing, and a later start never makes anything earlier', () => {
    fc.assert(
      fc.property(anyPlan, fc.nat(), fc.integer({ min: 1, max: 20 }), (plan, pick, days) => {
        const dates = datesOf(plan);
        const planned = plan.tasks.map((task) => ({ ...task, start: dates.get(task.id)?.start ?? null }));
        expect(datesOf({ ...plan, tasks: planned })).toEqual(dates);
        const later = plan.tasks.map((task, at) =>
          at === pick % plan.tasks.length
            ? { ...task, notBefore: (dates.get(task.id)?.start ?? 0) + days }
            : task,
        );
        for (const [id, { start }] of datesOf({ ...plan, tasks: later })) {
          expect(start).toBeGreaterThanOrEqual(dates.get(id)?.start ?? Infinity);
        }
      }),
    );
  });

  it('recomputes after one change what a whole computation gives', () => {
    fc.assert(
      fc.property(anyPlan, fc.nat(), fc.integer({ min: -5, max: 20 }), (plan, pick, days) => {
        const at = pick % plan.tasks.length;
        const dated = schedule(compileNetwork(plan.tasks, plan.links));
        const before = { start: dated.start.slice(), finish: dated.finish.slice() };
        const tasks = plan.tasks.map((task, index) =>
          index === at ? { ...task, notBefore: (dated.start[index] ?? 0) + days } : task,
        );
        const network = compileNetwork(tasks, plan.links);
        const whole = schedule(network);
        const moved = reschedule(network, dated, [at]);
        expect(dated).toEqual(whole);
        const differing = [...tasks.keys()].filter(
          (index) =>
            before.start[index] !== whole.start[index] || before.finish[index] !== whole.finish[index],
        );
        expect(moved.toSorted((a, b) => a - b)).toEqual(differing);
      }),
    );
  });

  it('keeps late tasks where they move nothing else', () => {
    fc.assert(
      fc.property(anyPlan, fc.nat(), (plan, pick) => {
        const at = pick % plan.tasks.length;
        const early = datesOf(plan);
        const tasks = plan.tasks.map((task, index) =>
          index === at ? { ...task, asLateAsPossible: true } : task,
        );
        const id = tasks[at]?.id ?? '';
        const late = datesOf({ ...plan, tasks });
        expect([...late].filter(([other]) => other !== id)).toEqual(
          [...early].filter(([other]) => other !== id),
        );
        const network = compileNetwork(tasks, plan.links);
        const dated = schedule(network);
        const { free } = slackOf(
          network,
          dated,
          endsByGroup(dated, () => 'all'),
        );
        expect(free[at]).toBe(0);
      }),
    );
  });

  it('spells out the path of a circle', () => {
    fc.assert(
      fc.property(anyPlan, fc.nat(), fc.nat(), (plan, a, b) => {
        const link = { type: 'FS', lag: 0, lagUnit: 'working' } as const;
        const [from, to] = [a, b].map((pick) => `t${pick % plan.tasks.length}`).toSorted();
        const circle = [
          { ...link, predecessor: from ?? '', successor: to ?? '' },
          { ...link, predecessor: to ?? '', successor: from ?? '' },
        ];
        const links = [...plan.links, ...circle];
        let path: readonly string[] = [];
        try {
          compileNetwork(plan.tasks, links);
        } catch (error) {
          if (!(error instanceof CycleError)) throw error;
          path = error.path;
        }
        expect(path.length).toBeGreaterThan(1);
        expect(path.at(-1)).toBe(path[0]);
        path.slice(1).forEach((successor, at) => {
          expect(links.some((one) => one.predecessor === path[at] && one.successor === successor)).toBe(true);
        });
      }),
    );
  });
});
