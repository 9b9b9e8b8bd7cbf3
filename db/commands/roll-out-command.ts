import { isoFromDay } from '../../shared/domain/iso-date.ts';
import type { RecordOp } from '../../shared/exchange/record-op.ts';
import type { SitePlan } from '../../shared/scheduling/roll-out.ts';
import type { Basis } from '../../shared/views/common.ts';
import type { RollOutInput } from '../../shared/views/roll-out-view.ts';
import { newId } from '../new-id.ts';
import type { Workspace } from '../open-workspace.ts';
import { prepareRollOut, type PreparedRollOut } from '../queries/roll-out-plan.ts';
import type { Committed } from '../write/commit.ts';
import { assertRow } from './assert-row.ts';
import { milestoneOfRow } from './milestone-of-row.ts';

/**
 * Plans a domain over sites in waves: deployments where they are missing, milestones at their dates, links within
 * sites, between waves and to what must be done first. One save, which one undo takes back.
 * Throws as `prepareRollOut` does.
 */
export function applyRollOut(
  workspace: Workspace,
  { basis, ...input }: RollOutInput & { basis: Basis },
): Committed {
  if (input.targetProductId !== null) assertRow(workspace, 'product', input.targetProductId);
  const prepared = prepareRollOut(workspace.gate.db, input);
  const ids = new Map(
    prepared.plan.sites.flatMap(({ milestones }) => milestones.map(({ key }) => [key, newId()] as const)),
  );
  const idOf = (key: string): string => ids.get(key) ?? key;
  const factors = new Map(
    input.waves.flatMap(({ sites }) => sites.map((site) => [site.establishmentId, site.sizeFactor] as const)),
  );
  const ops = [
    ...prepared.plan.sites.flatMap((site) =>
      siteRecords(prepared, input, site, factors.get(site.siteId) ?? null, idOf),
    ),
    ...prepared.plan.links.map((link): RecordOp => ({
      kind: 'create',
      table: 'dependency',
      id: newId(),
      values: { ...link, predecessor: idOf(link.predecessor), successor: idOf(link.successor) },
    })),
  ];
  return workspace.commit(ops, basis);
}

function siteRecords(
  { template, deployments }: PreparedRollOut,
  { domainId, targetProductId }: RollOutInput,
  { siteId, wave, milestones }: SitePlan,
  sizeFactor: number | null,
  idOf: (key: string) => string,
): RecordOp[] {
  const existing = deployments.get(siteId);
  const deployment = existing ?? newId();
  const planned = {
    wave,
    template: template.id,
    templateVersion: template.version,
    sizeFactor,
    ...(targetProductId === null ? {} : { targetProduct: targetProductId }),
  };
  const rows = new Map(template.rows.map((row, at) => [row.id, { ...row, position: at + 1 }]));
  const deploymentOp: RecordOp = existing
    ? { kind: 'update', table: 'deployment', id: deployment, values: planned }
    : {
        kind: 'create',
        table: 'deployment',
        id: deployment,
        values: { domain: domainId, establishment: siteId, stage: 'not_started', ...planned },
      };
  return [
    deploymentOp,
    ...milestones.flatMap(({ key, rowId, start, end, duration }) => {
      const row = rows.get(rowId);
      const days = { plannedStart: isoFromDay(start), plannedEnd: isoFromDay(end) };
      return row ? [milestoneOfRow(row, { id: idOf(key), deployment, duration, ...days })] : [];
    }),
  ];
}
