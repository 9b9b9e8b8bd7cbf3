import { reasonedStages } from '../../shared/domain/milestone-status.ts';
import { calendarOfZone } from '../../shared/domain/calendar.ts';
import { dayFromIso, isoFromDay } from '../../shared/domain/iso-date.ts';
import type { RowPatch } from '../../shared/domain/registry.ts';
import type { RecordOp } from '../../shared/exchange/record-op.ts';
import { AppError } from '../../shared/rpc/app-error.ts';
import { applyTemplate } from '../../shared/scheduling/apply-template.ts';
import type { Basis } from '../../shared/views/common.ts';
import type { DeploymentPatch } from '../../shared/views/deployment-view.ts';
import { newId } from '../new-id.ts';
import type { Workspace } from '../open-workspace.ts';
import { loadTemplate } from '../queries/template-queries.ts';
import { assertRow } from './assert-row.ts';
import { definedOnly } from './defined-only.ts';
import { milestoneOfRow } from './milestone-of-row.ts';

/** Brings a domain × site pair into scope. */
export function createDeployment(
  workspace: Workspace,
  input: { domainId: string; establishmentId: string; basis: Basis },
) {
  assertRow(workspace, 'domain', input.domainId);
  assertRow(workspace, 'establishment', input.establishmentId);
  const existing = workspace.gate.db
    .prepare<[string, string], { id: string }>(
      'SELECT id FROM deployment WHERE domain_id = ? AND establishment_id = ? AND deleted = 0',
    )
    .get(input.domainId, input.establishmentId);
  if (existing) throw new AppError('refused', { key: 'error.deployment-exists' });
  const id = newId();
  const values = { domain: input.domainId, establishment: input.establishmentId, stage: 'not_started' };
  return { id, ...workspace.commit([{ kind: 'create', table: 'deployment', id, values }], input.basis) };
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
 * Plans a deployment without milestones from a template: rows, dates by the site's calendar, links. One save.
 * @throws AppError `refused` when it has milestones already or the template has no row.
 */
export function applyTemplateToDeployment(
  workspace: Workspace,
  input: { id: string; templateId: string; startDate: string; basis: Basis },
) {
  assertRow(workspace, 'deployment', input.id);
  assertRow(workspace, 'template', input.templateId);
  const db = workspace.gate.db;
  const planned = db
    .prepare<[string], { n: number }>(
      'SELECT count(*) AS n FROM milestone WHERE deployment_id = ? AND deleted = 0',
    )
    .get(input.id);
  if (planned && planned.n > 0) throw new AppError('refused', { key: 'error.already-planned' });
  const template = loadTemplate(db, input.templateId);
  const rows = template?.rows.filter(({ repeated }) => !repeated) ?? [];
  if (!template || rows.length === 0) throw new AppError('refused', { key: 'error.template-empty' });
  const kept = new Set(rows.map((row) => row.id));
  const links = template.links.filter((link) => kept.has(link.predecessor) && kept.has(link.successor));
  const site = getSite(workspace, input.id);
  const dated = applyTemplate(
    rows,
    links,
    dayFromIso(input.startDate),
    site.sizeFactor,
    calendarOfZone(site.zone),
  );
  const ids = new Map(rows.map((row) => [row.id, newId()]));
  const idOf = (rowId: string) => ids.get(rowId) ?? rowId;
  const dates = new Map(dated.map((row) => [row.id, row]));
  const ops: RecordOp[] = [
    {
      kind: 'update',
      table: 'deployment',
      id: input.id,
      values: { template: input.templateId, templateVersion: template.version },
    },
    ...rows.map((row) => {
      const date = dates.get(row.id);
      return milestoneOfRow(row, {
        id: idOf(row.id),
        deployment: input.id,
        duration: date?.duration ?? row.duration,
        ...(date && { plannedStart: isoFromDay(date.startDay), plannedEnd: isoFromDay(date.endDay) }),
      });
    }),
    ...links.map((link): RecordOp => ({
      kind: 'create',
      table: 'dependency',
      id: newId(),
      values: {
        predecessor: idOf(link.predecessor),
        successor: idOf(link.successor),
        type: link.type,
        lag: link.lag,
        lagUnit: link.lagUnit,
      },
    })),
  ];
  return workspace.commit(ops, input.basis);
}

function getSite(workspace: Workspace, deploymentId: string): { zone: string | null; sizeFactor: number } {
  const site = workspace.gate.db
    .prepare<[string], { zone: string | null; sizeFactor: number }>(
      `SELECT e.holiday_zone AS zone, coalesce(d.size_factor, e.size_factor, 10000) AS sizeFactor
        FROM deployment d JOIN establishment e ON e.id = d.establishment_id WHERE d.id = ?`,
    )
    .get(deploymentId);
  return site ?? { zone: null, sizeFactor: 10_000 };
}
