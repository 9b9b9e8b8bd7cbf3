/** A person's values are forgotten at every post, whatever comes in which order, and nothing brings them back. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { array, assert, asyncProperty, constantFrom, nat, record } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkWorkspace } from '../../../db/check/check-workspace.ts';
import { deletePerson, purgePerson, updatePerson } from '../../../db/commands/person-commands.ts';
import { getBasis } from '../../../db/log-state.ts';
import { getConflicts } from '../../../db/queries/conflict-list.ts';
import { getPeopleView } from '../../../db/queries/people-view.ts';
import { search } from '../../../db/queries/search.ts';
import { writePersonData } from '../../../db/report/write-person-data.ts';
import { AppError } from '../../../shared/rpc/app-error.ts';
import { expectSameState, joined, manager } from '../../fixtures/group-of-posts.ts';
import { exportBytes, importBytes, SMALL_GROUP, type Post } from '../../fixtures/posts.ts';
import { admit, OTHER, PERSON, sendAll, turnOn, writeAs } from '../../fixtures/trusted-group.ts';

const { sites } = SMALL_GROUP;

function give(at: Post, patch: Parameters<typeof updatePerson>[1]['patch'], id: string = OTHER): void {
  updatePerson(at.workspace, { id, basis: getBasis(at.workspace.reader), patch });
}

function purge(at: Post, reason = '', id: string = OTHER) {
  return purgePerson(at.workspace, { id, basis: getBasis(at.workspace.reader), reason }, PERSON);
}

/** The values of the person shown, and all that is still known of them beside the log. */
function knownOf(at: Post, id: string = OTHER) {
  const { reader } = at.workspace;
  const person = getPeopleView(reader).people.find((one) => one.id === id);
  const values = reader
    .prepare<[], { value: string }>('SELECT value FROM personal_value ORDER BY value')
    .all()
    .map(({ value }) => value);
  return { shown: [person?.firstName, person?.lastName, person?.email, person?.phone], values };
}

/** Every byte of a workspace's tables, as text. */
function heldText({ workspace }: Post): string {
  const tables = workspace.reader
    .prepare<[], { name: string }>("SELECT name FROM sqlite_schema WHERE type = 'table'")
    .all();
  return tables
    .map(({ name }) =>
      JSON.stringify(
        workspace.reader.prepare<[], Record<string, unknown>>(`SELECT * FROM ${name}`).all(),
        (_, value: unknown) => (value instanceof Uint8Array ? Buffer.from(value).toString('latin1') : value),
      ),
    )
    .join('\n');
}

const NOTHING = [null, null, null, null];

async function group(): Promise<[Post, Post, Post]> {
  const first = manager();
  writeAs(first, PERSON);
  give(first, { firstName: 'Zéphyrine', lastName: 'Quintefeuille', email: 'zq@exemple.fr', phone: '0199' });
  return [first, await joined(first, sites[1]), await joined(first, sites[2])];
}

