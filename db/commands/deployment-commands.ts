import type { IsoDate } from '../../shared/domain/iso-date.ts';
import { reasonedStages } from '../../shared/domain/milestone-status.ts';
import type { RowPatch } from '../../shared/domain/registry.ts';
import type { RecordOp } from '../../shared/exchange/record-op.ts';
import { AppError } from '../../shared/rpc/app-error.ts';
import type { Basis } from '../../shared/views/common.ts';
import type { DeploymentPatch } from '../../shared/views/deployment-view.ts';
import { newId } from '../new-id.ts';
import type { Workspace } from '../open-workspace.ts';
import { assertPlannedDay } from '../planned-day.ts';
import { ownersAt } from '../queries/referents.ts';
import { type DeploymentPlanInput, prepareDeployment } from '../queries/roll-out-plan.ts';
import type { ReadDb } from '../sqlite.ts';
import { assertRow } from './assert-row.ts';
import { definedOnly } from './defined-only.ts';
import { planRecords } from './roll-out-command.ts';

/**
 * Brings a domain × site pair into scope; with `planFrom`, planned from that day by the template of its domain, in the
 * same save.
 * @throws AppError `refused` when the pair is in scope already, or as `applyTemplateToDeployment`
 */
export function createDeployment(
  workspace: Workspace,
  input: { domainId: string; establishmentId: string; planFrom?: string | undefined; basis: Basis },
  today: IsoDate,
) {
  assertRow(workspace, 'domain', input.domainId);
  assertRow(workspace, 'establishment', input.establishmentId);
  const existing = workspace.gate.db
    .prepare<[string, string], { id: string }>(
      'SELECT id FROM deployment WHERE domain_id = ? AND establishment_id = ? AND deleted = 0',
    )
    .get(input.domainId, input.establishmentId);
  if (existing) throw new AppError('refused', { key: 'error.deployment-exists' });
  if (input.planFrom !== undefined)
    return createPlanned(workspace, { ...input, planFrom: input.planFrom }, today);
  const id = newId();
  const values = { domain: input.domainId, establishment: input.establishmentId, stage: 'not_started' };
  return { id, ...workspace.commit([{ kind: 'create', table: 'deployment', id, values }], input.basis) };
}

function createPlanned(
  workspace: Workspace,
  input: { domainId: string; establishmentId: string; planFrom: string; basis: Basis },
  today: IsoDate,
) {
  const { domainId, establishmentId, planFrom: startDate } = input;
  const { db } = workspace.gate;
  const { templateId, sizeFactor } = db
    .prepare<[string, string], { templateId: string | null; sizeFactor: number }>(
      `SELECT d.template_id AS templateId, coalesce(e.size_factor, 10000) AS sizeFactor
        FROM domain d, establishment e WHERE d.id = ? AND e.id = ?`,
    )
    .get(domainId, establishmentId) ?? { templateId: null, sizeFactor: 10_000 };
  if (templateId === null) throw new AppError('refused', { key: 'error.domain-without-template' });
  const ops = deploymentPlan(
    db,
    { deploymentId: null, domainId, establishmentId, templateId, startDate, sizeFactor },
    today,
  );
  const created = ops.find(({ table }) => table === 'deployment');
  return { id: created?.id ?? '', ...workspace.commit(ops, input.basis) };
}

/**
 * Changes fields of a deployment as a form sent them.
 * @throws AppError `bad-request` when a stage needs a reason that is missing.
 */
export function updateDeployment(
  workspace: Workspace,
  input: { id: string; basis: Basis; patch: DeploymentPatch },
) {
  assertRow(workspace, 'deployment', input.id);
  const { currentProductId, targetProductId, ...fields } = input.patch;
  const values = definedOnly<RowPatch<'deployment'>>({
    ...fields,
    currentProduct: currentProductId,
    targetProduct: targetProductId,
  });
  if (reasonedStages.some((stage) => stage === fields.stage) && !fields.stageReason)
    throw new AppError('bad-request', { key: 'error.reason-needed' });
  return workspace.commit([{ kind: 'update', table: 'deployment', id: input.id, values }], input.basis);
}

/** Notes that the present user says, today, that what is shown still holds. */
export function confirmDeployment(
  workspace: Workspace,
  input: { id: string; milestoneId?: string | undefined; basis: Basis },
  personId: string | null,
  today: string,
) {
  assertRow(workspace, 'deployment', input.id);
  if (input.milestoneId !== undefined) assertRow(workspace, 'milestone', input.milestoneId);
  const about = { deployment: input.id, milestone: input.milestoneId ?? null };
  const confirmation = confirmationOp(about, personId, today);
  return { id: confirmation.id, ...workspace.commit([confirmation], input.basis) };
}

/**
 * The record that a person says, today, that a deployment or a milestone of it is as shown.
 * @throws AppError `refused` while nobody said who uses this post
 */
export function confirmationOp(
  about: { readonly deployment: string; readonly milestone: string | null },
  personId: string | null,
  today: string,
): RecordOp {
  if (personId === null) throw new AppError('refused', { key: 'error.no-identity' });
  const values = { ...about, person: personId, confirmedOn: today };
  return { kind: 'create', table: 'confirmation', id: newId(), values };
}

/**
 * Plans a deployment without milestones from a template, as a roll-out over its site alone: rows at their dates by the
 * site's calendar, owned by the referents of the domain, linked with each other and to what must be done first. One save.
 * @throws AppError `refused` when it has milestones already, the template has no row or a row an impossible length,
 * `bad-request` for a day no plan may hold.
 */
export function applyTemplateToDeployment(
  workspace: Workspace,
  input: { id: string; templateId: string; startDate: string; basis: Basis },
  today: IsoDate,
) {
  assertRow(workspace, 'deployment', input.id);
  assertRow(workspace, 'template', input.templateId);
  const { db } = workspace.gate;
  const planned = db
    .prepare<[string], { n: number }>(
      'SELECT count(*) AS n FROM milestone WHERE deployment_id = ? AND deleted = 0',
    )
    .get(input.id);
  if (planned && planned.n > 0) throw new AppError('refused', { key: 'error.already-planned' });
  const { templateId, startDate } = input;
  const ops = deploymentPlan(db, { ...getPlace(workspace, input.id), templateId, startDate }, today);
  return workspace.commit(ops, input.basis);
}

function deploymentPlan(db: ReadDb, input: DeploymentPlanInput, today: IsoDate): RecordOp[] {
  assertPlannedDay(input.startDate);
  return planRecords(prepareDeployment(db, input), input.domainId, {
    ownersOf: (siteId) => ownersAt(db, input.domainId, siteId, today),
    valuesOf: () => ({}),
  });
}

function getPlace(
  workspace: Workspace,
  id: string,
): Pick<DeploymentPlanInput, 'deploymentId' | 'domainId' | 'establishmentId' | 'sizeFactor'> {
  const place = workspace.gate.db
    .prepare<[string], { domainId: string; establishmentId: string; sizeFactor: number }>(
      `SELECT d.domain_id AS domainId, d.establishment_id AS establishmentId,
          coalesce(d.size_factor, e.size_factor, 10000) AS sizeFactor
        FROM deployment d JOIN establishment e ON e.id = d.establishment_id WHERE d.id = ?`,
    )
    .get(id);
  if (!place) throw new AppError('not-found', { details: { table: 'deployment' } });
  return { deploymentId: id, ...place };
}
