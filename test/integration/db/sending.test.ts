/** What sending tells beforehand, and what it remembers afterwards. */
import { describe, expect, it } from 'vitest';
import { updatePerson } from '../../../db/commands/person-commands.ts';
import { getBasis } from '../../../db/log-state.ts';
import { getExchangeView } from '../../../db/queries/exchange-view.ts';
import { joined, label, manager } from '../../fixtures/group-of-posts.ts';
import type { RecordOp } from '../../../shared/exchange/record-op.ts';
import { exportBytes, idOf, importBytes, SMALL_GROUP, type Post } from '../../fixtures/posts.ts';
import { OTHER, writeAs } from '../../fixtures/trusted-group.ts';

const { sites } = SMALL_GROUP;

/** The small group, whose first two sites are members of it. */
function group(): Post {
  const first = manager();
  const member = (id: string, establishment: string): RecordOp => ({
    kind: 'create',
    table: 'membership',
    id,
    values: { establishment, role: 'member' },
  });
  first.workspace.commit([member(idOf(801), sites[0]), member(idOf(802), sites[1])], null);
  return first;
}

const viewOf = (at: Post) => getExchangeView(at.workspace.reader, '2026-11-23');
const recipient = (at: Post, site: string) =>
  viewOf(at).recipients.find(({ establishmentId }) => establishmentId === site);

describe('before sending', () => {
  it('the size of a file is told, near enough, and the seconds it takes on the line of its site', async () => {
    const first = group();
    const within = (told: number | undefined, bytes: number): void => {
      expect(told).toBeGreaterThan(bytes / 2);
      expect(told).toBeLessThan(bytes * 2);
    };
    // A first file, everything in it; the estimate is made before anything is sealed, too.
    exportBytes(first, sites[2]);
    within(recipient(first, sites[1])?.estimate.bytes, exportBytes(first, sites[1]).length);
    expect(recipient(first, sites[1])?.estimate.seconds).toBeNull();
    const site = await joined(first, sites[1]);
    await importBytes(first, exportBytes(site, sites[0]));
    for (let n = 0; n < 40; n++) label(first, `Libellé ${n}`);
    const { estimate } = recipient(first, sites[1]) ?? {};
    within(estimate?.bytes, exportBytes(first, sites[1]).length);
    first.workspace.commit(
      [
        {
          kind: 'create',
          table: 'reference_value',
          id: '01890000-0000-7000-8000-00000000c1a5',
          values: { list: 'network_class', code: 'R3', value: 4 },
        },
        { kind: 'update', table: 'establishment', id: sites[1], values: { networkClass: 'R3' } },
      ],
      null,
    );
    expect(recipient(first, sites[1])?.estimate.seconds).toBe(1);
  });

  it('the addresses are those of who writes at the site', async () => {
    const first = group();
    updatePerson(first.workspace, {
      id: OTHER,
      basis: getBasis(first.workspace.reader),
      patch: { email: 'site@exemple.fr' },
    });
    const site = await joined(first, sites[1]);
    expect(recipient(first, sites[1])?.mail).toEqual([]);
    writeAs(site, OTHER);
    label(site, 'Du site');
    await importBytes(first, exportBytes(site, sites[0]));
    expect(recipient(first, sites[1])?.mail).toEqual(['site@exemple.fr']);
  });
});

describe('after sending', () => {
  it('a file counts as received there once every post of its site has said it holds all of it', async () => {
    const first = group();
    const site = await joined(first, sites[1]);
    await importBytes(first, exportBytes(site, sites[0]));
    label(first, 'Une suite');
    const bytes = exportBytes(first, sites[1]);
    const acknowledged = () =>
      viewOf(first)
        .history.filter(({ direction, peer }) => direction === 'sent' && peer !== '')
        .map((record) => record.acknowledged);
    expect(acknowledged()).toEqual([false]);
    await importBytes(site, bytes);
    expect(acknowledged()).toEqual([false]);
    await importBytes(first, exportBytes(site, sites[0]));
    expect(acknowledged()).toEqual([true]);
    label(first, 'Une autre');
    exportBytes(first, sites[1]);
    expect(acknowledged()).toEqual([false, true]);
  });
});
