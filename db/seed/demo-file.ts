import { z } from 'zod';

const text = z.string();
const days = z.number().int();
const maybeText = text.nullable();

const milestoneSchema = z.object({
  row: text,
  baseStartJo: days,
  baseEndJo: days,
  startJo: days,
  endJo: days,
  status: text,
  doneJo: days.optional(),
  owner: text.optional(),
  verdict: text.optional(),
});

const planSchema = z.object({
  id: text,
  cell: text,
  template: text,
  sizeFactor: z.number(),
  module: text.optional(),
  milestones: z.array(milestoneSchema),
});

const cellSchema = z.object({
  id: text,
  establishment: text,
  domain: text,
  currentProduct: maybeText,
  targetProduct: maybeText,
  state: text,
  lastConfirmedJo: days.optional(),
  confirmedBy: text.optional(),
  weather: z.object({ level: text, explanation: text.optional() }).optional(),
  modules: z.array(z.object({ module: text, state: text })).optional(),
  note: text.optional(),
});

const restartOrderSchema = z.object({
  establishment: text,
  items: z.array(
    z.object({ order: z.number().int(), label: text, maxDowntimeHours: z.number(), degradedMode: text }),
  ),
});

const riskSchema = z.object({
  category: text,
  title: text,
  probability: z.number().int(),
  impact: z.number().int(),
  owner: text,
  mitigation: text,
  planB: z.union([
    text,
    z.object({
      label: text,
      trigger: text.optional(),
      cost: text.optional(),
      steps: z.array(z.object({ order: z.number().int(), text, durationJo: days })).default([]),
    }),
  ]),
  reviewJo: days,
  /** Of one site: its domain, and the other domain where the risk lies between two. */
  cells: z.array(text).min(1).max(2),
  state: text,
});

const endSchema = z.object({ establishment: text, domain: text, templateRow: text.optional() });

/**
 * A demonstration group as shipped, without the collections the model does not hold yet. Days (`…Jo`) are working
 * days from the day the demonstration begins; a milestone occupies `[startJo, endJo[`.
 */
const demoFileSchema = z.object({
  id: text,
  label: text,
  restartOrders: z.array(restartOrderSchema).default([]),
  ght: z.object({
    label: text,
    finessGroupCode: text,
    groupType: text,
    supportEstablishment: text,
    population: z.number().int(),
    story: text,
  }),
  legalEntities: z.array(
    z.object({
      id: text,
      finessEj: text,
      label: text,
      role: text,
      closedJo: days.optional(),
      mergedInto: text.optional(),
    }),
  ),
  establishments: z.array(
    z.object({
      id: text,
      finessEg: text,
      legalEntity: text,
      label: text,
      shortLabel: text,
      category: text,
      role: text,
      beds: z.number().int(),
      staff: z.number().int(),
      workstations: z.number().int(),
      networkClass: text,
      holidayZone: text,
      sizeFactor: z.number(),
      town: text,
      travelMinutesToSupport: z.number().int(),
    }),
  ),
  memberships: z.array(
    z.object({
      establishment: text,
      legalEntity: text.optional(),
      role: text,
      fromJo: days,
      toJo: days.nullable(),
      act: text,
    }),
  ),
  people: z.array(
    z.object({
      id: text,
      firstName: text,
      lastName: text,
      email: text,
      phone: text,
      role: text,
      profession: text,
      establishment: maybeText,
    }),
  ),
  referents: z.array(
    z.object({ person: text, role: text, domain: text, establishment: text, sinceJo: days }),
  ),
  cells: z.array(cellSchema),
  deployments: z.array(planSchema),
  rollouts: z
    .array(z.object({ domain: text, waves: z.array(z.object({ n: z.number().int(), establishment: text })) }))
    .default([]),
  dependencies: z.array(
    z.object({ from: endSchema, to: endSchema, type: text, lag: days, lagUnit: text, reason: text }),
  ),
  /** What a person can give in a month (counted from the first one), and what is asked of it. */
  workload: z
    .array(z.object({ person: text, month: z.number().int(), capacityDays: days, plannedDays: days }))
    .default([]),
  /** Days by which a planned deployment must be live. */
  hardDates: z.array(z.object({ deployment: text, dateJo: days })).default([]),
  /** Bodies outside the group, and what they or its people have to do. */
  actors: z.array(z.object({ id: text, label: text, type: text })).default([]),
  actions: z
    .array(
      z.object({
        text,
        actor: maybeText.optional(),
        owner: maybeText.optional(),
        dueJo: days,
        state: text,
      }),
    )
    .default([]),
  /** Decisions of the group's bodies: taken on `atJo`, or wanted for it. */
  decisions: z
    .array(
      z.object({
        number: text,
        atJo: days,
        body: text,
        text,
        owner: text,
        dueJo: days,
        state: text,
        awaitingAuthority: text.optional(),
        askedJo: days.optional(),
      }),
    )
    .default([]),
  risks: z.array(riskSchema).default([]),
  /** What moves to a host in one go, how far it was on some days, and what was added since. */
  lots: z
    .array(
      z.object({
        number: z.number().int(),
        label: text,
        deployment: text,
        serversBaseline: z.number().int(),
        serversCurrent: z.number().int(),
        vm: z.number().int(),
        storageTb: z.number(),
        startJo: days,
        endJo: days,
        status: text,
      }),
    )
    .default([]),
  lotBurnUp: z
    .array(
      z.object({
        atJo: days,
        serversDone: z.number().int(),
        vmDone: z.number().int(),
        storageTbDone: z.number(),
      }),
    )
    .default([]),
  scopeChanges: z
    .array(
      z.object({
        atJo: days,
        label: text,
        deltaServers: z.number().int(),
        deltaVm: z.number().int(),
        deltaStorageTb: z.number(),
        planned: z.boolean(),
        requestedBy: text,
        effectJo: days,
      }),
    )
    .default([]),
  threads: z
    .array(
      z.object({
        cell: text,
        messages: z.array(z.object({ author: text, atJo: days, kind: text, text })),
      }),
    )
    .default([]),
});

