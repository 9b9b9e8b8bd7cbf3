/** What opening a workspace does to its log: recognises one that was put back, copied or moved. */
import { randomUUID } from 'node:crypto';
import { restoreReason, type BootFile } from '../boot-file.ts';
import { getHaveVector, getLogState, getOwnReplica } from '../log-state.ts';
import type { ReadDb, WriteDb } from '../sqlite.ts';
import { adoptKey, ensureFirstIncarnation, startIncarnation } from './own-incarnation.ts';

/** Where a workspace is opened, and what is remembered there outside of it. */
export interface OpeningPlace {
  readonly machine: string;
  readonly folder: string;
  /** The side file; null when missing or unreadable. */
  readBoot(): BootFile | null;
  writeBoot(boot: BootFile): void;
}

/**
 * Recognises a restored or copied workspace, and renews the value shared with the side file. Answers whether own saves
 * went over to another key.
 */
export function enterWorkspace(db: WriteDb, place: OpeningPlace, publicKey: Buffer | null): boolean {
  const boot = randomUUID();
  const fresh = db.connection.prepare('SELECT 1 FROM log_state').get() === undefined;
  ensureFirstIncarnation(db, boot, publicKey);
  if (!fresh) {
    const found = bootOf(db, place);
    const reason = restoreReason(place.readBoot(), found);
    if (reason) startIncarnation(db, publicKey, reason);
    const { have, ...renewed } = bootOf(db, place);
    place.writeBoot({ ...renewed, boots: [found.boot, boot], highWater: have });
    db.connection.prepare('UPDATE log_state SET boot = ?').run(boot);
  }
  const isRekeyed = publicKey !== null && adoptKey(db, publicKey);
  writeBootState(db, place);
  return isRekeyed;
}

/** Notes in the side file how far the own saves have gone. */
export function writeBootState(db: ReadDb, place: OpeningPlace): void {
  const { boot, have, ...rest } = bootOf(db, place);
  place.writeBoot({ ...rest, boots: [boot], highWater: have });
}

function bootOf(db: ReadDb, { machine, folder }: OpeningPlace) {
  const { id, have, sealed } = getOwnReplica(db);
  return {
    boot: getLogState(db).boot,
    machine,
    folder,
    have,
    sealed,
    held: [...getHaveVector(db).values()].reduce((sum, seq) => sum + seq, 0),
    incarnation: id.toString('hex'),
  };
}
