import { createHash } from 'node:crypto';
import { constants, zstdCompressSync, zstdDecompressSync } from 'node:zlib';
import { dayFromIso, isoFromDay } from '../../shared/domain/iso-date.ts';
import { ContainerError, LIMITS } from '../../shared/exchange/container.ts';
import type { DayCodec } from '../../shared/exchange/segment-body.ts';

/** Above this the slow level costs seconds for a few percent. */
const SLOW_LEVEL_UP_TO = 1 << 20;

export const dayCodec: DayCodec = { toNumber: dayFromIso, toText: isoFromDay };

/** Compresses with zstd, checksum on: without it most single-bit flips would pass unseen. */
export function compress(raw: Uint8Array): Buffer {
  const level = raw.length <= SLOW_LEVEL_UP_TO ? 19 : 9;
  return zstdCompressSync(raw, {
    params: {
      [constants.ZSTD_c_compressionLevel]: level,
      [constants.ZSTD_c_checksumFlag]: 1,
      [constants.ZSTD_c_contentSizeFlag]: 1,
    },
    // Without it the tables for the largest content are made for every small one.
    pledgedSrcSize: raw.length,
  });
}

/**
 * Decompresses to exactly the declared length.
 * @throws ContainerError `file-damaged`
 */
export function decompress(body: Uint8Array, rawLength: number): Buffer {
  if (rawLength > LIMITS.raw) throw new ContainerError('file-damaged', 'larger than a body may be');
  let raw: Buffer;
  try {
    raw = zstdDecompressSync(body, { maxOutputLength: Math.max(rawLength, 1) });
  } catch (error) {
    throw new ContainerError('file-damaged', `zstd: ${(error as Error).message}`);
  }
  if (raw.length !== rawLength)
    throw new ContainerError('file-damaged', 'length differs from the declared one');
  return raw;
}

export function sha256(...parts: readonly Uint8Array[]): Buffer {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest();
}

/** Short form of a public key, to be read over the phone: `A1B2-C3D4-E5F6`. */
export function fingerprint(publicKey: Uint8Array): string {
  const hex = sha256(publicKey).toString('hex').slice(0, 12).toUpperCase();
  return `${hex.slice(0, 4)}-${hex.slice(4, 8)}-${hex.slice(8)}`;
}
