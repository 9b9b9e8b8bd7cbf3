/**
 * The container of an exchange file, `.jalon`: header, sender's signature, sealed segments, personal block.
 * Pure layout; hashing, signing and compressing are done in `db/exchange`. Described byte by byte in
 * docs/exchange-format.md.
 */
import { hexOfBytes } from '../domain/hex.ts';
import { ByteReader, ByteWriter } from './bytes.ts';

/** High bit, letters, CR LF, end of text, LF: damage by text-mode transfer shows in the first bytes. */
export const MAGIC = Uint8Array.of(0x8a, 0x43, 0x56, 0x58, 0x0d, 0x0a, 0x1a, 0x0a);
export const FORMAT_MAJOR = 0;
export const FORMAT_MINOR = 4;
export const FILE_EXTENSION = 'jalon';

/** What a file is: saves for the posts of a group, or a read-only extract for somebody outside it. */
export const FILE_KINDS = { exchange: 1, extract: 2 } as const;
export type FileKind = keyof typeof FILE_KINDS;

/** Bounds a reader holds a file to before believing anything in it. */
export const LIMITS = {
  file: 64 << 20,
  header: 16 << 20,
  replicas: 4096,
  segments: 200_000,
  parts: 10_000,
  body: 16 << 20,
  raw: 64 << 20,
  /** A body may unpack to this many times its size; a small one to `freely` bytes whatever its size. */
  ratio: 200,
  freely: 4 << 20,
  // Sheets of issued reports are among it, some hundred kilobytes each.
  personal: 32 << 20,
} as const;

const SIGNATURE = 64;
/** Bytes of an id, and the fewest of them that name one the receiver holds. */
const ID = 16;
const NAME = 4;
const PREFIX = MAGIC.length + 3 + 4;

/** What a post says of one of its incarnations, signed with its key. */
export interface Certificate {
  readonly publicKey: Uint8Array;
  /** Establishment the post stands at, all zero when none was chosen. */
  readonly site: Uint8Array;
  /** Incarnation it goes on from, all zero for a first one. */
  readonly previous: Uint8Array;
  readonly reason: string;
  readonly signature: Uint8Array;
}

export interface HeaderReplica {
  /** All 16 bytes with a certificate; without one, the receiver knows it by the first `nameLength` of the header. */
  readonly id: Uint8Array;
  /** Absent once the receiver is known to hold it. */
  readonly certificate: Certificate | null;
  /** Needed to apply the file: held up to here. */
  readonly base: number;
  /** Held after it; the sender's own acknowledgement. */
  readonly tip: number;
}

export interface HeaderSegment {
  /** Index in the list of replicas. */
  readonly replica: number;
  readonly from: number;
  readonly to: number;
  readonly bodyLength: number;
  readonly rawLength: number;
  readonly previous: Uint8Array;
}

export interface Header {
  readonly group: Uint8Array;
  /** Index of the sender's incarnation in the list of replicas. */
  readonly sender: number;
  /** UTC ms. */
  readonly writtenAt: number;
  readonly groupName: string;
  /** Person who wrote the file: id of its row, all zero when nobody was named. */
  readonly user: Uint8Array;
  /** Bytes by which incarnations are named that come without a certificate: no two of them begin alike. */
  readonly nameLength: number;
  readonly replicas: readonly HeaderReplica[];
  readonly segments: readonly HeaderSegment[];
  readonly personalLength: number;
  readonly personalRawLength: number;
  /** SHA-256 of the block as it stands in the file; empty when there is none. */
  readonly personalHash: Uint8Array;
  /** What a reader must know to apply the file; an unknown one means an update is needed. */
  readonly capabilities: readonly string[];
  /** Which part of a divided file this is; null for a whole one, whose tips say all that the sender holds. */
  readonly part: FilePart | null;
}

export interface FilePart {
  /** From 1. */
  readonly number: number;
  readonly of: number;
  /** What the sender holds of each incarnation, in their order; at least its tip. */
  readonly held: readonly number[];
}

/** Fewest first bytes that tell ids apart, and no fewer than leave room for those the writer does not know. */
export function nameLengthOf(ids: readonly Uint8Array[]): number {
  const begins = (length: number) => new Set(ids.map((id) => hexOfBytes(id.subarray(0, length)))).size;
  let length = NAME;
  while (length < ID && begins(length) < ids.length) length++;
  return length;
}

/** Bytes signed by the sender: magic, version, length and header. */
export function encodeHeader(header: Header): Uint8Array {
  const writer = new ByteWriter();
  writer.varint(header.capabilities.length);
  for (const capability of header.capabilities) writer.text(capability);
  writer.bytes(header.group).varint(header.writtenAt).text(header.groupName).bytes(header.user);
  writer.varint(header.nameLength).varint(header.replicas.length).varint(header.sender);
  for (const { id, certificate, base, tip } of header.replicas) {
    writer.varint((tip - base) * 2 + (certificate ? 1 : 0)).varint(base);
    writer.bytes(certificate ? id : id.subarray(0, header.nameLength));
    if (certificate) writeCertificate(writer, certificate);
  }
  writer.varint(header.segments.length);
  for (const segment of header.segments) {
    writer
      .varint(segment.replica)
      .varint(segment.from)
      .varint(segment.to - segment.from);
    writer.varint(segment.bodyLength).varint(segment.rawLength).bytes(segment.previous);
  }
  writer.varint(header.personalLength);
  if (header.personalLength > 0) writer.varint(header.personalRawLength).bytes(header.personalHash);
  writer.varint(header.part?.number ?? 0);
  if (header.part) {
    writer.varint(header.part.of);
    for (const [index, replica] of header.replicas.entries())
      writer.varint((header.part.held[index] ?? replica.tip) - replica.tip);
  }
  return withPrefix('exchange', writer.finish());
}

