/** What the campaign's bundle puts into the product's code: see build/campaign-bundle.mjs. */
import { seededRandom } from '../../db/seed/seeded-random.ts';

interface Switches {
  /** Name of the safeguard switched off. */
  off: string | null;
  /** Compressed parts stand in a file as they are. */
  plain: boolean;
  /** Id of a new incarnation. */
  id(): Buffer;
}

let random = seededRandom(1);

const switches: Switches = {
  off: null,
  plain: false,
  id: () => {
    const id = Buffer.alloc(16);
    random.fill(id);
    return id;
  },
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

/** Lets mutated bytes come past signatures and compression. */
export function readPlainly(): void {
  switches.off = 'signatures';
  switches.plain = true;
}
