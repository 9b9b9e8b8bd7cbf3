import { isoFromDay, type IsoDate } from '../../shared/domain/iso-date.ts';
import type { RowPatch } from '../../shared/domain/registry.ts';
import type { RecordOp } from '../../shared/exchange/record-op.ts';
import type { SitePlan } from '../../shared/scheduling/roll-out.ts';
import type { Basis } from '../../shared/views/common.ts';
import type { RollOutInput } from '../../shared/views/roll-out-view.ts';
import { newId } from '../new-id.ts';
import type { Workspace } from '../open-workspace.ts';
import { ownersAt, type OwnerOf } from '../queries/referents.ts';
import { prepareRollOut, type PreparedRollOut } from '../queries/roll-out-plan.ts';
import type { Committed } from '../write/commit.ts';
import { assertRow } from './assert-row.ts';
import { milestoneOfRow } from './milestone-of-row.ts';

/**
 * Plans a domain over sites in waves: deployments where they are missing, milestones at their dates and owned by the
 * referents of the domain there, links within sites, between waves and to what must be done first. One save, which one
 * undo takes back. Throws as `prepareRollOut` does.
 */
export function applyRollOut(
  workspace: Workspace,
  { basis, ...input }: RollOutInput & { basis: Basis },
  today: IsoDate,
): Committed {
  if (input.targetProductId !== null) assertRow(workspace, 'product', input.targetProductId);
  const { db } = workspace.gate;
  const prepared = prepareRollOut(db, input);
  const factors = new Map(
    input.waves.flatMap(({ sites }) => sites.map((site) => [site.establishmentId, site.sizeFactor] as const)),
  );
  const ops = planRecords(prepared, input.domainId, {
    ownersOf: (siteId) => ownersAt(db, input.domainId, siteId, today),
    valuesOf: ({ siteId, wave }) => ({
      wave,
      sizeFactor: factors.get(siteId) ?? null,
      ...(input.targetProductId === null ? {} : { targetProduct: input.targetProductId }),
    }),
  });
  return workspace.commit(ops, basis);
}

interface PlanWriting {
  readonly ownersOf: (siteId: string) => OwnerOf;
  /** What a deployment gets besides its template. */
  readonly valuesOf: (site: SitePlan) => RowPatch<'deployment'>;
}

/** The records of a prepared plan: deployments, milestones, links. */
export function planRecords(prepared: PreparedRollOut, domainId: string, writing: PlanWriting): RecordOp[] {
  const ids = new Map(
    prepared.plan.sites.flatMap(({ milestones }) => milestones.map(({ key }) => [key, newId()] as const)),
  );
  const idOf = (key: string): string => ids.get(key) ?? key;
  return [
    ...prepared.plan.sites.flatMap((site) => siteRecords(prepared, domainId, site, writing, idOf)),
    ...prepared.plan.links.map((link): RecordOp => ({
      kind: 'create',
      table: 'dependency',
      id: newId(),
      values: { ...link, predecessor: idOf(link.predecessor), successor: idOf(link.successor) },
    })),
  ];
}

function siteRecords(
  { template, deployments }: PreparedRollOut,
  domainId: string,
  site: SitePlan,
  { ownersOf, valuesOf }: PlanWriting,
  idOf: (key: string) => string,
): RecordOp[] {
  const existing = deployments.get(site.siteId);
  const deployment = existing ?? newId();
  const planned = { template: template.id, templateVersion: template.version, ...valuesOf(site) };
  const ownerOf = ownersOf(site.siteId);
  const rows = new Map(template.rows.map((row, at) => [row.id, { ...row, position: at + 1 }]));
  const deploymentOp: RecordOp = existing
    ? { kind: 'update', table: 'deployment', id: deployment, values: planned }
    : {
        kind: 'create',
        table: 'deployment',
        id: deployment,
        values: { domain: domainId, establishment: site.siteId, stage: 'not_started', ...planned },
      };
  return [
    deploymentOp,
    ...site.milestones.flatMap(({ key, rowId, start, end, duration }) => {
      const row = rows.get(rowId);
      if (!row) return [];
      const days = { plannedStart: isoFromDay(start), plannedEnd: isoFromDay(end) };
      return [
        milestoneOfRow(row, { id: idOf(key), deployment, duration, owner: ownerOf(row.role), ...days }),
      ];
    }),
  ];
}
