import path from 'node:path';
import { zstdCompressSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkWorkspace } from '../../../db/check/check-workspace.ts';
import { compress, decompress } from '../../../db/exchange/codec.ts';
import { readExchangeFile } from '../../../db/exchange/read-exchange-file.ts';
import { admitPost, revokePost } from '../../../db/commands/post-commands.ts';
import { getBasis, listReplicas } from '../../../db/log-state.ts';
import { openPostKey, generatePrivateKey } from '../../../db/post-key.ts';
import { registry } from '../../../shared/domain/registry.ts';
import { FORMAT_MAJOR, LIMITS, MAGIC } from '../../../shared/exchange/container.ts';
import type { EncodedBody, PortableOp } from '../../../shared/exchange/segment-body.ts';
import { AppError } from '../../../shared/rpc/app-error.ts';
import {
  creation,
  forge,
  hexOf,
  saveOf,
  stranger,
  bodyOf,
  type Forgery,
  type Stranger,
} from '../../fixtures/forged-file.ts';
import {
  createSmallGroup,
  exportBytes,
  idOf,
  importBytes,
  newPost,
  standAt,
  SMALL_GROUP,
  stateOf,
  vectorOf,
  type Post,
} from '../../fixtures/posts.ts';
import { keptDir } from '../../fixtures/temp-profile.ts';
import { trayOf, turnOn } from '../../fixtures/trusted-group.ts';

let reader: Post;
/** What a sound post wrote for a reader it knows: small, with a segment and personal values. */
let file: Buffer;
/** What it wrote next: the same segment and one more. */
let nextFile: Buffer;

const folder = keptDir('hostile');

beforeAll(async () => {
  const first = newPost(path.join(folder.path, 'first'));
  createSmallGroup(first);
  standAt(first, SMALL_GROUP.sites[0]);
  reader = newPost(path.join(folder.path, 'reader'));
  await importBytes(reader, exportBytes(first));
  standAt(reader, SMALL_GROUP.sites[1]);
  await importBytes(first, exportBytes(reader));
  first.workspace.commit(
    [
      { kind: 'update', table: 'milestone', id: SMALL_GROUP.milestones[0], values: { label: 'Recette' } },
      { kind: 'update', table: 'person', id: SMALL_GROUP.people[0], values: { firstName: 'Ada' } },
    ],
    null,
  );
  file = exportBytes(first, SMALL_GROUP.sites[1]);
  first.workspace.commit(
    [{ kind: 'update', table: 'milestone', id: SMALL_GROUP.milestones[1], values: { label: 'Bascule' } }],
    null,
  );
  nextFile = exportBytes(first, SMALL_GROUP.sites[1]);
  first.workspace.close();
});

afterAll(() => {
  reader.workspace.close();
  folder[Symbol.dispose]();
});

const faults = new Set([
  'file-not-jalon',
  'file-newer',
  'file-damaged',
  'file-incomplete',
  'file-other-group',
]);

function faultOf(bytes: Uint8Array): string {
  try {
    readExchangeFile(reader.workspace.reader, bytes).segments.forEach((segment) => segment.read([]));
  } catch (error) {
    if (error instanceof AppError) return error.code;
    const fault = (error as { fault?: string }).fault;
    if (fault !== undefined) return fault;
    throw error;
  }
  return 'none';
}

