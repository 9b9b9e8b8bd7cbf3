/** What the campaign's bundle puts into the product's code: see build/campaign-bundle.mjs. */
import { seededRandom } from '../../db/seed/seeded-random.ts';

interface Switches {
  /** Name of the safeguard switched off. */
  off: string | null;
  /** Id of a new incarnation. */
  id(): Buffer;
}

let random = seededRandom(1);

const switches: Switches = {
  off: null,
  id: () => {
    const id = Buffer.alloc(16);
    random.fill(id);
    return id;
  },
};
Object.assign(globalThis, { campaign: switches });

export function switchOff(name: string | null): void {
  switches.off = name;
}

/** Starts the ids of incarnations anew, so that a history can be lived again. */
export function seedIds(seed: number): void {
  random = seededRandom(seed);
}
