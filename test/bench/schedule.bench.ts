/** Scheduling 50,400 linked milestones: all of them, with slack, and after one change; against bare typed arrays. */
import { calendarOfZone } from '../../shared/domain/calendar.ts';
import { dayFromIso } from '../../shared/domain/iso-date.ts';
import {
  compileNetwork,
  type Network,
  type PlanLink,
  type PlanTask,
} from '../../shared/scheduling/network.ts';
import { endsByGroup, reschedule, schedule, slackOf } from '../../shared/scheduling/schedule.ts';
import { seededRandom } from '../../db/seed/seeded-random.ts';
import { figure, print } from './driver/figure.ts';

const DEPLOYMENTS = 2100;
const ROWS = 24;
const RUNS = 25;

const random = seededRandom(7);
const calendars = [calendarOfZone('metropole'), calendarOfZone('alsace-moselle')];
const start = dayFromIso('2026-01-05');

/** Chains of 24 milestones with some shortcuts, and a directory each deployment waits for. */
function makePlan(): { tasks: PlanTask[]; links: PlanLink[] } {
  const tasks: PlanTask[] = [];
  const links: PlanLink[] = [];
  const link = (predecessor: number, successor: number, type: PlanLink['type'], lag: number): void => {
    links.push({ predecessor: `t${predecessor}`, successor: `t${successor}`, type, lag, lagUnit: 'working' });
  };
  for (let deployment = 0; deployment < DEPLOYMENTS; deployment++) {
    for (let row = 0; row < ROWS; row++) {
      const index = deployment * ROWS + row;
      tasks.push({
        id: `t${index}`,
        calendar: calendars[deployment % calendars.length] ?? calendarOfZone(null),
        duration: row % 11 === 10 ? 0 : 1 + random.int(0, 19),
        unit: row === 18 ? 'calendar' : 'working',
        mode: 'follow',
        start,
        end: null,
        actualStart: null,
        actualEnd: null,
        notBefore: row === 0 ? start + random.int(0, 199) : null,
        notAfter: null,
        fixed: null,
        deadline: null,
        asLateAsPossible: false,
      });
      if (row > 0) link(index - 1, index, row % 9 === 8 ? 'SS' : 'FS', row % 3);
      if (row > 3 && row % 5 === 0) link(index - 3, index, row % 10 === 0 ? 'FF' : 'FS', 0);
    }
    if (deployment % ROWS > 0)
      link((deployment - (deployment % ROWS)) * ROWS + 5, deployment * ROWS + 9, 'FS', 0);
  }
  return { tasks, links };
}

/** The same network as bare numbers: one weekday calendar, ends tied to starts, nothing else to look at. */
function bareForward({ order, incoming, predecessor, lag, tasks }: Network): () => void {
  const duration = Int32Array.from(tasks, (task) => task.duration);
  const floor = Int32Array.from(tasks, (task) => (task.notBefore ?? start) - start);
  const begin = new Int32Array(tasks.length);
  const finish = new Int32Array(tasks.length);
  return () => {
    for (const task of order) {
      let earliest = floor[task] ?? 0;
      for (let slot = incoming.first[task] ?? 0; slot < (incoming.first[task + 1] ?? 0); slot++) {
        const link = incoming.links[slot] ?? 0;
        earliest = Math.max(earliest, (finish[predecessor[link] ?? 0] ?? 0) + (lag[link] ?? 0));
      }
      begin[task] = earliest;
      finish[task] = earliest + (duration[task] ?? 0);
    }
  };
}

/** The same with latest starts, as bare numbers. */
function bareWithSlack(network: Network): () => void {
  const { order, outgoing, successor, lag, tasks } = network;
  const forward = bareForward(network);
  const duration = Int32Array.from(tasks, (task) => task.duration);
  const latest = new Int32Array(tasks.length);
  return () => {
    forward();
    for (let at = order.length - 1; at >= 0; at--) {
      const task = order[at] ?? 0;
      let end = 100_000;
      for (let slot = outgoing.first[task] ?? 0; slot < (outgoing.first[task + 1] ?? 0); slot++) {
        const link = outgoing.links[slot] ?? 0;
        end = Math.min(end, (latest[successor[link] ?? 0] ?? 0) - (lag[link] ?? 0));
      }
      latest[task] = end - (duration[task] ?? 0);
    }
  };
}

/** Milliseconds of each run of both, taken in turn after a warm-up. */
function inTurn(ours: () => void, floor: () => void): { ours: number[]; floor: number[] } {
  const samples = { ours: [] as number[], floor: [] as number[] };
  for (let run = -5; run < RUNS; run++) {
    for (const [name, work] of [['ours', ours] as const, ['floor', floor] as const]) {
      const from = performance.now();
      work();
      if (run >= 0) samples[name].push(performance.now() - from);
    }
  }
  return samples;
}

const { tasks, links } = makePlan();
const network = compileNetwork(tasks, links);
const dated = schedule(network);

const withSlack = (): void => {
  const planned = schedule(network);
  slackOf(
    network,
    planned,
    endsByGroup(planned, () => ''),
  );
};
const oneChange = Array.from({ length: 200 }, () => {
  const at = random.int(0, tasks.length - 1);
  const changed = tasks.map((task, index) =>
    index === at ? { ...task, duration: task.duration + 3 } : task,
  );
  const from = performance.now();
  reschedule({ ...network, tasks: changed }, dated, [at]);
  const took = performance.now() - from;
  reschedule(network, dated, [at]);
  return took;
});

print({
  [`forward, ${tasks.length} milestones, ${links.length} links`]: figure({
    ...inTurn(() => void schedule(network), bareForward(network)),
    unit: 'ms',
    must: 30,
    goal: 8,
  }),
  'forward, slack and critical path': figure({
    ...inTurn(withSlack, bareWithSlack(network)),
    unit: 'ms',
    must: 30,
    goal: 8,
  }),
  'after one change': figure({ ours: oneChange, unit: 'ms', limit: 'value', must: 5, goal: 0.5 }),
  'indexing of tasks and links': figure({
    ours: inTurn(
      () => void compileNetwork(tasks, links),
      () => undefined,
    ).ours,
    unit: 'ms',
  }),
});