describe('the purge of a person', () => {
  it('forgets their values here: shown, searched, told, kept beside the log; the log itself stays whole', async () => {
    const [first] = await group();
    expect(search(first.workspace.reader, 'quintefeuille')).toHaveLength(1);
    purge(first, 'Demande du 12/11/2026');
    expect(knownOf(first).shown).toEqual(NOTHING);
    expect(search(first.workspace.reader, 'quintefeuille')).toEqual([]);
    expect(heldText(first)).not.toMatch(/Quintefeuille|Zéphyrine|zq@exemple/);
    expect(checkWorkspace(first.workspace).problems).toEqual([]);
    const person = getPeopleView(first.workspace.reader).people.find(({ id }) => id === OTHER);
    expect(person?.purged).toMatchObject({ reason: 'Demande du 12/11/2026' });
    // No undo brings them back: neither of the purge nor of what came before it.
    expect(first.workspace.history.next().undo).toBeNull();
    // What is entered afterwards, knowing of the purge, is as good as ever.
    give(first, { lastName: 'Nouveau-Nom' });
    expect(knownOf(first).shown).toEqual([null, 'Nouveau-Nom', null, null]);
    expect(checkWorkspace(first.workspace).problems).toEqual([]);
  });

  it('is followed everywhere, and by what others said meanwhile', async () => {
    const [first, second, third] = await group();
    give(second, { phone: '0288', lastName: 'Autrement' });
    purge(first);
    await sendAll(second, third);
    expect(knownOf(third).shown[1]).toBe('Autrement');
    await sendAll(first, third, second);
    await sendAll(second, first);
    await sendAll(third, first, second);
    for (const at of [first, second, third]) {
      expect(knownOf(at).shown).toEqual(NOTHING);
      expect(heldText(at)).not.toMatch(/Quintefeuille|Autrement|0288/);
      expectSameState(at, first);
      expect(checkWorkspace(at.workspace).problems).toEqual([]);
    }
  });

  it('lets no older file bring anything back, and sends nothing of it to a newcomer', async () => {
    const [first, second] = await group();
    const old = exportBytes(first);
    give(second, { phone: '0288' });
    const older = exportBytes(second);
    purge(first);
    await importBytes(first, old);
    await importBytes(first, older);
    expect(knownOf(first).shown).toEqual(NOTHING);
    const newcomer = await joined(first, sites[3]);
    expect(heldText(newcomer)).not.toMatch(/Quintefeuille|0288/);
    await importBytes(newcomer, old);
    await importBytes(newcomer, older);
    expect(knownOf(newcomer).shown).toEqual(NOTHING);
    expect(heldText(newcomer)).not.toMatch(/Quintefeuille|0288/);
    expectSameState(newcomer, first);
  });

  it('reaches files that waited here', async () => {
    const [first, second, third] = await group();
    give(second, { phone: '0288' });
    const early = exportBytes(second, sites[0]);
    await sendAll(third, second);
    await importBytes(first, early);
    give(second, { phone: '0377' });
    const late = exportBytes(second, sites[2]);
    purge(third);
    expect((await importBytes(third, late)).state).toBe('applied');
    expect(knownOf(third).shown).toEqual(NOTHING);
    expect(heldText(third)).not.toContain('0377');
  });

  it('comes to the same in any order of edits, purges and files', async () => {
    const step = record({
      post: nat(2),
      kind: constantFrom('edit', 'edit', 'purge', 'send', 'send', 'send'),
      to: nat(2),
      value: nat(4),
    });
    await assert(
      asyncProperty(array(step, { minLength: 4, maxLength: 14 }), async (steps) => {
        const posts = await group();
        for (const { post, kind, to, value } of steps) {
          const at = posts[post] as Post;
          if (kind === 'edit') give(at, { phone: `09${value}${post}` });
          else if (kind === 'purge') purge(at);
          else if (to !== post) await sendAll(at, posts[to] as Post);
        }
        for (let round = 0; round < 2; round++)
          for (const from of posts) await sendAll(from, ...posts.filter((to) => to !== from));
        for (const at of posts) {
          expectSameState(at, posts[0]);
          expect(knownOf(at)).toEqual(knownOf(posts[0]));
          expect(checkWorkspace(at.workspace).problems).toEqual([]);
        }
        if (steps.some(({ kind }) => kind === 'purge'))
          expect(heldText(posts[1])).not.toContain('Quintefeuille');
        for (const at of posts) at.clock.ms += 1;
      }),
      { numRuns: 8 },
    );
  });

  it('tells a value in dispute as erased, when and by whom', async () => {
    const [first, second] = await group();
    give(first, { phone: '0111' });
    give(second, { phone: '0222' });
    await sendAll(second, first);
    expect(getConflicts(first.workspace.reader).total).toBe(1);
    purge(first);
    const [conflict] = getConflicts(first.workspace.reader).conflicts;
    for (const { words } of conflict?.sides ?? []) expect(words[0]).toMatch(/^donnée effacée le .* par /);
  });

  it('is up to administrators and project managers once rights are on', async () => {
    const [first, second] = await group();
    turnOn(first);
    writeAs(second, OTHER);
    await sendAll(second, first);
    admit(first, second, { level: 'site', site: sites[1], people: [OTHER] });
    await sendAll(first, second);
    expect(() => purge(second)).toThrow(AppError);
    // Written all the same, as by another program, it waits in the tray and forgets nothing.
    second.workspace.commit(
      [
        {
          kind: 'create',
          table: 'purge',
          id: '01890000-0000-7000-8000-00000000aaaa',
          values: { person: OTHER },
        },
      ],
      null,
    );
    await sendAll(second, first);
    expect(knownOf(first).shown[1]).toBe('Quintefeuille');
    expect(getPeopleView(second.workspace.reader).mayPurge).toBe(false);
    purge(first);
    await sendAll(first, second);
    expect(knownOf(second).shown).toEqual(NOTHING);
    expect(checkWorkspace(second.workspace).problems).toEqual([]);
  });

  it('is not for oneself, and leaves the person to be taken out of the directory', async () => {
    const [first] = await group();
    expect(() => purge(first, '', PERSON)).toThrow(AppError);
    purge(first);
    deletePerson(first.workspace, { id: OTHER, basis: getBasis(first.workspace.reader) }, PERSON);
    expect(checkWorkspace(first.workspace).problems).toEqual([]);
  });
});

describe('the data of a person', () => {
  it('are written whole: what is shown, what was, what they did, where they are named', async () => {
    const [first] = await group();
    give(first, { lastName: 'Desormes' });
    const write = (format: 'json' | 'csv'): string => {
      const file = path.join(first.dir, `personne.${format}`);
      writePersonData(first.workspace, file, { id: OTHER, format });
      return readFileSync(file, 'utf8');
    };
    const data = JSON.parse(write('json')) as {
      fields: object;
      history: { value: string; by: string | null }[];
    };
    expect(Object.values(data.fields)).toContain('Desormes');
    expect(data.history.map(({ value }) => value)).toEqual(
      expect.arrayContaining(['Quintefeuille', 'Desormes', 'zq@exemple.fr']),
    );
    const table = write('csv');
    expect(table).toContain('Quintefeuille');
    expect(table.startsWith('\uFEFF')).toBe(true);
    purge(first);
    expect(write('json') + write('csv')).not.toMatch(/Quintefeuille|Desormes|zq@/);
  });
});