describe('a damaged file', () => {
  it('is read as long as it is whole', () => {
    expect(faultOf(file)).toBe('none');
  });

  it('is refused whichever single bit of it is wrong', { timeout: 120_000 }, () => {
    const taken: string[] = [];
    for (let at = 0; at < file.length; at++)
      for (let bit = 0; bit < 8; bit++) {
        const damaged = Buffer.from(file);
        damaged[at] = (damaged[at] ?? 0) ^ (1 << bit);
        const fault = faultOf(damaged);
        if (!faults.has(fault)) taken.push(`byte ${at} bit ${bit}: ${fault}`);
      }
    expect(taken).toEqual([]);
  });

  it('is refused wherever it was cut off, and when something follows it', () => {
    const lengths = Array.from({ length: file.length }, (_, length) => length);
    expect(lengths.filter((length) => !faults.has(faultOf(file.subarray(0, length))))).toEqual([]);
    for (const tail of [Buffer.of(0), Buffer.from('\n'), file])
      expect(faultOf(Buffer.concat([file, tail]))).toBe('file-damaged');
  });

  it('is refused wherever the rest of another sound file was put in its place', () => {
    const taken: number[] = [];
    for (const [head, tail] of [
      [file, nextFile],
      [nextFile, file],
    ] as const)
      for (let at = 1; at < head.length; at++)
        for (const from of [at, tail.length - (head.length - at)]) {
          const spliced = Buffer.concat([head.subarray(0, at), tail.subarray(Math.max(0, from))]);
          const isWhole = spliced.equals(file) || spliced.equals(nextFile);
          if (!isWhole && !faults.has(faultOf(spliced))) taken.push(at);
        }
    expect(taken).toEqual([]);
  });

  it('is told from a file of another kind or of a later version', () => {
    expect(faultOf(Buffer.from('PK\u0003\u0004 a spreadsheet, for instance'))).toBe('file-not-jalon');
    expect(faultOf(Buffer.alloc(0))).toBe('file-not-jalon');
    // Line ends translated by a transfer in text mode.
    expect(faultOf(Buffer.from(file.toString('latin1').replace('\r\n', '\n'), 'latin1'))).toBe(
      'file-not-jalon',
    );
    const later = Buffer.from(file);
    later[MAGIC.length] = FORMAT_MAJOR + 1;
    expect(faultOf(later)).toBe('file-newer');
  });

  it('changes nothing when it is imported all the same', async () => {
    const before = [stateOf(reader.workspace), vectorOf(reader.workspace)];
    for (const at of [30, 200, file.length - 200, file.length - 3]) {
      const damaged = Buffer.from(file);
      damaged[at] = (damaged[at] ?? 0) ^ 1;
      await expect(importBytes(reader, damaged)).rejects.toBeInstanceOf(AppError);
    }
    expect([stateOf(reader.workspace), vectorOf(reader.workspace)]).toEqual(before);
  });
});

const milestone = registry.milestone.id;
const label = { field: registry.milestone.fields.label.id, kind: 'text', value: 'Étranger' } as const;
const sound = [creation(milestone, idOf(801), [label])];

/** Gives one field of a body another value. */
function bodyWith(who: Stranger, changes: Record<string, unknown>): EncodedBody {
  const { json, tails } = bodyOf(who, [saveOf(1, sound)]);
  return { json: JSON.stringify({ ...(JSON.parse(json) as object), ...changes }), tails };
}

const inJson = (json: string): EncodedBody => ({ json, tails: new Uint8Array() });

const editOf = (row: PortableOp['row']): PortableOp => ({
  table: milestone,
  row,
  uuid: null,
  fields: [label],
});

