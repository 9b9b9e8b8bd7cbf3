import type { RecordOp } from '../../shared/exchange/record-op.ts';
import { addAmounts, subtractAmounts, type Amounts } from '../../shared/hosting/scope.ts';
import { idIn, type DemoContext, type SiteDates } from './demo-context.ts';
import type { DemoFile } from './demo-file.ts';
import { createOp } from './seed-save.ts';

type DemoLot = DemoFile['lots'][number];
type DemoScopeChange = DemoFile['scopeChanges'][number];

interface NumberedLot {
  readonly id: string;
  readonly lot: DemoLot;
}

/** Hosting lots of a demonstration, parts of them moved before the whole, and what their scope gained. */
export function lotRecords(context: DemoContext, deployments: ReadonlyMap<string, string>): RecordOp[] {
  const { demo } = context;
  const dates = context.datesOf(demo.ght.supportEstablishment);
  const lots = demo.lots.map((lot): NumberedLot => ({ id: context.newId(), lot }));
  return [
    ...lots.map((numbered) => lotRecord(context, numbered, deployments)),
    ...partRecords(context, lots, dates),
    ...demo.scopeChanges.map((change) => scopeRecord(context, change, lots, dates)),
  ];
}

function lotRecord(
  context: DemoContext,
  { id, lot }: NumberedLot,
  deployments: ReadonlyMap<string, string>,
): RecordOp {
  const plan = context.demo.deployments.find((one) => one.id === lot.deployment);
  const cell = context.demo.cells.find((one) => one.id === plan?.cell);
  if (!cell) throw new RangeError(`The demonstration refers to ${lot.deployment}, which it does not hold`);
  const dates = context.datesOf(cell.establishment);
  return createOp('asset_lot', id, {
    label: lot.label,
    position: lot.number,
    deployment: idIn(deployments, cell.id),
    ...amountsOfLot(lot),
    plannedStart: dates.day(lot.startJo),
    plannedEnd: dates.day(lot.endJo),
    transferredOn: lot.status === 'FAIT' ? dates.day(lot.endJo) : null,
  });
}

/** What was moved of a lot on a day between its start and its end; the end itself is that of the whole lot. */
function partRecords(context: DemoContext, lots: readonly NumberedLot[], dates: SiteDates): RecordOp[] {
  return context.demo.lotBurnUp.flatMap(({ atJo, serversDone, vmDone, storageTbDone }) => {
    const under = lots.find(({ lot }) => lot.startJo <= atJo && atJo < lot.endJo);
    if (!under) return [];
    const before = lots.filter(({ lot }) => lot.endJo <= atJo).map(({ lot }) => amountsOfLot(lot));
    const done: Amounts = { servers: serversDone, virtualMachines: vmDone, storage: tenths(storageTbDone) };
    return [
      createOp('asset_change', context.newId(), {
        kind: 'transfer',
        day: dates.day(atJo),
        lot: under.id,
        ...subtractAmounts(done, addAmounts(before)),
        reason: `Première partie du lot ${under.lot.number}`,
      }),
    ];
  });
}

/** The lot a change is of is the one that grew by as much. */
function scopeRecord(
  context: DemoContext,
  change: DemoScopeChange,
  lots: readonly NumberedLot[],
  dates: SiteDates,
): RecordOp {
  const grown = lots.find(
    ({ lot }) =>
      change.deltaServers !== 0 && lot.serversCurrent - lot.serversBaseline === change.deltaServers,
  );
  return createOp('asset_change', context.newId(), {
    kind: 'scope',
    day: dates.day(change.atJo),
    lot: grown?.id ?? null,
    servers: change.deltaServers,
    virtualMachines: change.deltaVm,
    storage: tenths(change.deltaStorageTb),
    reason: change.label,
    author: idIn(context.people, change.requestedBy),
    unplanned: change.planned ? null : 1,
    delay: change.effectJo === 0 ? null : change.effectJo,
  });
}

function amountsOfLot({ serversBaseline, vm, storageTb }: DemoLot): Amounts {
  return { servers: serversBaseline, virtualMachines: vm, storage: tenths(storageTb) };
}

function tenths(terabytes: number): number {
  return Math.round(terabytes * 10);
}
