/** The roster as it was worked out from the log, and what the gate keeps of it between saves. */
import type { Stamp } from '../../shared/exchange/register.ts';
import type { PostLevel } from '../../shared/exchange/rights.ts';

interface Dot {
  readonly rep: number;
  readonly seq: number;
}

export interface RosterPost {
  readonly level: PostLevel;
  readonly establishment: string | null;
  readonly revoked: boolean;
  /** People who write there; empty: whoever does. */
  readonly people: ReadonlySet<string>;
}

export interface Assignment {
  readonly domain: string;
  readonly establishment: string | null;
}

export interface Roster {
  /** False while nobody was ever admitted: everyone may write everything but the roster. */
  readonly isOn: boolean;
  /** By public key, 64 hex digits. */
  readonly posts: ReadonlyMap<string, RosterPost>;
  /** By person. */
  readonly assignments: ReadonlyMap<string, readonly Assignment[]>;
}

/** What the gate keeps of it; forgotten when a save touches one of the tables, and after a rollback. */
export interface RosterMemory {
  /** Whether any post was ever admitted, and any save withheld; null where the log was not asked yet. */
  anyPost: boolean | null;
  anyWithheld: boolean | null;
  /** Saves that touch the tables of the roster. */
  saves: Dot[] | null;
  /** Saves by which the group's founder turned rights on; more than one only when two did not know of each other. */
  beginnings: readonly Stamp[] | null;
  readonly seen: Map<string, Roster>;
}

/** Nothing known yet: at opening, and after a rollback. */
export function forgetRoster(memory: RosterMemory): void {
  memory.anyPost = null;
  memory.anyWithheld = null;
  memory.saves = null;
  memory.beginnings = null;
  memory.seen.clear();
}
