/** What the campaign's bundle puts into the product's code: see build/campaign-bundle.mjs. */
import { hash } from 'node:crypto';
import { seededRandom } from '../../db/seed/seeded-random.ts';

interface Switches {
  /** Name of the safeguard switched off. */
  off: string | null;
  /** Compressed parts stand in a file as they are. */
  plain: boolean;
  /** Who acts now runs an older version of the application: see build/campaign-bundle.mjs. */
  older: boolean;
  /** Level of compression. */
  level: number;
  /** Id of a new incarnation. */
  id(): Buffer;
  /**
   * Stands in for a signature while nobody forges any: as long as one, and the same for the same key and bytes alone.
   * Null where keys sign themselves.
   */
  sign(publicKey: Uint8Array, data: Uint8Array): Buffer | null;
}

let random = seededRandom(1);

const switches: Switches = {
  off: null,
  plain: false,
  older: false,
  level: 19,
  id: () => {
    const id = Buffer.alloc(16);
    random.fill(id);
    return id;
  },
  sign: () => null,
};

/** Counters of the branches reached, in a bundle that has them; reset by who reads them. */
export const { reached } = globalThis as unknown as { reached: Uint32Array };
Object.assign(globalThis, { campaign: switches });

export function switchOff(name: string | null): void {
  switches.off = name;
}

/** Starts the ids of incarnations anew, so that a history can be lived again. */
export function seedIds(seed: number): void {
  random = seededRandom(seed);
}

/** Spares the curve and the slow search for the smallest body, which cost more than all the rest of taking a file. */
export function beQuick(quickly: boolean): void {
  switches.level = quickly ? 1 : 19;
  switches.sign = (publicKey, data) =>
    quickly ? hash('sha512', Buffer.concat([publicKey, data]), 'buffer') : null;
}

/** Says which version of the application whoever acts from now on runs. */
export function runOlder(older: boolean): void {
  switches.older = older;
}

/** Lets mutated bytes come past signatures and compression. */
export function readPlainly(): void {
  switches.off = 'signatures';
  switches.plain = true;
}
