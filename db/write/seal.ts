/** Seals own saves into signed, hash-chained segments: the bytes that travel and are never made again. */
import { certificateBytes, encodeCertificate, segmentBytes } from '../../shared/exchange/container.ts';
import { encodeBody } from '../../shared/exchange/segment-body.ts';
import { dayCodec, packBody, sha256 } from '../exchange/codec.ts';
import { readPortableSaves } from '../exchange/portable-log.ts';
import { getLogState, getOwnReplica, listReplicas, type Replica } from '../log-state.ts';
import type { PostKey } from '../post-key.ts';
import type { ReadDb } from '../sqlite.ts';
import { uuidToBytes } from '../uuid-bytes.ts';
import { keepNamed, listNamed } from './named-incarnations.ts';
import type { WriteGate } from './write-gate.ts';

/** A segment closes at this many saves, or at about this much text. */
const MAX_SAVES = 1000;
const MAX_TEXT = 1 << 20;

const NO_ID = Buffer.alloc(16);

/** Seals every own save not sealed yet, in one transaction; answers how many segments were made. */
export function sealOwnSaves(gate: WriteGate, key: PostKey, nowMs: number): number {
  return gate.db.connection.transaction(() => {
    const own = getOwnReplica(gate.db);
    certify(gate, own, key);
    const ranges = own.have > own.sealed ? rangesToSeal(gate, own) : [];
    let previous: Buffer = own.headHash;
    for (const { from, to } of ranges) previous = sealRange(gate, own, key, { from, to, previous, nowMs });
    const last = ranges.at(-1);
    if (last)
      gate
        .statement('UPDATE replica SET sealed = ?, head_hash = ? WHERE ord = ?')
        .run(last.to, previous, own.ord);
    return ranges.length;
  })();
}

function certify(gate: WriteGate, own: Replica, key: PostKey): void {
  if (own.certificate) return;
  const group = getLogState(gate.db).groupId;
  if (group === null) throw new Error('an empty workspace has nothing to seal');
  const content = {
    publicKey: key.publicKey,
    site: own.siteId === null ? NO_ID : uuidToBytes(own.siteId),
    previous: own.previousId ?? NO_ID,
    reason: own.reason,
  };
  const signature = key.sign(certificateBytes(uuidToBytes(group), own.id, content));
  gate
    .statement('UPDATE replica SET certificate = ? WHERE ord = ?')
    .run(Buffer.from(encodeCertificate({ ...content, signature })), own.ord);
}

function rangesToSeal(gate: WriteGate, own: Replica): { from: number; to: number }[] {
  const sizes = gate
    .statement(
      `SELECT seq, sum(length(patch)) + 40 * count(*) AS size
        FROM (SELECT rep, seq, patch FROM op UNION ALL SELECT rep, seq, patch FROM withheld_op)
        WHERE rep = ? AND seq > ? GROUP BY seq`,
    )
    .all(own.ord, own.sealed) as { seq: number; size: number }[];
  const ranges: { from: number; to: number; text: number }[] = [];
  for (const { seq, size } of sizes) {
    const open = ranges.at(-1);
    if (open && seq - open.from < MAX_SAVES && open.text + size <= MAX_TEXT) {
      open.to = seq;
      open.text += size;
    } else ranges.push({ from: seq, to: seq, text: size });
  }
  return ranges;
}

function sealRange(
  gate: WriteGate,
  own: Replica,
  key: PostKey,
  range: { from: number; to: number; previous: Buffer; nowMs: number },
): Buffer {
  const saves = readPortableSaves(gate.db, own.ord, range.from, range.to);
  const encoded = encodeBody(own.id.toString('hex'), saves, dayCodec, listNamed(gate.db, own.ord));
  const { body, rawLength } = packBody(encoded);
  const signed = segmentBytes(own.id, { ...range, rawLength }, sha256(body));
  const signature = key.sign(signed);
  const hash = sha256(signed, signature);
  gate
    .statement(
      `INSERT INTO segment (rep, from_seq, to_seq, prev, hash, signature, raw_length, body, received_at)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    )
    .run(own.ord, range.from, range.to, range.previous, hash, signature, rawLength, body, range.nowMs);
  keepNamed(gate, own.ord, ordinalsOf(gate.db, encoded.named));
  return hash;
}

function ordinalsOf(db: ReadDb, ids: readonly string[]): number[] {
  const ordinals = new Map(listReplicas(db).map(({ id, ord }) => [id.toString('hex'), ord]));
  return ids.map((id) => {
    const ordinal = ordinals.get(id);
    if (ordinal === undefined) throw new Error(`own saves name the unknown incarnation ${id}`);
    return ordinal;
  });
}
