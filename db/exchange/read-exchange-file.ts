/** Reads an exchange file and believes nothing in it before it is verified: bounds, signatures, lengths, form. */
import {
  certificateBytes,
  ContainerError,
  decodeContainer,
  encodeCertificate,
  segmentBytes,
  type Certificate,
  type Container,
  type Header,
} from '../../shared/exchange/container.ts';
import { type DecodedBody, decodeBody, type PortableSave } from '../../shared/exchange/segment-body.ts';
import { AppError } from '../../shared/rpc/app-error.ts';
import { holdsSegment, listReplicas, type Replica } from '../log-state.ts';
import { namedBefore } from '../write/named-incarnations.ts';
import { verifySignature } from '../post-key.ts';
import type { ReadDb } from '../sqlite.ts';
import { dayCodec, sha256, unpackBody } from './codec.ts';
import { decodePersonalBlock, type PersonalEntry } from './personal-block.ts';

export interface FileReplica {
  /** 32 hex digits; fewer for one that was named briefly and is not known here: saves of it are missing. */
  readonly id: string;
  readonly base: number;
  readonly tip: number;
  /** What the sender holds of it: the tip, but in a part of a divided file. */
  readonly held: number;
  readonly certificate: Certificate | null;
  /** Key by which its segments are verified; null when neither the file nor this workspace knows it. */
  readonly publicKey: Uint8Array | null;
}

/** Saves `from` to `to` of one incarnation as they were sealed. */
export interface SegmentBytes {
  readonly from: number;
  readonly to: number;
  readonly previous: Buffer;
  readonly hash: Buffer;
  readonly signature: Buffer;
  /** Bytes of the body before compression. */
  readonly rawLength: number;
  readonly body: Buffer;
}

export interface FileSegment extends SegmentBytes {
  readonly replica: FileReplica;
  /**
   * Unpacks and decodes the saves; the signature was verified before. Throws AppError `file-damaged`, also where the
   * segments before this one are neither in the file nor held here: it counts on the names they give.
   */
  saves(): readonly PortableSave[];
  /** Incarnations its author has named, this segment included. Throws as `saves`. */
  named(): readonly string[];
}

export interface ExchangeFile {
  readonly hash: Buffer;
  readonly bytes: number;
  readonly header: Header;
  readonly sender: FileReplica;
  readonly replicas: readonly FileReplica[];
  readonly segments: readonly FileSegment[];
  readonly personal: ReadonlyMap<string, PersonalEntry>;
}

/**
 * Opens a file against what this workspace knows of its authors.
 * @throws AppError `file-not-jalon`, `file-newer`, `file-damaged`; `file-incomplete` when it was written for somebody
 * who already knows its authors.
 */
export function readExchangeFile(db: ReadDb, bytes: Uint8Array): ExchangeFile {
  return inWords(() => openContainer(db, bytes, decodeContainer(bytes)));
}

/** A file kept earlier; null when it cannot be read any more (its form is another version's, a key has changed). */
export function readWaitingFile(db: ReadDb, bytes: Uint8Array): ExchangeFile | null {
  try {
    return readExchangeFile(db, bytes);
  } catch (error) {
    if (error instanceof AppError) return null;
    throw error;
  }
}

/** Runs a step of reading; a fault it finds has its sentence. */
function inWords<T>(step: () => T): T {
  try {
    return step();
  } catch (error) {
    if (error instanceof ContainerError)
      throw new AppError(error.fault, { details: { cause: error.message } });
    throw error;
  }
}

function openContainer(db: ReadDb, bytes: Uint8Array, container: Container): ExchangeFile {
  const { header } = container;
  const known = listReplicas(db);
  const replicas = header.replicas.map((replica, index) =>
    toFileReplica(known, header.group, replica, header.part?.held[index] ?? replica.tip),
  );
  if (new Set(replicas.map((replica) => replica.id)).size !== replicas.length)
    throw damaged('incarnation named twice');
  const sender = replicas[header.sender];
  if (!sender?.publicKey) throw unknownAuthor('sender');
  if (!verifySignature(sender.publicKey, container.signed, container.signature))
    throw damaged('signature of the sender');
  const segments: FileSegment[] = [];
  for (const [index, segment] of container.segments.entries())
    segments.push(toSegment(header, replicas, index, segment, segments, db));
  checkRanges(replicas, segments);
  const hasPersonal = container.personal.length > 0;
  if (hasPersonal && !sha256(container.personal).equals(header.personalHash)) throw damaged('personal block');
  return {
    hash: sha256(bytes),
    bytes: bytes.length,
    header,
    sender,
    replicas,
    segments,
    personal: decodePersonalBlock(container.personal, header.personalRawLength),
  };
}