describe('a signed file', () => {
  it('of a post nobody met is taken when it is in order', async () => {
    const who = stranger();
    const post = newPost();
    createSmallGroup(post);
    expect((await importBytes(post, forge(who, { body: bodyOf(who, [saveOf(1, sound)]) }))).state).toBe(
      'applied',
    );
    expect(checkWorkspace(post.workspace).problems).toEqual([]);
    post.workspace.close();
  });

  const lies: [string, (who: Stranger) => Forgery][] = [
    [
      'a body that unpacks to more than it says',
      (who) => ({
        body: bodyWith(who, {}),
        packed: zstdCompressSync(Buffer.alloc(100 << 20)),
        rawLength: 1000,
      }),
    ],
    [
      'a body that says it unpacks to more than any may',
      (who) => ({ body: bodyWith(who, {}), rawLength: LIMITS.raw + 1 }),
    ],
    [
      'a body that says it unpacks a thousandfold',
      (who) => ({ body: bodyWith(who, {}), rawLength: LIMITS.raw - 1 }),
    ],
    ['a body that unpacks to less than it says', (who) => ({ body: bodyWith(who, {}), rawLength: 5000 })],
    ['a body that is not packed', (who) => ({ body: bodyWith(who, {}), packed: Buffer.from('{}') })],
    ['a body that is no JSON', () => ({ body: inJson('{"v":1,') })],
    ['a body that is no object', () => ({ body: inJson('[]') })],
    ['a key nobody knows', (who) => ({ body: bodyWith(who, { extra: 1 }) })],
    [
      'a key named __proto__',
      (who) => {
        const { json, tails } = bodyWith(who, {});
        return { body: { json: json.replace('{"v"', '{"__proto__":{"a":1},"v"'), tails } };
      },
    ],
    ['another form of body', (who) => ({ body: bodyWith(who, { v: 2 }) })],
    ['names counted that nobody gave', (who) => ({ body: bodyWith(who, { n: 1 }) })],
    ['more of a field than its ops have', (who) => ({ body: bodyWith(who, { vv: [[0, 0]] }) })],
    ['values of a field nobody uses', (who) => ({ body: bodyWith(who, { vv: [0, 0] }) })],
    ['an op of no shape', (who) => ({ body: bodyWith(who, { p: 1 }) })],
    ['an op that is not counted', (who) => ({ body: bodyWith(who, { no: [0] }) })],
    ['more ops than there are', (who) => ({ body: bodyWith(who, { no: [9_000_000_000] }) })],
    ['a text that is not in the list', (who) => ({ body: bodyWith(who, { vv: [77] }) })],
    ['an index below zero', (who) => ({ body: bodyWith(who, { vv: [-1] }) })],
    ['a value that is no whole number', (who) => ({ body: bodyWith(who, { vv: [0.5] }) })],
    ['an id without its end', (who) => ({ body: bodyWith(who, { u: [1, 1] }) })],
    ['an id beyond all ids', (who) => ({ body: bodyWith(who, { u: [2 ** 48] }) })],
    ['a text without end', (who) => ({ body: bodyWith(who, { s: ['0.0.0', 'x'.repeat(10_001)] }) })],
    ['saves outside their segment', (who) => ({ body: bodyWith(who, { q: 2 }) })],
    ['fewer saves than their segment', (who) => ({ body: bodyWith(who, {}), to: 2 })],
    ['a moment beyond all dates', (who) => ({ body: bodyWith(who, { t: 8_640_000_000_000_001 }) })],
    ['own saves not yet made', (who) => ({ body: bodyWith(who, { ol: [1] }) })],
    [
      'the context of an undeclared post',
      (who) => ({ body: bodyOf(who, [saveOf(1, sound, { context: new Map([['ab'.repeat(16), 1]]) })]) }),
    ],
    [
      'saves its author cannot have seen',
      (who) => {
        const known = listReplicas(reader.workspace.reader)[1]?.id ?? Buffer.alloc(16);
        const context = new Map([[known.toString('hex'), 999]]);
        return { body: bodyOf(who, [saveOf(1, sound, { context })]), alsoNames: known };
      },
    ],
    [
      'an edit of a row nobody made',
      (who) => ({ body: bodyOf(who, [saveOf(1, [editOf({ rep: hexOf(who), seq: 1, idx: 5 })])]) }),
    ],
    [
      'an edit of a row of an undeclared post',
      (who) => ({ body: bodyOf(who, [saveOf(1, [editOf({ rep: 'cd'.repeat(16), seq: 1, idx: 0 })])]) }),
    ],
    [
      'the same row twice in a save',
      (who) => ({
        body: bodyOf(who, [saveOf(1, [...sound, editOf({ rep: hexOf(who), seq: 1, idx: 0 })])]),
      }),
    ],
    [
      'a segment signed by another',
      (who) => ({ body: bodyWith(who, {}), segmentKey: openPostKey(generatePrivateKey()) }),
    ],
    [
      'a header signed by another',
      (who) => ({ body: bodyWith(who, {}), headerKey: openPostKey(generatePrivateKey()) }),
    ],
    [
      'a certificate signed by another',
      (who) => ({ body: bodyWith(who, {}), certificateKey: openPostKey(generatePrivateKey()) }),
    ],
    ['a segment beyond its tip', (who) => ({ body: bodyWith(who, {}), header: { replicas: [] } })],
    ['no segment where its tip wants one', (who) => ({ body: bodyWith(who, {}), header: { segments: [] } })],
    ['something after its end', (who) => ({ body: bodyWith(who, {}), trailing: Buffer.of(0) })],
    [
      'a personal block that is no list',
      (who) => ({
        body: bodyWith(who, {}),
        personal: compress(Buffer.from('{}')),
        header: { personalLength: compress(Buffer.from('{}')).length, personalRawLength: 2 },
      }),
    ],
    [
      'a personal value of another token',
      (who) => {
        const raw = Buffer.from(JSON.stringify([['AAAAAAAAAAAAAAAAAAAAAA', 2, 'AAAA', 'Tarvisnel']]));
        const personal = compress(raw);
        return {
          body: bodyWith(who, {}),
          personal,
          header: { personalLength: personal.length, personalRawLength: raw.length },
        };
      },
    ],
  ];

  lies.push(
    [
      'a part beyond the last',
      (who) => ({ body: bodyWith(who, {}), header: { part: { number: 3, of: 2, held: [1] } } }),
    ],
    [
      'more parts than there can be',
      (who) => ({
        body: bodyWith(who, {}),
        header: { part: { number: 1, of: LIMITS.parts + 1, held: [1] } },
      }),
    ],
  );

  it.each(lies)('with %s is refused, and nothing changes', async (_, lie) => {
    const who = stranger();
    const before = [stateOf(reader.workspace), vectorOf(reader.workspace)];
    await expect(importBytes(reader, forge(who, lie(who)))).rejects.toMatchObject({ code: 'file-damaged' });
    expect([stateOf(reader.workspace), vectorOf(reader.workspace)]).toEqual(before);
  });

  it('is unpacked no further than it said', () => {
    const bomb = zstdCompressSync(Buffer.alloc(100 << 20));
    expect(bomb.length).toBeLessThan(16_000);
    expect(() => decompress(bomb, 1000)).toThrow('larger than 1000 bytes');
  });

  it('that needs what this version does not know asks for an update', async () => {
    const who = stranger();
    const newer = forge(who, { body: bodyWith(who, {}), header: { capabilities: ['baseline-2'] } });
    await expect(importBytes(reader, newer)).rejects.toMatchObject({ code: 'file-newer' });
  });
});

