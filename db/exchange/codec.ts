import { createHash } from 'node:crypto';
import {
  brotliCompressSync,
  brotliDecompressSync,
  constants,
  zstdCompressSync,
  zstdDecompressSync,
} from 'node:zlib';
import { dayFromIso, isoFromDay } from '../../shared/domain/iso-date.ts';
import { ContainerError, LIMITS } from '../../shared/exchange/container.ts';
import { fromFormZero } from '../../shared/exchange/body-form-zero.ts';
import { TAIL } from '../../shared/exchange/body-columns.ts';
import { ByteReader, ByteWriter } from '../../shared/exchange/bytes.ts';
import type { DayCodec, EncodedBody } from '../../shared/exchange/segment-body.ts';

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
  return inflate(zstdDecompressSync, body, rawLength);
}

/** How the columns of a body are compressed; the first byte of a zstd frame stands for a body of form 0. */
const BODY_CODECS = { zstd: 1, brotli: 2, formZero: 0x28 } as const;
/** Brotli is a tenth smaller and several times slower: for what a site does in a week, not for a whole group. */
const BROTLI_UP_TO = 1 << 16;

/** The bytes of a segment's body: codec, number of ids and their ends, columns. */
export function packBody({ json, tails }: EncodedBody): {
  readonly body: Buffer;
  readonly rawLength: number;
} {
  const raw = Buffer.from(json);
  const small = raw.length <= BROTLI_UP_TO;
  const head = new ByteWriter()
    .varint(small ? BODY_CODECS.brotli : BODY_CODECS.zstd)
    .varint(tails.length / TAIL)
    .bytes(tails)
    .finish();
  const packed = small
    ? brotliCompressSync(raw, { params: { [constants.BROTLI_PARAM_SIZE_HINT]: raw.length } })
    : compress(raw);
  return { body: Buffer.concat([head, packed]), rawLength: raw.length };
}

/** A body sealed before container 0.4. */
export function isFormZero(body: Uint8Array): boolean {
  return body[0] === BODY_CODECS.formZero;
}

/**
 * Undoes `packBody`; `rawLength` is what the columns must come to.
 * @throws ContainerError, RangeError or ZodError
 */
export function unpackBody(body: Uint8Array, rawLength: number): EncodedBody {
  if (isFormZero(body)) return fromFormZero(decompress(body, rawLength).toString('utf8'));
  const reader = new ByteReader(body);
  const codec = reader.varint(0x7f);
  const tails = reader.bytes(reader.varint(body.length) * TAIL);
  const packed = reader.rest();
  if (codec !== BODY_CODECS.zstd && codec !== BODY_CODECS.brotli)
    throw new ContainerError('file-newer', `unknown compression ${codec}`);
  const run = codec === BODY_CODECS.zstd ? zstdDecompressSync : brotliDecompressSync;
  return { json: inflate(run, packed, rawLength).toString('utf8'), tails };
}

type Inflate = (packed: Uint8Array, options: { maxOutputLength: number }) => Buffer;

function inflate(run: Inflate, packed: Uint8Array, rawLength: number): Buffer {
  if (rawLength > LIMITS.raw) throw new ContainerError('file-damaged', 'larger than a body may be');
  let raw: Buffer;
  try {
    raw = run(packed, { maxOutputLength: Math.max(rawLength, 1) });
  } catch (error) {
    throw new ContainerError('file-damaged', `compression: ${(error as Error).message}`);
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