/** A header behind magic, version, kind and its length. */
export function withPrefix(kind: FileKind, header: Uint8Array): Uint8Array {
  const prefix = new Uint8Array(PREFIX);
  prefix.set(MAGIC);
  prefix.set([FORMAT_MAJOR, FORMAT_MINOR, FILE_KINDS[kind]], MAGIC.length);
  new DataView(prefix.buffer).setUint32(MAGIC.length + 3, header.length, true);
  return concat([prefix, header]);
}

function writeCertificate(writer: ByteWriter, certificate: Certificate): void {
  writer.bytes(certificate.publicKey).bytes(certificate.site).bytes(certificate.previous);
  writer.text(certificate.reason).bytes(certificate.signature);
}

/** A certificate as it is stored and as it stands in a header. */
export function encodeCertificate(certificate: Certificate): Uint8Array {
  const writer = new ByteWriter();
  writeCertificate(writer, certificate);
  return writer.finish();
}

/** Reads `encodeCertificate`; throws RangeError on malformed bytes. */
export function decodeCertificate(bytes: Uint8Array): Certificate {
  return readCertificate(new ByteReader(bytes));
}

/** Bytes a post signs to certify one of its incarnations. */
export function certificateBytes(
  group: Uint8Array,
  id: Uint8Array,
  certificate: Omit<Certificate, 'signature'>,
): Uint8Array {
  return new ByteWriter()
    .text('jalon-incarnation-1')
    .bytes(group)
    .bytes(id)
    .bytes(certificate.publicKey)
    .bytes(certificate.site)
    .bytes(certificate.previous)
    .text(certificate.reason)
    .finish();
}

/** Bytes an incarnation signs to seal a segment; `bodyHash` is SHA-256 of the compressed body. */
export function segmentBytes(
  replica: Uint8Array,
  segment: { from: number; to: number; previous: Uint8Array; rawLength: number },
  bodyHash: Uint8Array,
): Uint8Array {
  return new ByteWriter()
    .text('jalon-segment-1')
    .bytes(replica)
    .varint(segment.from)
    .varint(segment.to)
    .varint(segment.rawLength)
    .bytes(segment.previous)
    .bytes(bodyHash)
    .finish();
}

/** Why a file cannot be read; each has a sentence `error.<code>`. */
export type ContainerFault =
  | 'file-not-jalon'
  | 'file-newer'
  | 'file-damaged'
  | 'file-incomplete'
  | 'file-extract';

export class ContainerError extends Error {
  readonly fault: ContainerFault;

  constructor(fault: ContainerFault, message: string) {
    super(message);
    this.name = 'ContainerError';
    this.fault = fault;
  }
}

export interface Container {
  readonly header: Header;
  /** What the sender signed, and the signature. */
  readonly signed: Uint8Array;
  readonly signature: Uint8Array;
  readonly segments: readonly { readonly signature: Uint8Array; readonly body: Uint8Array }[];
  readonly personal: Uint8Array;
}

/**
 * Takes a file apart. Nothing is verified yet but lengths and bounds; the file must end where it says.
 * @throws ContainerError
 */
export function decodeContainer(file: Uint8Array): Container {
  const { kind, signed, header: headerBytes, rest } = openPrefix(file);
  if (kind !== 'exchange') throw new ContainerError('file-extract', 'an extract, not an exchange file');
  const header = readHeader(headerBytes);
  const reader = new ByteReader(rest);
  try {
    const signature = reader.bytes(SIGNATURE);
    const segments = header.segments.map((segment) => ({
      signature: reader.bytes(SIGNATURE),
      body: reader.bytes(segment.bodyLength),
    }));
    const personal = reader.bytes(header.personalLength);
    if (!reader.atEnd) throw new ContainerError('file-damaged', 'trailing bytes');
    return { header, signed, signature, segments, personal };
  } catch (error) {
    throw asDamage(error);
  }
}

/**
 * Reads what stands before the header: what is signed up to the end of the header, and what follows it.
 * @throws ContainerError
 */