describe('a forger in a group whose rights are on', () => {
  const post = registry.post;
  const admission = (who: Stranger, uuid: string) =>
    creation(post.id, uuid, [
      { field: post.fields.publicKey.id, kind: 'text', value: who.key.publicKey.toString('hex') },
      { field: post.fields.level.id, kind: 'code', value: 'admin' },
      { field: post.fields.state.id, kind: 'code', value: 'admitted' },
    ]);

  it('admits nobody, and writes nothing that counts, whatever it says it had seen', async () => {
    const founder = newPost();
    createSmallGroup(founder);
    standAt(founder, SMALL_GROUP.sites[0]);
    turnOn(founder);
    const before = stateOf(founder.workspace);
    const who = stranger();
    const ops = [
      admission(who, idOf(900)),
      creation(milestone, idOf(901), [label]),
      creation(registry.tray_decision.id, idOf(902), [
        { field: registry.tray_decision.fields.incarnation.id, kind: 'text', value: hexOf(who) },
        { field: registry.tray_decision.fields.save.id, kind: 'int', value: 1 },
        { field: registry.tray_decision.fields.verdict.id, kind: 'code', value: 'accepted' },
      ]),
      // The group made a second time: who made it first stays its founder.
      creation(registry.hospital_group.id, SMALL_GROUP.group, [
        { field: registry.hospital_group.fields.name.id, kind: 'text', value: 'À moi' },
      ]),
    ];
    const saves = ops.map((op, at) => saveOf(at + 1, [op]));
    const forged = forge(who, { body: bodyOf(who, saves), to: saves.length });
    expect((await importBytes(founder, forged)).state).toBe('applied');
    expect(stateOf(founder.workspace)).toEqual(before);
    expect(trayOf(founder)).toEqual(saves.map(() => 'unknown-post'));
    expect(checkWorkspace(founder.workspace).problems).toEqual([]);
    founder.workspace.close();
  });

  it('is not heard again once revoked, nor helped by an older roster', async () => {
    const founder = newPost();
    createSmallGroup(founder);
    standAt(founder, SMALL_GROUP.sites[0]);
    const who = stranger();
    const save = saveOf(1, [creation(milestone, idOf(903), [label])]);
    const first = forge(who, { body: bodyOf(who, [save]) });
    await importBytes(founder, first);
    admitPost(founder.workspace, {
      incarnation: hexOf(who),
      level: 'manager',
      establishmentId: null,
      personIds: [],
      basis: getBasis(founder.workspace.reader),
    });
    const older = exportBytes(founder);
    revokePost(founder.workspace, {
      incarnation: hexOf(who),
      basis: getBasis(founder.workspace.reader),
    });
    await importBytes(founder, older);
    await expect(importBytes(founder, first)).rejects.toMatchObject({ key: 'error.sender-revoked' });
    expect(founder.workspace.reader.prepare('SELECT state FROM post ORDER BY level DESC').all()).toEqual([
      { state: 'revoked' },
      { state: 'admitted' },
    ]);
    founder.workspace.close();
  });
});

