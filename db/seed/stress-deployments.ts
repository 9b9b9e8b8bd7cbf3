import { isoFromDay } from '../../shared/domain/iso-date.ts';
import type { RecordOp } from '../../shared/exchange/record-op.ts';
import { referenceDomain, type ReferenceDomain } from '../../shared/reference/domains.ts';
import { referenceTemplate, type ReferenceTemplateRow } from '../../shared/reference/templates.ts';
import { referenceProducts } from '../../shared/reference/vendors.ts';
import { applyTemplate, scaledDuration, type ScheduledRow } from '../../shared/scheduling/apply-template.ts';
import { domainName, plannedRows, productName, templateName } from './reference-records.ts';
import { createOp } from './seed-save.ts';
import type { SeededRandom } from './seeded-random.ts';
import type { StressSite } from './stress-structure.ts';
import { shippedId } from './uuid-v5.ts';

const template = referenceTemplate('T-DPI');
const rows = plannedRows(template);
const scheduleRows = rows.map((row) => ({ ...row, id: row.code }));
const scheduleLinks = rows.flatMap((row) =>
  row.predecessors.map(({ row: predecessor, ...link }) => ({ ...link, predecessor, successor: row.code })),
);
/** Row of a deployment that waits for another domain of the same site. */
const waitingRowOf = new Map([
  ['ANNU', '04'],
  ['RESEAU', '03'],
  ['IDPAT', '05'],
  ['STRUCT', '06'],
]);
const rowsBeforeWaiting = ['01', '02'];
const startRange = [-520, 150] as const;
const lags = [0, 0, 0, 0, 4, 9, 16, 30];

interface StressDeployment {
  readonly id: string;
  readonly domain: ReferenceDomain;
  readonly schedule: readonly ScheduledRow[];
  readonly milestoneIds: ReadonlyMap<string, string>;
  /** Calendar days the work runs behind its plan. */
  readonly lag: number;
  readonly stage: string;
}

/** Everything of one site: a deployment for each domain with its milestones, links, referent and confirmation. */
export function siteRecords(
  random: SeededRandom,
  newId: () => string,
  site: StressSite,
  domains: readonly ReferenceDomain[],
  origin: number,
): RecordOp[] {
  const today = site.calendar.dayAt(origin);
  const starts = new Map<string, number>();
  const deployments = domains.map((domain): StressDeployment => {
    const start = startOf(random, site, domain, domains, starts);
    const startDay = site.calendar.dayAt(origin + start);
    const schedule = applyTemplate(scheduleRows, scheduleLinks, startDay, site.sizeFactor, site.calendar);
    const lag = random.pick(lags);
    return {
      id: newId(),
      domain,
      schedule,
      milestoneIds: new Map(schedule.map((row) => [row.id, newId()])),
      lag,
      stage: withAccident(random, stageOf(schedule, today - lag)),
    };
  });
  return deployments.flatMap((deployment) => [
    ...deploymentRecords(random, newId, site, deployment, today),
    ...linkRecords(newId, deployment, deployments),
  ]);
}

/** Working days from the origin at which a domain begins: late enough for the domains it waits for. */
function startOf(
  random: SeededRandom,
  site: StressSite,
  domain: ReferenceDomain,
  domains: readonly ReferenceDomain[],
  starts: Map<string, number>,
): number {
  const known = starts.get(domain.code);
  if (known !== undefined) return known;
  const lengthOf = (codes: readonly string[]): number =>
    scheduleRows
      .filter((row) => codes.includes(row.code))
      .reduce((sum, row) => sum + scaledDuration(row, site.sizeFactor), 0);
  const goLive = lengthOf(['01', '02', '06', '07', '10', '12', '13', '15', '16']);
  let start = random.int(...startRange);
  for (const { domain: code } of domain.requires) {
    if (!domains.some((candidate) => candidate.code === code)) continue;
    const required = startOf(random, site, referenceDomain(code), domains, starts);
    start = Math.max(start, required + goLive - lengthOf(rowsBeforeWaiting));
  }
  starts.set(domain.code, start);
  return start;
}

/** A few of the deployments under way have been stopped. */
function withAccident(random: SeededRandom, stage: string): string {
  const stopped = random.chance(0.04);
  if (!stopped || stage === 'not_started' || stage === 'converged') return stage;
  return random.chance(0.6) ? 'suspended' : 'derogation';
}

/** Stage the plan gives when the work has reached a day. */
function stageOf(schedule: readonly ScheduledRow[], reached: number): string {
  const ended = (code: string): boolean => schedule.some((row) => row.id === code && row.endDay < reached);
  const begun = (code: string): boolean => schedule.some((row) => row.id === code && row.startDay < reached);
  if (ended('22')) return 'converged';
  if (ended('16')) return 'in_production';
  if (begun('14') && ended('13')) return 'ready_for_cutover';
  if (begun('10')) return 'acceptance';
  if (begun('03')) return 'in_progress';
  return begun('01') ? 'framing' : 'not_started';
}