export type DemoFile = z.infer<typeof demoFileSchema>;
export type DemoEstablishment = DemoFile['establishments'][number];
export type DemoMembership = DemoFile['memberships'][number];
export type DemoCell = DemoFile['cells'][number];
export type DemoPlan = DemoFile['deployments'][number];
export type DemoRisk = DemoFile['risks'][number];
export type DemoMilestone = DemoPlan['milestones'][number];
export type DemoDependency = DemoFile['dependencies'][number];

/** One line of the choice of demonstrations. */
export interface DemoSummary {
  readonly id: string;
  readonly label: string;
  readonly story: string;
  readonly establishments: number;
  readonly people: number;
  readonly deployments: number;
  readonly milestones: number;
}

const sources: Readonly<Record<string, () => Promise<{ default: unknown }>>> = {
  'coteaux-du-sud': () => import('./demo/coteaux-du-sud.json', { with: { type: 'json' } }),
  'trois-vallees': () => import('./demo/trois-vallees.json', { with: { type: 'json' } }),
  'haute-vallee': () => import('./demo/haute-vallee.json', { with: { type: 'json' } }),
};

/** Ids of the shipped demonstrations, in the order they are offered. */
export const demoIds: readonly string[] = Object.keys(sources);

/** Reads a shipped demonstration. Throws a RangeError on an id that is not one. */
export async function readDemo(id: string): Promise<DemoFile> {
  const source = Object.hasOwn(sources, id) ? sources[id] : undefined;
  if (!source) throw new RangeError(`No demonstration named ${id}`);
  return demoFileSchema.parse((await source()).default);
}

/** The demonstrations with their story and their size, for the first screen. */
export async function demoCatalogue(): Promise<DemoSummary[]> {
  const demos = await Promise.all(demoIds.map((id) => readDemo(id)));
  return demos.map(demoSummary);
}

function demoSummary(demo: DemoFile): DemoSummary {
  return {
    id: demo.id,
    label: demo.label,
    story: demo.ght.story,
    establishments: demo.establishments.length,
    people: demo.people.length,
    deployments: demo.cells.filter(hasDeployment).length,
    milestones: demo.deployments.reduce((sum, plan) => sum + plan.milestones.length, 0),
  };
}

/**
 * Whether a cell of the data is a deployment. A pair out of scope is shown by its absence: it is written only when
 * there is something to say about it.
 */
export function hasDeployment(cell: DemoCell): boolean {
  return cell.state !== 'HORS_PERIMETRE' || cell.currentProduct !== null || cell.note !== undefined;
}
