/**
 * What the fuzzer feeds: one input enters by one of the readers of an exchange file. Signatures and compression stand
 * aside (the campaign's bundle switches them off), else no mutated byte would ever come past them. Anything but the
 * faults a reader is documented to find is a bug, and so is a file that is taken and would be written otherwise.
 */
import Sqlite from 'better-sqlite3';
import { decodePersonalBlock } from '../../db/exchange/personal-block.ts';
import { readExchangeFile } from '../../db/exchange/read-exchange-file.ts';
import { dayCodec } from '../../db/exchange/codec.ts';
import { migrate } from '../../db/migrate.ts';
import { migrations } from '../../db/migrations/index.ts';
import { writeDb } from '../../db/sqlite.ts';
import { commit } from '../../db/write/commit.ts';
import { importFile } from '../../db/write/import-file.ts';
import { setGroup } from '../../db/write/local-tables.ts';
import { ensureFirstIncarnation } from '../../db/write/own-incarnation.ts';
import { createWriteGate } from '../../db/write/write-gate.ts';
import {
  ContainerError,
  decodeCertificate,
  decodeContainer,
  encodeCertificate,
  encodeHeader,
} from '../../shared/exchange/container.ts';
import { TAIL } from '../../shared/exchange/body-columns.ts';
import { fromFormZero } from '../../shared/exchange/body-form-zero.ts';
import { decodeBody, encodeBody, type EncodedBody } from '../../shared/exchange/segment-body.ts';
import { decodeVector, encodeVector } from '../../shared/exchange/version-vector.ts';
import { AppError } from '../../shared/rpc/app-error.ts';
import { SMALL_GROUP, smallGroupOps } from '../fixtures/small-group.ts';
import './switches.ts';
import { readPlainly } from './switches.ts';

readPlainly();
const connection = new Sqlite(':memory:');
connection.pragma('foreign_keys = ON');
migrate(connection, migrations, () => undefined);
const db = writeDb(connection);
ensureFirstIncarnation(db, 'boot', null);
const gate = createWriteGate(db);
commit(gate, { ops: smallGroupOps(), basis: null, authorId: null, nowMs: 1, appVersion: '0' });
setGroup(gate, SMALL_GROUP.group);
const before = fingerprint();

/** A body in the form a first byte says: number of ids, their ends and columns, or 255 and the columns of form 0. */
function bodyOf(input: Buffer): EncodedBody {
  const ids = input[0] ?? 0;
  if (ids === 255) return fromFormZero(input.subarray(1).toString('utf8'));
  const end = 1 + ids * TAIL;
  return { json: input.subarray(end).toString('utf8'), tails: input.subarray(1, end) };
}

/** One input; throws on anything a reader must not do. */
export function fuzz(data: Buffer): Promise<void> | undefined {
  const input = data.subarray(1);
  switch ((data[0] ?? 0) % 5) {
    case 0:
      return tolerate([ContainerError], () => {
        const { header, signed } = decodeContainer(input);
        mustEqual(encodeHeader(header), signed);
      });
    case 1:
      return tolerate([RangeError, SyntaxError, isZodError], () => {
        const own = 'ab'.repeat(16);
        encodeBody(own, decodeBody(own, bodyOf(input), dayCodec, []).saves, dayCodec, []);
      });
    case 2:
      return tolerate([ContainerError], () => void decodePersonalBlock(input, input.length));
    case 3:
      return tolerate([RangeError, TypeError], () => {
        const certificate = decodeCertificate(input);
        mustEqual(encodeCertificate(certificate), input.subarray(0, encodeCertificate(certificate).length));
        const vector = decodeVector(input);
        mustEqual(encodeVector(decodeVector(encodeVector(vector))), encodeVector(vector));
      });
    default:
      return importIt(input);
  }
}

/** A whole file of a group's member: refused in words or imported; rolled back, it leaves nothing behind. */
async function importIt(input: Buffer): Promise<void> {
  try {
    const file = readExchangeFile(db, input);
    await importFile(gate, file, {
      keep: false,
      nowMs: 1,
      publicKey: null,
      hooks: { slice: () => Promise.resolve() },
      inspect: () => undefined,
    });
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
  }
  if (fingerprint() !== before) throw new Error('a plan left a trace');
}

type Tolerated = (abstract new (...args: never[]) => Error) | ((error: unknown) => boolean);

function tolerate(faults: readonly Tolerated[], read: () => void): undefined {
  try {
    read();
  } catch (error) {
    const isKnown = faults.some((fault) =>
      fault === isZodError ? isZodError(error) : error instanceof (fault as abstract new () => Error),
    );
    if (!isKnown) throw error;
  }
  return undefined;
}

function isZodError(error: unknown): boolean {
  return error instanceof Error && error.name.includes('Zod');
}

function mustEqual(a: Uint8Array, b: Uint8Array): void {
  if (Buffer.compare(a, b) !== 0) throw new Error('what was read would be written otherwise');
}

/** Cheap signs of a trace: counts of the log and of who is known. */
function fingerprint(): string {
  return ['replica', 'save', 'op', 'row_key', 'segment', 'peer', 'milestone', 'personal_value', 'quarantine']
    .map((table) => (connection.prepare(`SELECT count(*) AS n FROM ${table}`).get() as { n: number }).n)
    .join('/');
}
