import type { RecordOp } from '../../shared/exchange/record-op.ts';
import { stageCode, weatherCode } from '../../shared/reference/codes.ts';
import { referenceDomain } from '../../shared/reference/domains.ts';
import { basisPoints } from '../../shared/reference/establishments.ts';
import { referenceTemplate, type ReferenceTemplate } from '../../shared/reference/templates.ts';
import { referenceProducts } from '../../shared/reference/vendors.ts';
import { idIn, type DemoContext } from './demo-context.ts';
import { hasDeployment, type DemoCell, type DemoPlan } from './demo-file.ts';
import { domainName, productName, templateName } from './reference-records.ts';
import { createOp } from './seed-save.ts';
import { shippedId } from './uuid-v5.ts';

/** A planned deployment of the data with the row ids its milestones need. */
export interface PlannedDeployment {
  readonly plan: DemoPlan;
  readonly cell: DemoCell;
  readonly template: ReferenceTemplate;
  readonly deploymentId: string;
  readonly moduleId: string | null;
}

/** The deployments of a demonstration: their rows, and what hangs on them. */
export interface DemoDeployments {
  readonly ops: RecordOp[];
  /** Deployment id by cell id of the data. */
  readonly ids: ReadonlyMap<string, string>;
  readonly planned: readonly PlannedDeployment[];
}

interface ModuleRow {
  readonly id: string;
  readonly label: string;
  readonly stage: string;
}

/** Products, deployments and their modules, with stage and weather as they stand at the start. */
export function deploymentRecords(context: DemoContext): DemoDeployments {
  const cells = context.demo.cells.filter(hasDeployment);
  const ids = new Map(cells.map((cell) => [cell.id, context.newId()]));
  const plans = Map.groupBy(context.demo.deployments, (plan) => plan.cell);
  const products = new ProductRows(context.newId);
  const ops: RecordOp[] = [];
  const planned: PlannedDeployment[] = [];
  for (const cell of cells) {
    const deploymentId = idIn(ids, cell.id);
    const ownPlans = plans.get(cell.id) ?? [];
    const modules = moduleRows(cell, ownPlans, context.newId);
    ops.push(deploymentRecord(context, cell, deploymentId, ownPlans[0], products));
    ops.push(...modules.map((module, index) => moduleRecord(deploymentId, module, index + 1)));
    for (const plan of ownPlans) {
      const moduleId = modules.find((module) => module.label === plan.module)?.id ?? null;
      planned.push({ plan, cell, template: templateOf(plan, cell.domain), deploymentId, moduleId });
    }
  }
  return { ops: [...products.ops, ...ops], ids, planned };
}

function deploymentRecord(
  context: DemoContext,
  cell: DemoCell,
  id: string,
  plan: DemoPlan | undefined,
  products: ProductRows,
): RecordOp {
  return createOp('deployment', id, {
    domain: shippedId(domainName(cell.domain)),
    establishment: idIn(context.establishments, cell.establishment),
    currentProduct: products.idOf(cell.domain, cell.currentProduct),
    targetProduct: products.idOf(cell.domain, cell.targetProduct),
    stage: stageCode(cell.state),
    stageReason: cell.note ?? null,
    weather: cell.weather ? weatherCode(cell.weather.level) : null,
    weatherReason: cell.weather?.explanation ?? null,
    wave: waveOf(context, cell),
    template: plan ? shippedId(templateName(templateOf(plan, cell.domain).code)) : null,
    templateVersion: plan ? 1 : null,
    sizeFactor: plan ? basisPoints(plan.sizeFactor) : null,
  });
}

function moduleRecord(deployment: string, { id, label, stage }: ModuleRow, position: number): RecordOp {
  return createOp('deployment_module', id, { deployment, label, stage, position });
}

/** Modules the data gives a state to, then those only a plan names. */
function moduleRows(cell: DemoCell, plans: readonly DemoPlan[], newId: () => string): ModuleRow[] {
  const rows = (cell.modules ?? []).map(({ module, state }) => ({
    id: newId(),
    label: module,
    stage: stageCode(state),
  }));
  for (const plan of plans) {
    if (plan.module === undefined || rows.some((row) => row.label === plan.module)) continue;
    rows.push({ id: newId(), label: plan.module, stage: stageOfPlan(plan) });
  }
  return rows;
}

function stageOfPlan({ milestones }: DemoPlan): string {
  if (milestones.every((milestone) => milestone.status === 'A_VENIR')) return 'not_started';
  return milestones.every((milestone) => milestone.status === 'FAIT') ? 'in_production' : 'in_progress';
}

/** Where a domain has its own copy of the template a plan was made from, the plan belongs to that copy. */
function templateOf(plan: DemoPlan, domain: string): ReferenceTemplate {
  const own = referenceTemplate(referenceDomain(domain).template);
  return own.copyOf === plan.template ? own : referenceTemplate(plan.template);
}

function waveOf({ demo }: DemoContext, cell: DemoCell): number | null {
  const rollout = demo.rollouts.find(({ domain }) => domain === cell.domain);
  return rollout?.waves.find(({ establishment }) => establishment === cell.establishment)?.n ?? null;
}

/** Products by domain and name: shipped ones are named by their id, others become rows of the group. */
class ProductRows {
  readonly ops: RecordOp[] = [];
  readonly #ids = new Map<string, string>();
  readonly #newId: () => string;

  constructor(newId: () => string) {
    this.#newId = newId;
    for (const { domain, product } of referenceProducts) {
      const name = productName(domain, product);
      this.#ids.set(name, shippedId(name));
    }
  }

  idOf(domain: string, product: string | null): string | null {
    if (product === null) return null;
    const name = productName(domain, product);
    const known = this.#ids.get(name);
    if (known !== undefined) return known;
    const id = this.#newId();
    this.#ids.set(name, id);
    this.ops.push(createOp('product', id, { name: product, domain: shippedId(domainName(domain)) }));
    return id;
  }
}
