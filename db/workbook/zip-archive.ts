/**
 * A zip file whose entries are read one by one, and of which some can be replaced while all others stay as they are, byte
 * for byte: a library would pack every entry anew.
 */
import { crc32, deflateRawSync, inflateRawSync } from 'node:zlib';
import { AppError } from '../../shared/rpc/app-error.ts';

interface ZipEntry {
  readonly name: string;
  readonly flags: number;
  readonly method: number;
  readonly crc: number;
  readonly packed: number;
  readonly size: number;
  /** Where its local header begins. */
  readonly at: number;
  /** Its record in the directory. */
  readonly record: Buffer;
}

export interface ZipArchive {
  readonly bytes: Buffer;
  /** In the order of the directory. */
  readonly entries: readonly ZipEntry[];
  /** Where the directory begins. */
  readonly directoryAt: number;
  /** What follows the directory. */
  readonly end: Buffer;
}

const LOCAL = 0x04034b50;
const DIRECTORY = 0x02014b50;
const END = 0x06054b50;
const END_SIZE = 22;
const LONGEST_COMMENT = 0xffff;
const ENCRYPTED = 0x0001;
const SIZES_FOLLOW = 0x0008;
const DEFLATED = 8;
/** Bytes an entry may unpack to: a sheet of a planning has some hundred thousand. */
const MOST_UNPACKED = 64 * 1024 * 1024;
const MOST_ENTRIES = 5000;

/** What a file that is no such workbook is refused with. */
export function unreadableWorkbook(): AppError {
  return new AppError('refused', { key: 'error.workbook-unreadable' });
}

/** Reads the directory of a zip file. @throws AppError `refused` where it is none, damaged, divided or too large for one */
export function openZip(bytes: Buffer): ZipArchive {
  try {
    return readDirectory(bytes);
  } catch (error) {
    if (error instanceof RangeError) throw unreadableWorkbook();
    throw error;
  }
}

function readDirectory(bytes: Buffer): ZipArchive {
  const endAt = findEnd(bytes);
  const count = bytes.readUInt16LE(endAt + 10);
  const directoryAt = bytes.readUInt32LE(endAt + 16);
  if (bytes.readUInt16LE(endAt + 4) !== 0 || count > MOST_ENTRIES || directoryAt > endAt)
    throw unreadableWorkbook();
  const entries: ZipEntry[] = [];
  let at = directoryAt;
  for (let n = 0; n < count; n++) {
    if (bytes.readUInt32LE(at) !== DIRECTORY) throw unreadableWorkbook();
    const nameLength = bytes.readUInt16LE(at + 28);
    const length = 46 + nameLength + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
    if (at + length > endAt) throw unreadableWorkbook();
    entries.push({
      name: bytes.toString('utf8', at + 46, at + 46 + nameLength),
      flags: bytes.readUInt16LE(at + 8),
      method: bytes.readUInt16LE(at + 10),
      crc: bytes.readUInt32LE(at + 16),
      packed: bytes.readUInt32LE(at + 20),
      size: bytes.readUInt32LE(at + 24),
      at: bytes.readUInt32LE(at + 42),
      record: bytes.subarray(at, at + length),
    });
    at += length;
  }
  if (entries.some((entry) => entry.at >= directoryAt || bytes.readUInt32LE(entry.at) !== LOCAL))
    throw unreadableWorkbook();
  return { bytes, entries, directoryAt, end: bytes.subarray(endAt) };
}

function findEnd(bytes: Buffer): number {
  for (let at = bytes.length - END_SIZE; at >= Math.max(0, bytes.length - END_SIZE - LONGEST_COMMENT); at--)
    if (bytes.readUInt32LE(at) === END) return at;
  throw unreadableWorkbook();
}

/** What an entry holds; null where there is none of that name. @throws AppError `refused` where it is damaged, sealed or too large */
export function readEntry({ bytes, entries }: ZipArchive, name: string): Buffer | null {
  const entry = entries.find((one) => one.name === name);
  if (!entry) return null;
  if ((entry.flags & ENCRYPTED) !== 0 || entry.size > MOST_UNPACKED) throw unreadableWorkbook();
  const from = entry.at + 30 + bytes.readUInt16LE(entry.at + 26) + bytes.readUInt16LE(entry.at + 28);
  const packed = bytes.subarray(from, from + entry.packed);
  const unpacked = unpack(packed, entry.method);
  if (unpacked.length !== entry.size || crc32(unpacked) !== entry.crc) throw unreadableWorkbook();
  return unpacked;
}

function unpack(packed: Buffer, method: number): Buffer {
  if (method === 0) return packed;
  if (method !== DEFLATED) throw unreadableWorkbook();
  try {
    return inflateRawSync(packed, { maxOutputLength: MOST_UNPACKED });
  } catch {
    throw unreadableWorkbook();
  }
}

/** The same file with other contents for some entries; each other one is copied as it lies there. */
export function replaceEntries(archive: ZipArchive, contents: ReadonlyMap<string, Buffer>): Buffer {
  const inPlace = archive.entries.toSorted((a, b) => a.at - b.at);
  const first = inPlace[0]?.at ?? archive.directoryAt;
  const parts: Buffer[] = [archive.bytes.subarray(0, first)];
  const records = new Map<ZipEntry, Buffer>();
  let at = first;
  for (const [index, entry] of inPlace.entries()) {
    const content = contents.get(entry.name);
    const until = inPlace[index + 1]?.at ?? archive.directoryAt;
    const record = Buffer.from(entry.record);
    record.writeUInt32LE(at, 42);
    const local =
      content === undefined ? archive.bytes.subarray(entry.at, until) : packEntry(record, entry, content);
    parts.push(local);
    records.set(entry, record);
    at += local.length;
  }
  const directory = Buffer.concat(archive.entries.map((entry) => records.get(entry) ?? entry.record));
  const end = Buffer.from(archive.end);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...parts, directory, end]);
}

/** The local record of a new content; the sizes in the directory's record are set too. */
function packEntry(record: Buffer, { name, flags }: ZipEntry, content: Buffer): Buffer {
  const packed = deflateRawSync(content);
  const crc = crc32(content);
  const plainFlags = flags & ~SIZES_FOLLOW;
  record.writeUInt16LE(plainFlags, 8);
  record.writeUInt16LE(DEFLATED, 10);
  record.writeUInt32LE(crc, 16);
  record.writeUInt32LE(packed.length, 20);
  record.writeUInt32LE(content.length, 24);
  const encoded = Buffer.from(name, 'utf8');
  const head = Buffer.alloc(30);
  head.writeUInt32LE(LOCAL, 0);
  head.writeUInt16LE(20, 4);
  head.writeUInt16LE(plainFlags, 6);
  head.writeUInt16LE(DEFLATED, 8);
  record.copy(head, 10, 12, 16); // time and day of the former one
  head.writeUInt32LE(crc, 14);
  head.writeUInt32LE(packed.length, 18);
  head.writeUInt32LE(content.length, 22);
  head.writeUInt16LE(encoded.length, 26);
  return Buffer.concat([head, encoded, packed]);
}
