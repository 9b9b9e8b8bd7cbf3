/** Where the history a file tells of an incarnation parts from the one held here, and the refusal that says so. */
import { AppError } from '../../shared/rpc/app-error.ts';
import type { ExchangeFile, FileSegment } from '../exchange/read-exchange-file.ts';
import { getLogState, holdsSegment, listReplicas } from '../log-state.ts';
import type { WriteGate } from './write-gate.ts';

/** Two histories of one incarnation: the one held here, and the one of a file. */
export interface Parting {
  /** Incarnation that forked, 32 hex digits. */
  readonly replica: string;
  /** First save of the segment in which they part; 0 while the file tells only later ones. */
  readonly firstSave: number;
  /** Last save the file tells of it. */
  readonly lastSave: number;
  /** It is the present incarnation of this post. */
  readonly own: boolean;
}

/** Nothing was changed: somebody wrote two histories under the same numbers. */
export class ForkError extends AppError {
  readonly parting: Parting;

  constructor(parting: Parting) {
    super('refused', {
      key: parting.own ? 'error.forked-here' : 'error.forked-history',
      details: { post: parting.replica.slice(0, 8), from: parting.firstSave || parting.lastSave },
    });
    this.parting = parting;
  }
}

const NO_HASH = Buffer.alloc(32);

/** Where a file parts from what is held; null where it does not. */
export function partingOf(gate: WriteGate, file: ExchangeFile, id: string): Parting | null {
  const replica = listReplicas(gate.db).find((known) => known.id.toString('hex') === id);
  if (!replica) return null;
  const segments = file.segments.filter((segment) => segment.replica.id === id);
  const strange = segments.find((segment) => !holdsSegment(gate.db, segment.hash));
  if (!strange) return null;
  if (strange.from > replica.sealed && strange.previous.equals(replica.headHash)) return null;
  return {
    replica: id,
    firstSave: startsWhereHeld(gate, replica.ord, strange) ? strange.from : 0,
    lastSave: segments.at(-1)?.to ?? strange.to,
    own: replica.ord === getLogState(gate.db).own,
  };
}

/** A segment that follows one held here and stands where another one is held. */
function startsWhereHeld(gate: WriteGate, rep: number, { from, previous }: FileSegment): boolean {
  if (from === 1) return previous.equals(NO_HASH);
  return (
    gate
      .statement('SELECT 1 FROM segment WHERE rep = ? AND to_seq = ? AND hash = ?')
      .get(rep, from - 1, previous) !== undefined
  );
}
