import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { afterEach, describe, expect, it } from 'vitest';
import { checkWorkspace } from '../../../db/check/check-workspace.ts';
import { sendExchangeFile } from '../../../db/exchange/send-exchange-file.ts';
import { writeExchangeFile, writeResendRequest } from '../../../db/exchange/write-exchange-file.ts';
import { listReplicas } from '../../../db/log-state.ts';
import { toAppError } from '../../../db/map-sqlite-error.ts';
import { AppError } from '../../../shared/rpc/app-error.ts';
import type { RecordOp } from '../../../shared/exchange/record-op.ts';
import { joined, label, manager } from '../../fixtures/group-of-posts.ts';
import {
  exportBytes,
  idOf,
  importBytes,
  SMALL_GROUP,
  stateOf,
  vectorOf,
  type Post,
} from '../../fixtures/posts.ts';

const { deployments, sites } = SMALL_GROUP;
const limited: Post[] = [];

/** The workspace may not grow by another page: the disk is full. */
function fillDisk(post: Post): void {
  const { connection } = post.workspace.gate.db;
  connection.pragma(`max_page_count = ${Number(connection.pragma('page_count', { simple: true }))}`);
  limited.push(post);
}

function freeDisk(post: Post): void {
  post.workspace.gate.db.connection.pragma('max_page_count = 1000000');
}

afterEach(() => {
  for (const post of limited.splice(0)) {
    freeDisk(post);
    post.workspace.gate.db.connection.pragma('query_only = OFF');
  }
});

/** What the backend would say of what a work threw. */
async function faultOf(work: () => unknown): Promise<string> {
  try {
    await work();
  } catch (error) {
    const told = toAppError(error);
    if (told instanceof AppError) return told.code;
    throw error;
  }
  return 'none';
}

/** Text that compresses to no less than half. */
const noise = (n: number): string =>
  Array.from({ length: 15 }, (_, part) => createHash('sha512').update(`${n}/${part}`).digest('hex')).join('');

/** More than the free room inside the file can take. */
const muchText = (): RecordOp[] =>
  Array.from({ length: 60 }, (_, n): RecordOp => ({
    kind: 'create',
    table: 'comment',
    id: idOf(2000 + n),
    values: { deployment: deployments[0], text: noise(n) },
  }));

describe('a full disk', () => {
  it('lets an import fail in words, changes nothing, and takes the file once there is room', async () => {
    const first = manager();
    const reader = await joined(first, sites[1]);
    first.workspace.commit(muchText(), null);
    const file = exportBytes(first);
    const before = [stateOf(reader.workspace), vectorOf(reader.workspace)];
    fillDisk(reader);
    expect(await faultOf(() => importBytes(reader, file))).toBe('disk-full');
    expect([stateOf(reader.workspace), vectorOf(reader.workspace)]).toEqual(before);
    freeDisk(reader);
    expect((await importBytes(reader, file)).state).toBe('applied');
    expect(stateOf(reader.workspace)).toEqual(stateOf(first.workspace));
    expect(checkWorkspace(reader.workspace).problems).toEqual([]);
  });

  it('lets a save and a sealing fail in words, and loses neither what was saved nor the order of it', async () => {
    const first = manager();
    const reader = await joined(first, sites[1]);
    first.workspace.commit(muchText(), null);
    fillDisk(first);
    const more = muchText().map((op): RecordOp => ({
      ...op,
      id: op.id.replace(/.{4}$/, (end) => String(Number(end) + 3000)),
    }));
    expect(await faultOf(() => first.workspace.commit(more, null))).toBe('disk-full');
    const target = `${first.dir}/full.jalon`;
    expect(await faultOf(() => writeExchangeFile(first.workspace, target, null))).toBe('disk-full');
    expect(existsSync(target)).toBe(false);
    freeDisk(first);
    label(first, 'Après');
    await importBytes(reader, exportBytes(first));
    expect(stateOf(reader.workspace)).toEqual(stateOf(first.workspace));
    expect(checkWorkspace(first.workspace).problems).toEqual([]);
  });
});

describe('a medium that cannot be written', () => {
  it('lets a save fail in words and goes on once it can', async () => {
    const first = manager();
    const before = stateOf(first.workspace);
    first.workspace.gate.db.connection.pragma('query_only = ON');
    limited.push(first);
    expect(await faultOf(() => label(first, 'Perdu'))).toBe('no-permission');
    first.workspace.gate.db.connection.pragma('query_only = OFF');
    expect(stateOf(first.workspace)).toEqual(before);
    label(first, 'Gardé');
    expect(checkWorkspace(first.workspace).problems).toEqual([]);
  });

  /** A folder that is not there, and one in which nobody makes a file. */
  const places = ['/nowhere/at/all', ...(existsSync('/sys/kernel') ? ['/sys/kernel'] : [])];
  type Sending = (post: Post, file: string) => unknown;
  const sendings: readonly (readonly [name: string, send: Sending])[] = [
    ['an export', ({ workspace }, file) => writeExchangeFile(workspace, file, null)],
    ['a request to send again', ({ workspace }, file) => writeResendRequest(workspace, file, sites[1])],
    [
      'a file for a site',
      ({ workspace }, file) =>
        sendExchangeFile(workspace, file, { to: sites[1], protection: { kind: 'none' }, limit: null }),
    ],
  ];

  it.each(sendings)('lets %s fail in words before anything is sealed for it', async (_name, send) => {
    const first = manager();
    const reader = await joined(first, sites[1]);
    label(first, 'À envoyer');
    const sealed = () => listReplicas(first.workspace.reader).map((replica) => replica.sealed);
    const before = sealed();
    for (const place of places)
      expect(['no-permission', 'file-missing']).toContain(
        await faultOf(() => send(first, `${place}/file.jalon`)),
      );
    expect(sealed()).toEqual(before);
    await importBytes(reader, exportBytes(first, sites[1]));
    expect(stateOf(reader.workspace)).toEqual(stateOf(first.workspace));
  });
});
