import { describe, expect, it } from 'vitest';
import { findBaseline } from '../../../electron/cli/find-baseline.ts';
import type { Client } from '../../../shared/rpc/create-client.ts';

const baselines = [
  { id: 'a', label: 'Comité de mars', state: 'ready' },
  { id: 'b', label: 'Comité', state: 'unread' },
  { id: 'c', label: 'Vague 1', state: 'ready' },
  { id: 'd', label: 'vague 1', state: 'ready' },
];

/** A backend with these baselines; what it was asked for beside the list is noted. */
function asking(): { client: Pick<Client, 'call'>; read: unknown[] } {
  const read: unknown[] = [];
  const call = (name: string, input: unknown): Promise<unknown> => {
    if (name === 'baseline.list') return Promise.resolve({ baselines });
    read.push(input);
    return Promise.resolve({ milestones: 3 });
  };
  return { client: { call: call as Client['call'] }, read };
}

describe('the baseline a command line means', () => {
  it('is found by its whole name without regard to capitals and accents, or by its id', async () => {
    const { client, read } = asking();
    expect(await findBaseline(client, 'comite de mars', {})).toBe('a');
    expect(await findBaseline(client, 'd', {})).toBe('d');
    expect(read).toEqual([]);
  });

  it('is worked out first where it came by file', async () => {
    const { client, read } = asking();
    expect(await findBaseline(client, 'Comité', {})).toBe('b');
    expect(read).toEqual([{ id: 'b' }]);
  });

  it.each(['Avril', 'Vague 1', ''])('is refused with the names there are: %j', async (wanted) => {
    await expect(findBaseline(asking().client, wanted, {})).rejects.toMatchObject({
      key: 'cli.unknownBaseline',
      values: { baseline: wanted, known: 'Comité de mars, Comité, Vague 1, vague 1' },
    });
  });
});
