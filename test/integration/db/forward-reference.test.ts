import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { readExchangeFile } from '../../../db/exchange/read-exchange-file.ts';
import { writeExchangeFile } from '../../../db/exchange/write-exchange-file.ts';
import { openWorkspace } from '../../../db/open-workspace.ts';
import { importFile } from '../../../db/write/import-file.ts';
import { setGroup } from '../../../db/write/local-tables.ts';
import { tempDir } from '../../fixtures/temp-profile.ts';

const id = (last: number): string => `01890000-0000-7000-8000-00000000000${last}`;
const [GROUP, FIRST, SECOND, LINK] = [id(1), id(2), id(3), id(4)];
const open = (key: number) =>
  openWorkspace({
    profileDir: tempDir(),
    appVersion: '0.0.0',
    key: { privateKeyRaw: new Uint8Array(32).fill(key) },
  });

it('imports a save whose records refer to rows that it creates further on', async () => {
  const sender = open(1);
  sender.commit(
    [
      { kind: 'create', table: 'hospital_group', id: GROUP, values: { name: 'GHT des Essais' } },
      { kind: 'create', table: 'dependency', id: LINK, values: { predecessor: FIRST, successor: SECOND } },
      { kind: 'create', table: 'milestone', id: FIRST, values: { label: 'Un' } },
      { kind: 'create', table: 'milestone', id: SECOND, values: { label: 'Deux' } },
    ],
    null,
  );
  setGroup(sender.gate, GROUP);
  const file = path.join(tempDir(), 'all.jalon');
  writeExchangeFile(sender, file, null);

  const receiver = open(2);
  const outcome = await importFile(receiver.gate, readExchangeFile(receiver.gate.db, readFileSync(file)), {
    keep: true,
    nowMs: 1_700_000_000_000,
    publicKey: null,
    hooks: { slice: () => Promise.resolve() },
    inspect: ({ state }) => state,
  });
  expect(outcome).toBe('applied');
  const link = 'SELECT id, predecessor_id, successor_id FROM dependency';
  expect(receiver.reader.prepare(link).all()).toEqual([
    { id: LINK, predecessor_id: FIRST, successor_id: SECOND },
  ]);
  expect(receiver.reader.prepare('SELECT * FROM quarantine').all()).toEqual([]);
  sender.close();
  receiver.close();
});
