import { describe, expect, it } from 'vitest';
import { getBasis } from '../../../db/log-state.ts';
import { openWorkspace, type Workspace } from '../../../db/open-workspace.ts';
import { tempDir } from '../../fixtures/temp-profile.ts';

const GROUP = '01890000-0000-7000-8000-000000000001';
const PERSON = '01890000-0000-7000-8000-000000000002';

function open(profileDir = tempDir(), now = 1_700_000_000_000): Workspace {
  return openWorkspace({ profileDir, appVersion: '0.0.0', now: () => now });
}

const nameOf = (workspace: Workspace) =>
  workspace.reader.prepare<[], { name: string }>('SELECT name FROM hospital_group').get()?.name;

const headsOf = (workspace: Workspace) =>
  workspace.reader.prepare<[], { n: number }>('SELECT count(*) AS n FROM head').get()?.n;

describe('commit', () => {
  it('stamps, logs and applies a save, and answers the basis after it', () => {
    const workspace = open();
    const first = workspace.commit(
      [{ kind: 'create', table: 'hospital_group', id: GROUP, values: { name: 'GHT des Essais' } }],
      null,
    );
    expect(first).toEqual({ basis: '1.1.1', tables: ['hospital_group'], withheld: null });
    const second = workspace.commit(
      [{ kind: 'update', table: 'hospital_group', id: GROUP, values: { name: 'GHT Renommé' } }],
      first.basis,
    );
    expect(second.basis).toBe('1.1.2');
    expect(nameOf(workspace)).toBe('GHT Renommé');
    expect(getBasis(workspace.reader)).toBe('1.1.2');
    workspace.close();
  });

  it('makes no save when nothing really changes', () => {
    const workspace = open();
    const first = workspace.commit(
      [{ kind: 'create', table: 'hospital_group', id: GROUP, values: { name: 'GHT' } }],
      null,
    );
    const again = workspace.commit(
      [{ kind: 'update', table: 'hospital_group', id: GROUP, values: { name: 'GHT' } }],
      first.basis,
    );
    expect(again).toEqual({ basis: first.basis, tables: [], withheld: null });
    workspace.close();
  });

  it('keeps both values when a form opened before another own save is submitted after it', () => {
    const workspace = open();
    const opened = workspace.commit(
      [{ kind: 'create', table: 'hospital_group', id: GROUP, values: { name: 'Avant' } }],
      null,
    ).basis;
    workspace.commit(
      [{ kind: 'update', table: 'hospital_group', id: GROUP, values: { name: 'Un' } }],
      opened,
    );
    workspace.commit(
      [{ kind: 'update', table: 'hospital_group', id: GROUP, values: { name: 'Deux' } }],
      opened,
    );
    expect(headsOf(workspace)).toBe(2);
    expect(nameOf(workspace)).toBe('Deux');
    workspace.commit(
      [{ kind: 'update', table: 'hospital_group', id: GROUP, values: { name: 'Deux' } }],
      getBasis(workspace.reader),
    );
    expect(headsOf(workspace)).toBe(1);
    workspace.close();
  });

  it('keeps personal values beside the log, as salted tokens', () => {
    const workspace = open();
    workspace.commit(
      [{ kind: 'create', table: 'person', id: PERSON, values: { lastName: 'Tarvisnel', role: 'PMO_GHT' } }],
      null,
    );
    const patch = workspace.reader.prepare<[], { patch: string }>('SELECT patch FROM op').get()?.patch ?? '';
    expect(patch).not.toContain('Tarvisnel');
    expect(patch).toContain('PMO_GHT');
    const shown = workspace.reader.prepare<[], { last_name: string }>('SELECT last_name FROM person').get();
    expect(shown?.last_name).toBe('Tarvisnel');
    workspace.close();
  });

  it('hides a deleted row, and refuses a bad value with nothing written', () => {
    const workspace = open();
    workspace.commit([{ kind: 'create', table: 'person', id: PERSON, values: { role: 'PMO_GHT' } }], null);
    expect(() =>
      workspace.commit(
        [{ kind: 'update', table: 'person', id: PERSON, values: { role: 'pas un code' } }],
        null,
      ),
    ).toThrow('error.bad-value');
    workspace.commit([{ kind: 'delete', table: 'person', id: PERSON }], null);
    const row = workspace.reader
      .prepare<[], { deleted: number; role: string }>('SELECT deleted, role FROM person')
      .get();
    expect(row).toEqual({ deleted: 1, role: 'PMO_GHT' });
    workspace.close();
  });

  it('refuses to write through the reading connection', () => {
    const workspace = open();
    expect(() => workspace.reader.prepare("INSERT INTO setting VALUES ('a', 'b')")).toThrow();
    workspace.close();
  });
});