describe('what a later version writes', () => {
  it('is kept, forwarded untouched and left out of the tables, field by field', async () => {
    const who = stranger();
    const first = newPost();
    createSmallGroup(first);
    standAt(first, SMALL_GROUP.sites[0]);
    const ops = [
      creation(milestone, idOf(810), [
        label,
        { field: 240, kind: 'int', value: 7 },
        { field: registry.milestone.fields.kind.id, kind: 'code', value: 'sprint' },
        { field: registry.milestone.fields.plannedEnd.id, kind: 'text', value: 'bientôt' },
        { field: registry.milestone.fields.status.id, kind: 'code', value: 'frozen' },
      ]),
      creation(99, idOf(811), [{ field: 1, kind: 'text', value: 'une table à venir' }]),
    ];
    const received = forge(who, { body: bodyOf(who, [saveOf(1, ops)]) });
    expect((await importBytes(first, received)).state).toBe('applied');
    const db = first.workspace.reader;
    expect(
      db.prepare('SELECT label, kind, planned_end, status FROM milestone WHERE id = ?').get(idOf(810)),
    ).toEqual({
      label: 'Étranger',
      kind: null,
      planned_end: null,
      // A code of an editable list is data: it is kept and shown as it is.
      status: 'frozen',
    });
    const reasons = db
      .prepare<[], { reason: string }>('SELECT reason FROM quarantine ORDER BY idx, fld')
      .all();
    expect(reasons.map(({ reason }) => reason)).toEqual([
      'unknown-code',
      'another-kind',
      'unknown-field',
      'unknown-table',
    ]);
    expect(checkWorkspace(first.workspace).problems).toEqual([]);

    const relayed = newPost();
    await importBytes(relayed, exportBytes(first));
    const bodies = (post: Post) =>
      post.workspace.reader
        .prepare(
          'SELECT hex(body) AS body FROM segment WHERE hex(hash) IN (SELECT hex(hash) FROM segment) ORDER BY body',
        )
        .all();
    expect(bodies(relayed)).toEqual(bodies(first));
    expect(stateOf(relayed.workspace)).toEqual(stateOf(first.workspace));
    for (const post of [first, relayed]) post.workspace.close();
  });

  it('stays out of the tables when an older edit wins beside it', async () => {
    const who = stranger();
    const first = newPost();
    createSmallGroup(first);
    await importBytes(
      first,
      forge(who, {
        body: bodyOf(who, [
          saveOf(
            1,
            [
              creation(milestone, idOf(820), [
                { field: registry.milestone.fields.kind.id, kind: 'code', value: 'sprint' },
              ]),
            ],
            {
              ms: 1_990_000_000_000,
            },
          ),
        ]),
      }),
    );
    // Concurrent with the creation, and with a clock far behind it: the creation is the value shown.
    first.workspace.gate.statement('UPDATE log_state SET ms = 1').run();
    first.workspace.commit(
      [{ kind: 'update', table: 'milestone', id: idOf(820), values: { kind: 'task' } }],
      '1.1.1',
    );
    const kind = first.workspace.reader.prepare<[string], { kind: string | null }>(
      'SELECT kind FROM milestone WHERE id = ?',
    );
    expect(kind.get(idOf(820))?.kind).not.toBe('sprint');
    first.workspace.close();
  });
});