function toFileReplica(
  known: readonly Replica[],
  group: Uint8Array,
  replica: Header['replicas'][number],
  heldBySender: number,
): FileReplica {
  const { certificate } = replica;
  const held = findNamed(known, replica.id);
  // One that is held already was verified when it came.
  if (certificate && !held?.certificate?.equals(encodeCertificate(certificate))) {
    const content = certificateBytes(group, replica.id, certificate);
    if (!verifySignature(certificate.publicKey, content, certificate.signature)) throw damaged('certificate');
    if (held?.publicKey && !held.publicKey.equals(certificate.publicKey))
      throw damaged('another key of an incarnation');
  }
  return {
    id: (held?.id ?? Buffer.from(replica.id)).toString('hex'),
    base: replica.base,
    tip: replica.tip,
    held: heldBySender,
    certificate,
    publicKey: certificate?.publicKey ?? held?.publicKey ?? null,
  };
}

function toSegment(
  header: Header,
  replicas: readonly FileReplica[],
  index: number,
  { signature, body }: { signature: Uint8Array; body: Uint8Array },
  before: readonly FileSegment[],
  db: ReadDb,
): FileSegment {
  const entry = header.segments[index];
  const replica = entry && replicas[entry.replica];
  if (!entry || !replica) throw damaged('segment of an undeclared incarnation');
  if (!replica.publicKey) throw unknownAuthor('segment');
  const id = Buffer.from(replica.id, 'hex');
  const signed = segmentBytes(id, entry, sha256(body));
  const last = before.findLast((segment) => segment.replica === replica);
  let decoded: DecodedBody | null = null;
  const read = (): DecodedBody =>
    (decoded ??= inWords(() =>
      readBody(replica.id, entry, body, () => last?.named() ?? namedBefore(db, id, entry)),
    ));
  const hash = sha256(signed, signature);
  // Files repeat what was not acknowledged: what is held already, to the last bit, was verified when it came.
  if (!holdsSegment(db, hash) && !verifySignature(replica.publicKey, signed, signature))
    throw damaged('signature of a segment');
  return {
    replica,
    from: entry.from,
    to: entry.to,
    previous: Buffer.from(entry.previous),
    hash,
    signature: Buffer.from(signature),
    rawLength: entry.rawLength,
    body: Buffer.from(body),
    saves: () => read().saves,
    named: () => read().named,
  };
}

function readBody(
  id: string,
  segment: { from: number; to: number; rawLength: number },
  body: Uint8Array,
  named: () => readonly string[],
): DecodedBody {
  let decoded: DecodedBody;
  try {
    decoded = decodeBody(id, unpackBody(body, segment.rawLength), dayCodec, named);
  } catch (error) {
    if (error instanceof ContainerError) throw error;
    throw damaged(`segment body: ${(error as Error).message.slice(0, 200)}`);
  }
  const { saves } = decoded;
  if (saves[0]?.seq !== segment.from || saves.at(-1)?.seq !== segment.to)
    throw damaged(`saves of ${id} outside their segment`);
  return decoded;
}

/** Segments of an incarnation follow each other from its base to its tip, chained by hash. */
function checkRanges(replicas: readonly FileReplica[], segments: readonly FileSegment[]): void {
  for (const replica of replicas) {
    let next = replica.base + 1;
    let previous: Buffer | null = null;
    for (const segment of segments.filter((candidate) => candidate.replica === replica)) {
      if (segment.from !== next || segment.to < segment.from) throw damaged('gap between segments');
      if (previous && !previous.equals(segment.previous)) throw damaged('broken chain of segments');
      next = segment.to + 1;
      previous = segment.hash;
    }
    if (next !== replica.tip + 1) throw damaged('segments do not reach the tip');
  }
}

/** The incarnation an id or its first bytes name; none when several begin alike, which their full ids will tell apart. */
function findNamed(known: readonly Replica[], name: Uint8Array): Replica | undefined {
  const found = known.filter(({ id }) => id.subarray(0, name.length).equals(name));
  return found.length === 1 ? found[0] : undefined;
}

/** Certificates are sent until the receiver is known to hold them: an earlier file brings the missing one. */
function unknownAuthor(of: string): ContainerError {
  return new ContainerError('file-incomplete', `${of} of an incarnation without a key`);
}

function damaged(message: string): ContainerError {
  return new ContainerError('file-damaged', message);
}