function deploymentRecords(
  random: SeededRandom,
  newId: () => string,
  site: StressSite,
  deployment: StressDeployment,
  today: number,
): RecordOp[] {
  const { id, domain, stage, lag } = deployment;
  const referent = random.pick(site.referents);
  const domainId = shippedId(domainName(domain.code));
  const products = referenceProducts.filter((product) => product.domain === domain.code);
  const live = stage === 'in_production' || stage === 'converged';
  const productId = (index: number): string | null => {
    const product = products[index % Math.max(1, products.length)];
    return product ? shippedId(productName(domain.code, product.product)) : null;
  };
  return [
    createOp('deployment', id, {
      domain: domainId,
      establishment: site.id,
      currentProduct: productId(live ? 0 : random.int(0, 5)),
      targetProduct: productId(0),
      stage,
      weather: stage === 'not_started' ? null : weatherOf(lag),
      weatherReason: lag > 9 ? `Retard de ${lag} jours sur le plan.` : null,
      template: shippedId(templateName(template.code)),
      sizeFactor: site.sizeFactor,
    }),
    createOp('assignment', newId(), {
      person: referent.id,
      domain: domainId,
      establishment: site.id,
      role: referent.role,
      fromDate: isoFromDay(today - random.int(100, 700)),
    }),
    ...rows.map((row, index) => milestoneRecord(random, site, deployment, row, index, referent.id, today)),
    ...confirmationRecords(random, newId, deployment, referent.id, today),
  ];
}

function weatherOf(lag: number): string {
  if (lag === 0) return 'sun';
  if (lag < 9) return 'bright_spells';
  return lag < 20 ? 'cloud' : 'storm';
}

function confirmationRecords(
  random: SeededRandom,
  newId: () => string,
  { id, stage }: StressDeployment,
  person: string,
  today: number,
): RecordOp[] {
  if (stage === 'not_started' && random.chance(0.5)) return [];
  const confirmedOn = isoFromDay(today - random.pick([1, 3, 6, 9, 13, 20, 33, 44, 52, 80]));
  return [createOp('confirmation', newId(), { deployment: id, person, confirmedOn })];
}

function milestoneRecord(
  random: SeededRandom,
  site: StressSite,
  deployment: StressDeployment,
  row: ReferenceTemplateRow,
  index: number,
  referent: string,
  today: number,
): RecordOp {
  const dates = deployment.schedule[index];
  const id = deployment.milestoneIds.get(row.code);
  if (!dates || id === undefined) throw new RangeError(`Row ${row.code} has not been dated`);
  const reached = today - deployment.lag;
  const [start, end] = [isoFromDay(dates.startDay), isoFromDay(dates.endDay)];
  const done = dates.endDay < reached;
  const begun = dates.startDay < reached;
  return createOp('milestone', id, {
    deployment: deployment.id,
    code: row.code,
    label: row.label,
    kind: row.kind,
    phase: row.phase,
    position: index + 1,
    plannedStart: start,
    plannedEnd: end,
    duration: dates.duration,
    durationUnit: row.durationUnit,
    status: statusOf(done, begun),
    progress: progressOf(dates, reached),
    owner: ownerOf(random, site, row, referent),
    actualStart: begun ? start : null,
    actualEnd: done ? end : null,
    verdict: done && row.kind === 'gate' ? random.pick(['favourable', 'favourable_with_reservations']) : null,
    blockedReason: begun && !done && random.chance(0.05) ? 'En attente d’un retour de l’éditeur' : null,
  });
}

function statusOf(done: boolean, begun: boolean): string {
  if (done) return 'done';
  return begun ? 'in_progress' : 'to_come';
}

function progressOf({ startDay, endDay }: ScheduledRow, reached: number): number {
  const share = (reached - startDay) / (endDay + 1 - startDay);
  return Math.round(10 * Math.min(1, Math.max(0, share))) * 10;
}

function ownerOf(
  random: SeededRandom,
  site: StressSite,
  row: ReferenceTemplateRow,
  referent: string,
): string | null {
  if (row.defaultRole.startsWith('REF_')) return referent;
  const people = row.defaultRole === 'EQUIPE_IT' ? site.technicians : site.projectManagers;
  return people.length > 0 ? random.pick(people) : referent;
}

function linkRecords(
  newId: () => string,
  deployment: StressDeployment,
  siblings: readonly StressDeployment[],
): RecordOp[] {
  const milestone = (of: StressDeployment | undefined, code: string | undefined): string | undefined =>
    code === undefined ? undefined : of?.milestoneIds.get(code);
  const inside = scheduleLinks.map((link) => ({
    ...link,
    predecessor: milestone(deployment, link.predecessor),
    successor: milestone(deployment, link.successor),
    reason: null,
  }));
  const across = deployment.domain.requires.map(({ domain }) => ({
    predecessor: milestone(
      siblings.find((sibling) => sibling.domain.code === domain),
      template.goLiveRow,
    ),
    successor: milestone(deployment, waitingRowOf.get(domain)),
    type: 'FS',
    lag: 0,
    lagUnit: 'working',
    reason: `${referenceDomain(domain).label} d’abord`,
  }));
  return [...inside, ...across].flatMap(({ predecessor, successor, ...link }) =>
    predecessor === undefined || successor === undefined
      ? []
      : createOp('dependency', newId(), { predecessor, successor, ...link }),
  );
}
