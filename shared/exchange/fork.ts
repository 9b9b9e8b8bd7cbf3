/**
 * One incarnation, two histories: a machine was put back whole, or copied whole, and nothing on it showed. Its owner
 * withdraws one of them and goes on with its saves under a new incarnation; whoever had taken the withdrawn one reads
 * what it holds again, with the names of the other. Signed bytes stay as they are: only how they are read changes.
 */
import type { FieldValue } from '../domain/registry.ts';
import type { Dot, PortableOp, PortableSave } from './segment-body.ts';

export interface Fork {
  /** Incarnation that forked; incarnations are 32 hex digits. */
  readonly incarnation: string;
  /** First segment of the withdrawn history, 64 hex digits, and its first save. */
  readonly hash: string;
  readonly firstSave: number;
  /** Last save both histories have; those after it were withdrawn. */
  readonly common: number;
  /** Incarnation that goes on: its save 1 says so, save n stands for the withdrawn save common + n − 1. */
  readonly successor: string;
  /** Incarnations that had taken the withdrawn history: up to which of their saves they mean that one. */
  readonly readers: ReadonlyMap<string, number>;
}

/** A save of `incarnation` with the names every post gives to what its author meant. */
export function readAs(forks: readonly Fork[], incarnation: string, save: PortableSave): PortableSave {
  return forks.filter(({ readers }) => save.seq <= (readers.get(incarnation) ?? 0)).reduce(readAcross, save);
}

function readAcross(save: PortableSave, fork: Fork): PortableSave {
  return {
    ...save,
    author: save.author && readDot(fork, save.author),
    context: readContext(fork, save.context),
    ops: save.ops.map((op) => readOp(fork, op)),
  };
}

/** What somebody had seen who had taken the withdrawn history. */
export function readContext(
  { incarnation, common, successor }: Pick<Fork, 'incarnation' | 'common' | 'successor'>,
  context: ReadonlyMap<string, number>,
): ReadonlyMap<string, number> {
  const seen = context.get(incarnation) ?? 0;
  if (seen <= common) return context;
  const read = new Map(context);
  if (common > 0) read.set(incarnation, common);
  else read.delete(incarnation);
  return read.set(successor, Math.max(seen - common + 1, context.get(successor) ?? 0));
}

/**
 * A vector that a save of `incarnation` spells as a value, with the numbers every post gives to what it meant. The owner
 * of a withdrawn history spells that one until it goes on: it has no saves of the incarnation it goes on under then.
 */
export function readSpelled(
  forks: readonly Fork[],
  { incarnation, seq }: { readonly incarnation: string; readonly seq: number },
  spelled: ReadonlyMap<string, number>,
): ReadonlyMap<string, number> {
  const meant = ({ successor, readers }: Fork): boolean =>
    successor === incarnation ? !spelled.has(successor) : seq <= (readers.get(incarnation) ?? 0);
  return forks.filter(meant).reduce((read, fork) => readContext(fork, read), spelled);
}

function readOp(fork: Fork, op: PortableOp): PortableOp {
  const fields = op.fields.map((field) => ({ ...field, value: readValue(fork, field.value) }));
  return { ...op, row: op.row && readDot(fork, op.row), fields };
}

function readValue(fork: Fork, value: FieldValue | Dot): FieldValue | Dot {
  return value !== null && typeof value === 'object' ? readDot(fork, value) : value;
}

function readDot({ incarnation, common, successor }: Fork, dot: Dot): Dot {
  if (dot.rep !== incarnation || dot.seq <= common) return dot;
  return { rep: successor, seq: dot.seq - common + 1, idx: dot.idx };
}

/** A withdrawn save as its author goes on with it: it has seen what it had seen. */
export function continueAs(fork: Fork, save: PortableSave): PortableSave {
  const { common, incarnation } = fork;
  const seq = save.seq - common + 1;
  const seen = save.seq - 1 - save.ownLag;
  const context = new Map(save.context);
  context.delete(incarnation);
  if (Math.min(seen, common) > 0) context.set(incarnation, Math.min(seen, common));
  const read = readAcross({ ...save, context }, fork);
  return { ...read, seq, ownLag: seen > common ? save.ownLag : seq - 1 };
}

/** True for a save that is the very same in both histories: sealed twice, made once. */
export function isSameSave(one: PortableSave, other: PortableSave): boolean {
  return spell(one) === spell(other);
}

function spell(save: PortableSave): string {
  const { seq, ms, cnt, author, ownLag, ops } = save;
  return JSON.stringify([seq, ms, cnt, author, ownLag, ops.map(spellOp)]);
}

function spellOp({ table, row, uuid, fields }: PortableOp): unknown {
  return [
    table,
    row,
    uuid,
    fields.toSorted((a, b) => a.field - b.field).map(({ field, value }) => [field, value]),
  ];
}
