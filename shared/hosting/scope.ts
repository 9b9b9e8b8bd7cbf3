/**
 * What hosting lots move, and what became of it: how much was planned, how much it is now, how much stands at the host.
 * Nothing of this is stored: a lot says what was planned and when it was transferred, the log of changes the rest.
 */
import { daysBetween, type IsoDate } from '../domain/iso-date.ts';
import type { assetChangeKinds } from '../domain/registry.ts';

/** What is counted; storage in tenths of a terabyte. */
export const measures = ['servers', 'virtualMachines', 'storage'] as const;
export type Measure = (typeof measures)[number];
export type Amounts = Readonly<Record<Measure, number>>;

export type AssetChangeKind = (typeof assetChangeKinds)[number];

export const lotStatuses = ['to_come', 'in_progress', 'done'] as const;
export type LotStatus = (typeof lotStatuses)[number];

export interface LotFacts {
  readonly id: string;
  readonly planned: Amounts;
  readonly plannedStart: IsoDate | null;
  readonly plannedEnd: IsoDate | null;
  /** Day the whole of it stood at the host. */
  readonly transferredOn: IsoDate | null;
}

export interface AssetChangeFacts {
  readonly kind: AssetChangeKind;
  readonly day: IsoDate;
  /** Null where no lot is named. */
  readonly lotId: string | null;
  readonly amounts: Amounts;
}

/** One lot on a day. */
export interface LotStanding {
  readonly current: Amounts;
  readonly transferred: Amounts;
  readonly status: LotStatus;
  /** Not done, and its planned day has passed. */
  readonly late: boolean;
}

/** The whole on one day; `transferred` is null on days to come. */
export interface BurnUpPoint {
  readonly day: IsoDate;
  readonly planned: Amounts;
  readonly scope: Amounts;
  readonly transferred: Amounts | null;
}

export interface ScopeTotals {
  readonly planned: Amounts;
  readonly current: Amounts;
  readonly transferred: Amounts;
}

export const nothing: Amounts = { servers: 0, virtualMachines: 0, storage: 0 };

/** Sum of amounts, each kind by itself. */
export function addAmounts(parts: readonly Amounts[]): Amounts {
  const sum = { ...nothing };
  for (const part of parts) for (const measure of measures) sum[measure] += part[measure];
  return sum;
}

/** What is left of amounts once others are taken away. */
export function subtractAmounts(from: Amounts, other: Amounts): Amounts {
  return {
    servers: from.servers - other.servers,
    virtualMachines: from.virtualMachines - other.virtualMachines,
    storage: from.storage - other.storage,
  };
}

/** Where a lot stands on a day, its own changes up to that day counted. */
export function lotStanding(
  lot: LotFacts,
  changes: readonly AssetChangeFacts[],
  today: IsoDate,
): LotStanding {
  const own = changes.filter(({ lotId }) => lotId === lot.id);
  const transferred = transferredOf(lot, own, today);
  const isDone = lot.transferredOn !== null && lot.transferredOn <= today;
  const hasBegun = measures.some((measure) => transferred[measure] > 0);
  return {
    current: scopeOf(lot, own, today),
    transferred,
    status: isDone ? 'done' : hasBegun ? 'in_progress' : 'to_come',
    late: !isDone && lot.plannedEnd !== null && lot.plannedEnd < today,
  };
}

/** All lots together on a day, with the changes that name none. */
export function scopeTotals(
  lots: readonly LotFacts[],
  changes: readonly AssetChangeFacts[],
  today: IsoDate,
): ScopeTotals {
  const known = new Set(lots.map(({ id }) => id));
  const loose = changes.filter(({ lotId, day }) => (lotId === null || !known.has(lotId)) && day <= today);
  const ofKind = (wanted: AssetChangeKind) =>
    loose.filter(({ kind }) => kind === wanted).map(({ amounts }) => amounts);
  const standings = lots.map((lot) => lotStanding(lot, changes, today));
  return {
    planned: addAmounts(lots.map(({ planned }) => planned)),
    current: addAmounts([...standings.map(({ current }) => current), ...ofKind('scope')]),
    transferred: addAmounts([...standings.map(({ transferred }) => transferred), ...ofKind('transfer')]),
  };
}

/** The course of the whole: a point for each day on which something was planned, changed or moved, and for today. */
export function burnUp(
  lots: readonly LotFacts[],
  changes: readonly AssetChangeFacts[],
  today: IsoDate,
): BurnUpPoint[] {
  const days = new Set<IsoDate>([today]);
  for (const { plannedStart, plannedEnd, transferredOn } of lots) {
    if (plannedStart !== null) days.add(plannedStart);
    if (plannedEnd !== null) days.add(plannedEnd);
    if (transferredOn !== null && transferredOn <= today) days.add(transferredOn);
  }
  for (const { day } of changes) if (day <= today) days.add(day);
  return [...days].toSorted().map((day) => {
    const { current, transferred } = scopeTotals(lots, changes, day < today ? day : today);
    return {
      day,
      planned: addAmounts(lots.map((lot) => plannedBy(lot, day))),
      scope: current,
      transferred: day <= today ? transferred : null,
    };
  });
}

/** What of a lot was planned to be moved by a day: evenly from its start to its end, all at once without a start. */
function plannedBy({ planned, plannedStart, plannedEnd }: LotFacts, day: IsoDate): Amounts {
  if (plannedEnd === null || (plannedStart ?? plannedEnd) > day) return nothing;
  if (plannedEnd <= day || plannedStart === null) return planned;
  const share = daysBetween(plannedStart, day) / daysBetween(plannedStart, plannedEnd);
  const part = (amount: number): number => Math.round(amount * share);
  return {
    servers: part(planned.servers),
    virtualMachines: part(planned.virtualMachines),
    storage: part(planned.storage),
  };
}

function scopeOf(lot: LotFacts, own: readonly AssetChangeFacts[], day: IsoDate): Amounts {
  const changed = own.filter((change) => change.kind === 'scope' && change.day <= day);
  return addAmounts([lot.planned, ...changed.map(({ amounts }) => amounts)]);
}

/** A lot transferred counts whole from its day on; before it, what was said of its parts. */
function transferredOf(lot: LotFacts, own: readonly AssetChangeFacts[], day: IsoDate): Amounts {
  const parts = own.filter((change) => change.kind === 'transfer' && change.day <= day);
  const { transferredOn } = lot;
  if (transferredOn === null || transferredOn > day) return addAmounts(parts.map(({ amounts }) => amounts));
  const later = parts.filter((change) => change.day > transferredOn);
  return addAmounts([scopeOf(lot, own, transferredOn), ...later.map(({ amounts }) => amounts)]);
}
