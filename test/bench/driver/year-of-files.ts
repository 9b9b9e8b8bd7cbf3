/** A year of weekly files of several sites, as each of them would have sealed and signed them. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { dayCodec, packBody, sha256 } from '../../../db/exchange/codec.ts';
import type { Workspace } from '../../../db/open-workspace.ts';
import { openPostKey, type PostKey } from '../../../db/post-key.ts';
import { uuidToBytes } from '../../../db/uuid-bytes.ts';
import { fieldSpec, registry, type FieldValue } from '../../../shared/domain/registry.ts';
import {
  certificateBytes,
  concat,
  encodeHeader,
  segmentBytes,
  type HeaderReplica,
} from '../../../shared/exchange/container.ts';
import {
  encodeBody,
  type Dot,
  type PortableField,
  type PortableSave,
} from '../../../shared/exchange/segment-body.ts';
import { workWeek, type WorkGroup, type WorkSave } from '../../fixtures/exchange-workload.ts';

export interface WeekFile {
  readonly file: string;
  readonly site: number;
  readonly saves: readonly WorkSave[];
}

interface Site {
  readonly id: Buffer;
  readonly key: PostKey;
  readonly certificate: HeaderReplica['certificate'];
  end: number;
  previous: Buffer;
  /** Incarnations its files have named so far. */
  named: readonly string[];
}

/** Writes the files, week by week, into a folder. `founder` holds the group whose rows they change. */
export function writeYear(
  founder: Workspace,
  group: WorkGroup,
  { folder, sites, weeks }: { folder: string; sites: number; weeks: number },
): WeekFile[] {
  const dots = dotsOf(founder);
  const base = founder.reader
    .prepare<[], { id: Buffer; have: number }>('SELECT id, have FROM replica WHERE have > 0')
    .get();
  if (!base) throw new Error('the group was not begun');
  const groupId = uuidToBytes(group.group);
  const posts = Array.from({ length: sites }, (_, index) => newSite(groupId, group, index));
  const files: WeekFile[] = [];
  for (let week = 0; week < weeks; week++) {
    const ends = posts.map(({ end }) => end);
    for (const [index, post] of posts.entries()) {
      const saves = workWeek(group, { site: index, week, elsewhere: 0.05 });
      const context = new Map(posts.map(({ id }, other) => [id.toString('hex'), ends[other] ?? 0] as const));
      context.delete(post.id.toString('hex'));
      context.set(base.id.toString('hex'), base.have);
      for (const [id, seq] of context) if (seq === 0) context.delete(id);
      const bytes = sealWeek(post, toPortable(saves, post.end, context, dots), {
        groupId,
        others: [
          { id: base.id, certificate: null, base: base.have, tip: base.have },
          ...posts.flatMap(({ id }, other) =>
            other === index || (ends[other] ?? 0) === 0
              ? []
              : [{ id, certificate: null, base: ends[other] ?? 0, tip: ends[other] ?? 0 }],
          ),
        ],
      });
      const file = join(folder, `${String(week).padStart(2, '0')}-${index}.jalon`);
      writeFileSync(file, bytes);
      files.push({ file, site: index, saves });
    }
  }
  return files;
}

function dotsOf(founder: Workspace): Map<string, Dot> {
  return new Map(
    founder.reader
      .prepare<[], { uuid: string; rep: string; seq: number; idx: number }>(
        `SELECT lower(hex(k.uuid)) AS uuid, lower(hex(r.id)) AS rep, k.seq, k.idx
          FROM row_key k JOIN replica r ON r.ord = k.rep`,
      )
      .all()
      .map(({ uuid, ...dot }) => [uuid.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5'), dot]),
  );
}

function newSite(groupId: Buffer, group: WorkGroup, index: number): Site {
  const key = openPostKey(new Uint8Array(32).fill(100 + index));
  const id = sha256(key.publicKey).subarray(0, 16);
  const content = {
    publicKey: key.publicKey,
    site: uuidToBytes(group.sites[index] ?? ''),
    previous: Buffer.alloc(16),
    reason: 'first',
  };
  const signature = key.sign(certificateBytes(groupId, id, content));
  return { id, key, certificate: { ...content, signature }, end: 0, previous: Buffer.alloc(32), named: [] };
}

function toPortable(
  saves: readonly WorkSave[],
  after: number,
  context: ReadonlyMap<string, number>,
  dots: ReadonlyMap<string, Dot>,
): PortableSave[] {
  const dot = (id: string): Dot => {
    const found = dots.get(id);
    if (!found) throw new Error(`no row ${id}`);
    return found;
  };
  const toField = ([name, value]: [string, FieldValue | undefined]): PortableField => {
    const spec = fieldSpec('milestone', name);
    if (!spec) throw new Error(`no field ${name}`);
    const isRow = spec.kind === 'ref' && typeof value === 'string';
    return { field: spec.id, kind: spec.kind, value: isRow ? dot(value) : (value ?? null) };
  };
  return saves.map(({ ms, author, ops }, at) => ({
    seq: after + at + 1,
    ms,
    cnt: 0,
    author: dot(author),
    context,
    ownLag: 0,
    appVersion: '0.1.0',
    ops: ops.map((op) => ({
      table: registry.milestone.id,
      row: dot(op.id),
      uuid: null,
      fields: 'values' in op ? Object.entries<FieldValue | undefined>(op.values).map(toField) : [],
    })),
  }));
}

function sealWeek(
  post: Site,
  saves: readonly PortableSave[],
  { groupId, others }: { groupId: Buffer; others: readonly HeaderReplica[] },
): Uint8Array {
  const encoded = encodeBody(post.id.toString('hex'), saves, dayCodec, post.named);
  const { body, rawLength } = packBody(encoded);
  const [from, to] = [post.end + 1, post.end + saves.length];
  const range = { from, to, previous: post.previous, rawLength };
  const signed = segmentBytes(post.id, range, sha256(body));
  const signature = post.key.sign(signed);
  const header = encodeHeader({
    group: groupId,
    sender: 0,
    writtenAt: saves.at(-1)?.ms ?? 0,
    groupName: 'GHT de la Mesure',
    user: Buffer.alloc(16),
    nameLength: 16,
    replicas: [{ id: post.id, certificate: post.certificate, base: post.end, tip: to }, ...others],
    segments: [{ replica: 0, ...range, bodyLength: body.length }],
    personalLength: 0,
    personalRawLength: 0,
    personalHash: Buffer.alloc(0),
    capabilities: [],
    part: null,
  });
  post.end = to;
  post.named = encoded.named;
  post.previous = sha256(signed, signature);
  return concat([header, post.key.sign(header), signature, body]);
}
