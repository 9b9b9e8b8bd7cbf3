/**
 * An extract, `.jalon` too: what somebody outside the group is to see of its plan, signed and read-only. It holds words,
 * not rows: no segment, no id, nobody's name; nothing of it can be imported. Laid out in docs/exchange-format.md.
 */
import { z } from 'zod';
import { ByteReader, ByteWriter } from './bytes.ts';
import { ContainerError, LIMITS, openPrefix, unpacksReasonably, withPrefix } from './container.ts';

export const extractScopes = ['editor', 'host', 'partner', 'authority'] as const;

const day = z.iso.date().nullable();
const text = z.string().max(2000);
const milestoneSchema = z
  .object({
    label: text,
    kind: z.enum(['task', 'gate', 'milestone']),
    status: text.nullable(),
    start: day,
    end: day,
  })
  .strict();
export const extractLineSchema = z
  .object({
    domain: text,
    establishment: text,
    stage: text.nullable(),
    current: text.nullable(),
    target: text.nullable(),
    wave: z.number().int().nullable(),
    milestones: z.array(milestoneSchema).max(10_000),
  })
  .strict();
/** What it says: one line for each deployment, in the words its sender shows. */
export const extractBodySchema = z
  .object({
    scope: z.enum(extractScopes),
    /** Editor, host or partner it is for; empty for the authority. */
    name: text,
    dataDate: day,
    lines: z.array(extractLineSchema).max(100_000),
  })
  .strict();
export type ExtractBody = z.infer<typeof extractBodySchema>;

export interface ExtractHeader {
  readonly group: Uint8Array;
  readonly groupName: string;
  /** Establishment it was written at, in words. */
  readonly from: string;
  /** UTC ms. */
  readonly writtenAt: number;
  readonly publicKey: Uint8Array;
  readonly bodyLength: number;
  readonly rawLength: number;
  /** SHA-256 of the body as it stands in the file. */
  readonly bodyHash: Uint8Array;
}

const SIGNATURE = 64;

/** Bytes its sender signs: magic, version, kind, length and header. */
export function encodeExtractHeader(header: ExtractHeader): Uint8Array {
  const writer = new ByteWriter()
    .bytes(header.group)
    .text(header.groupName)
    .text(header.from)
    .varint(header.writtenAt)
    .bytes(header.publicKey)
    .varint(header.bodyLength)
    .varint(header.rawLength)
    .bytes(header.bodyHash);
  return withPrefix('extract', writer.finish());
}

export interface ExtractFile {
  readonly header: ExtractHeader;
  readonly signed: Uint8Array;
  readonly signature: Uint8Array;
  /** Packed. */
  readonly body: Uint8Array;
}

/**
 * Takes an extract apart; nothing is verified yet but lengths and bounds.
 * @throws ContainerError
 */
export function decodeExtract(file: Uint8Array): ExtractFile {
  const { kind, signed, header, rest } = openPrefix(file);
  if (kind !== 'extract') throw new ContainerError('file-not-jalon', 'an exchange file, not an extract');
  try {
    const reader = new ByteReader(header);
    const found: ExtractHeader = {
      group: reader.bytes(16),
      groupName: reader.text(1000),
      from: reader.text(1000),
      writtenAt: reader.varint(),
      publicKey: reader.bytes(32),
      bodyLength: reader.varint(LIMITS.body),
      rawLength: reader.varint(LIMITS.raw),
      bodyHash: reader.bytes(32),
    };
    if (!reader.atEnd || !unpacksReasonably(found.bodyLength, found.rawLength))
      throw new ContainerError('file-damaged', 'header of an extract');
    const content = new ByteReader(rest);
    const signature = content.bytes(SIGNATURE);
    const body = content.bytes(found.bodyLength);
    if (!content.atEnd) throw new ContainerError('file-damaged', 'trailing bytes');
    return { header: found, signed, signature, body };
  } catch (error) {
    if (error instanceof RangeError || error instanceof TypeError)
      throw new ContainerError('file-damaged', error.message);
    throw error;
  }
}
