import { hexOfByte } from './hex.ts';

/** Fills an array with random bytes. */
export type FillRandom = (bytes: Uint8Array) => void;
/** Answers the time as milliseconds since 1970-01-01 UTC. */
export type Clock = () => number;

const canonicalUuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const randomBytesPerId = 10;
const poolSize = randomBytesPerId * 400;
const counterLimit = 0x1000;

/** Whether a text is a UUID in the form rows use: lower case, with hyphens. */
export function isUuid(text: string): boolean {
  return canonicalUuid.test(text);
}

/**
 * A maker of version 7 UUIDs: 48 bits of time in ms, a 12-bit counter that keeps ids of the same ms in order, 62
 * random bits. Ids of one maker always grow, even when the clock goes back or the counter runs out.
 */
export function createUuidV7(clock: Clock, fillRandom: FillRandom): () => string {
  const pool = new Uint8Array(poolSize);
  let used = poolSize;
  let time = -1;
  let counter = 0;

  const nextRandom = (): number => {
    if (used >= poolSize) {
      fillRandom(pool);
      used = 0;
    }
    return pool[used++] ?? 0;
  };
  const tick = (): void => {
    const now = clock();
    if (now > time) {
      time = now;
      // Half of the range stays free for further ids of the same ms.
      counter = ((nextRandom() << 8) | nextRandom()) & 0x7ff;
    } else if (++counter >= counterLimit) {
      time++;
      counter = 0;
    }
  };

  return () => {
    tick();
    const bytes = new Uint8Array(16);
    writeTime(bytes, time);
    bytes[6] = 0x70 | (counter >> 8);
    bytes[7] = counter & 0xff;
    for (let i = 8; i < 16; i++) bytes[i] = nextRandom();
    return formatUuid(bytes, 7);
  };
}

/** Text of the 16 bytes of a UUID, with its version and the RFC 9562 variant written in. */
export function formatUuid(bytes: Uint8Array, version: number): string {
  let text = '';
  for (let i = 0; i < 16; i++) {
    if (i === 4 || i === 6 || i === 8 || i === 10) text += '-';
    text += hexOfByte[markedByte(bytes[i] ?? 0, i, version)];
  }
  return text;
}

function markedByte(byte: number, index: number, version: number): number {
  if (index === 6) return (byte & 0x0f) | (version << 4);
  return index === 8 ? (byte & 0x3f) | 0x80 : byte;
}

function writeTime(bytes: Uint8Array, time: number): void {
  let rest = time;
  for (let i = 5; i >= 0; i--) {
    bytes[i] = rest % 256;
    rest = Math.floor(rest / 256);
  }
}
