import { getLogState, listReplicas } from '../log-state.ts';
import type { ReadDb } from '../sqlite.ts';
import type { SaveRange } from '../write/local-tables.ts';

/** How far each incarnation (local ordinal) is held in sealed segments: to be asked before a file is taken. */
export function heldBefore(db: ReadDb): ReadonlyMap<number, number> {
  return new Map(listReplicas(db).map(({ ord, sealed }) => [ord, sealed]));
}

/**
 * The saves that came since. The own incarnation is left out: what it has not sealed yet was here all along, under a
 * former incarnation where this one was begun by the very file. `parted`: saves kept of histories that were withdrawn.
 */
export function broughtSaves(
  db: ReadDb,
  before: ReadonlyMap<number, number>,
  parted: ReadonlyMap<number, number> = new Map(),
): SaveRange[] {
  const { own } = getLogState(db);
  return listReplicas(db).flatMap(({ ord, sealed }) => {
    const held = parted.get(ord) ?? before.get(ord) ?? 0;
    return ord === own || sealed <= held ? [] : [{ rep: ord, from: held + 1, to: sealed }];
  });
}