export function openPrefix(file: Uint8Array): {
  kind: FileKind;
  signed: Uint8Array;
  header: Uint8Array;
  rest: Uint8Array;
} {
  if (file.length > LIMITS.file) throw new ContainerError('file-damaged', 'larger than a file may be');
  if (file.length < PREFIX || MAGIC.some((byte, index) => file[index] !== byte))
    throw new ContainerError('file-not-jalon', 'magic');
  assertVersion(file[MAGIC.length] ?? 0, file[MAGIC.length + 1] ?? 0);
  const kind = (Object.keys(FILE_KINDS) as FileKind[]).find(
    (name) => FILE_KINDS[name] === file[MAGIC.length + 2],
  );
  if (!kind) throw new ContainerError('file-newer', 'unknown kind of file');
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  const end = PREFIX + view.getUint32(MAGIC.length + 3, true);
  if (end - PREFIX > LIMITS.header || end + SIGNATURE > file.length)
    throw new ContainerError('file-damaged', 'header cut short');
  const signed = file.slice(0, end);
  return { kind, signed, header: signed.subarray(PREFIX), rest: file.subarray(end) };
}

/** While the major version is 0, each minor one is a form of its own. */
function assertVersion(major: number, minor: number): void {
  if (major > FORMAT_MAJOR || (major === FORMAT_MAJOR && minor > FORMAT_MINOR))
    throw new ContainerError('file-newer', `version ${major}.${minor}`);
  if (major !== FORMAT_MAJOR || minor !== FORMAT_MINOR)
    throw new ContainerError('file-damaged', `version ${major}.${minor} is no longer read`);
}

/** Capabilities this version knows. */
export const KNOWN_CAPABILITIES: readonly string[] = [];

function readHeader(bytes: Uint8Array): Header {
  try {
    const reader = new ByteReader(bytes);
    const capabilities = Array.from({ length: reader.varint(64) }, () => reader.text(64));
    if (capabilities.some((capability) => !KNOWN_CAPABILITIES.includes(capability)))
      throw new ContainerError('file-newer', 'unknown capability');
    const group = reader.bytes(16);
    const writtenAt = reader.varint();
    const groupName = reader.text(1000);
    const user = reader.bytes(16);
    const nameLength = reader.varint(ID);
    if (nameLength < NAME) throw new RangeError('names too short');
    const replicaCount = reader.varint(LIMITS.replicas);
    const sender = reader.varint(replicaCount - 1);
    const replicas = Array.from({ length: replicaCount }, () => readReplica(reader, nameLength));
    const segments = Array.from({ length: reader.varint(LIMITS.segments) }, () =>
      readSegment(reader, replicaCount),
    );
    const personalLength = reader.varint(LIMITS.personal);
    const personalRawLength = personalLength === 0 ? 0 : reader.varint(LIMITS.raw);
    if (!unpacksReasonably(personalLength, personalRawLength)) throw new RangeError('compression ratio');
    const personalHash = reader.bytes(personalLength === 0 ? 0 : 32);
    const part = readPart(reader, replicas);
    if (!reader.atEnd) throw new RangeError('header longer than its content');
    return {
      group,
      sender,
      writtenAt,
      groupName,
      user,
      nameLength,
      replicas,
      segments,
      personalLength,
      personalRawLength,
      personalHash,
      capabilities,
      part,
    };
  } catch (error) {
    throw asDamage(error);
  }
}

function readPart(reader: ByteReader, replicas: readonly HeaderReplica[]): FilePart | null {
  const number = reader.varint(LIMITS.parts);
  if (number === 0) return null;
  const of = reader.varint(LIMITS.parts);
  if (number > of) throw new RangeError('part beyond the last');
  const held = replicas.map(({ tip }) => tip + reader.varint());
  if (!held.every(Number.isSafeInteger)) throw new RangeError('vector out of bounds');
  return { number, of, held };
}

function readReplica(reader: ByteReader, nameLength: number): HeaderReplica {
  const further = reader.varint();
  const base = reader.varint();
  const tip = base + Math.floor(further / 2);
  if (!Number.isSafeInteger(tip)) throw new RangeError('vector out of bounds');
  if (further % 2 === 0) return { id: reader.bytes(nameLength), certificate: null, base, tip };
  const id = reader.bytes(ID);
  return { id, certificate: readCertificate(reader), base, tip };
}

function readCertificate(reader: ByteReader): Certificate {
  return {
    publicKey: reader.bytes(32),
    site: reader.bytes(16),
    previous: reader.bytes(16),
    reason: reader.text(20),
    signature: reader.bytes(SIGNATURE),
  };
}

function readSegment(reader: ByteReader, replicaCount: number): HeaderSegment {
  const replica = reader.varint(replicaCount - 1);
  const from = reader.varint();
  const to = from + reader.varint(1_000_000);
  const bodyLength = reader.varint(LIMITS.body);
  const rawLength = reader.varint(LIMITS.raw);
  if (!unpacksReasonably(bodyLength, rawLength)) throw new RangeError('compression ratio');
  return { replica, from, to, bodyLength, rawLength, previous: reader.bytes(32) };
}

/** Real content repeats itself; only a small file that claims to unpack to very much is suspect. */
export function unpacksReasonably(bytes: number, rawBytes: number): boolean {
  return rawBytes <= Math.max(bytes * LIMITS.ratio, LIMITS.freely);
}

function asDamage(error: unknown): unknown {
  if (error instanceof RangeError || error instanceof TypeError)
    return new ContainerError('file-damaged', error.message);
  return error;
}

/** One array of bytes after the other. */
export function concat(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
