import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { migrate, readSchemaVersion } from '../../../db/migrate.ts';
import { migrations, type Migration } from '../../../db/migrations/index.ts';
import { openWorkspace } from '../../../db/open-workspace.ts';
import { connect, type Connection } from '../../../db/sqlite.ts';
import { tempDir } from '../../fixtures/temp-profile.ts';

const family: readonly Migration[] = [
  {
    name: '0000_family',
    kind: 'projection',
    sql: `CREATE TABLE parent (id text PRIMARY KEY NOT NULL, name text);
--> statement-breakpoint
CREATE TABLE child (id text PRIMARY KEY NOT NULL, parent_id text NOT NULL,
  FOREIGN KEY (parent_id) REFERENCES parent(id) ON DELETE cascade);`,
  },
];

/** What drizzle-kit writes when a column of `parent` changes: the table is made anew under another name. */
const rebuild: Migration = {
  name: '0001_rebuild',
  kind: 'projection',
  sql: `PRAGMA foreign_keys=OFF;--> statement-breakpoint
CREATE TABLE \`__new_parent\` (id text PRIMARY KEY NOT NULL, name text DEFAULT 'sans nom' NOT NULL);
--> statement-breakpoint
INSERT INTO \`__new_parent\`("id", "name") SELECT "id", "name" FROM \`parent\`;--> statement-breakpoint
DROP TABLE \`parent\`;--> statement-breakpoint
ALTER TABLE \`__new_parent\` RENAME TO \`parent\`;--> statement-breakpoint
PRAGMA foreign_keys=ON;`,
};

const noBackup = () => undefined;

function openFamily(): { file: string; connection: Connection } {
  const file = path.join(tempDir('migrate'), 'family.sqlite');
  const connection = connect(file, { create: true });
  connection.pragma('foreign_keys = ON');
  migrate(connection, family, noBackup);
  connection.exec(`INSERT INTO parent VALUES ('a', 'A'), ('b', 'B');
    INSERT INTO child VALUES ('1', 'a'), ('2', 'a'), ('3', 'b');`);
  return { file, connection };
}

const rowsOf = (connection: Connection, table: string) =>
  connection.prepare(`SELECT * FROM ${table} ORDER BY id`).all();

describe('migrations', () => {
  it('keep every child row when the table above it is rebuilt', () => {
    const { connection } = openFamily();
    const before = rowsOf(connection, 'child');
    let backups = 0;
    const result = migrate(connection, [...family, rebuild], () => void backups++);
    expect(result).toEqual({ from: 1, to: 2 });
    expect(rowsOf(connection, 'child')).toEqual(before);
    expect(rowsOf(connection, 'parent')).toHaveLength(2);
    expect(backups).toBe(1);
    // References are watched again, and still lead to the rebuilt table.
    expect(connection.pragma('foreign_keys', { simple: true })).toBe(1);
    expect(() => connection.exec("INSERT INTO child VALUES ('4', 'nobody')")).toThrow('FOREIGN KEY');
    expect(
      connection.prepare("SELECT count(*) AS n FROM sqlite_schema WHERE sql LIKE '%STRICT%'").get(),
    ).toEqual({ n: 2 });
    connection.close();
  });

  it('show what goes wrong when foreign keys stay on during a rebuild: the children are gone', () => {
    const { connection } = openFamily();
    connection.transaction(() => {
      for (const statement of rebuild.sql.split('--> statement-breakpoint')) connection.exec(statement);
    })();
    expect(rowsOf(connection, 'child')).toEqual([]);
    connection.close();
  });

  it('do nothing the second time', () => {
    const { file, connection } = openFamily();
    const bytes = readFileSync(file);
    const changes = connection.prepare('SELECT total_changes() AS n').get();
    expect(migrate(connection, family, () => expect.unreachable('no backup is needed'))).toEqual({
      from: 1,
      to: 1,
    });
    expect(connection.prepare('SELECT total_changes() AS n').get()).toEqual(changes);
    connection.close();
    expect(readFileSync(file)).toEqual(bytes);
  });

  it.each([
    ['a statement fails', 'CREATE TABLE other (id text); INSERT INTO nowhere VALUES (1);', /no such table/],
    ['a row is left hanging', "DELETE FROM parent WHERE id = 'a';", /error.migration-dangling/],
  ])('leave the file as it was when %s', (_, sql, message) => {
    const { file, connection } = openFamily();
    const before = readFileSync(file);
    expect(() => migrate(connection, [...family, { name: 'bad', kind: 'log', sql }], noBackup)).toThrow(
      message,
    );
    expect(readSchemaVersion(connection).version).toBe(1);
    expect(rowsOf(connection, 'child')).toHaveLength(3);
    expect(connection.pragma('foreign_keys', { simple: true })).toBe(1);
    connection.close();
    expect(readFileSync(file)).toEqual(before);
  });
});

/** Every file of a profile folder with a hash of its bytes. */
function filesOf(dir: string): Record<string, string> {
  return Object.fromEntries(
    readdirSync(dir, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => {
        const file = path.join(entry.parentPath, entry.name);
        return [path.relative(dir, file), createHash('sha256').update(readFileSync(file)).digest('hex')];
      }),
  );
}

/** Sizes and times of the files of a workspace that is open: reading one would end the locks this process holds. */
function timesOf(dir: string): string[] {
  return readdirSync(dir).map((name) => {
    const { size, mtimeMs } = statSync(path.join(dir, name));
    return `${name}: ${size} bytes, ${mtimeMs}`;
  });
}

function makeWorkspace(): string {
  const profileDir = tempDir();
  const workspace = openWorkspace({ profileDir, appVersion: '0.0.0' });
  workspace.commit(
    [
      {
        kind: 'create',
        table: 'hospital_group',
        id: '01890000-0000-7000-8000-000000000001',
        values: { name: 'GHT des Essais' },
      },
    ],
    null,
  );
  workspace.close();
  return profileDir;
}

const sound: Migration = {
  name: 'later',
  kind: 'log',
  sql: 'CREATE TABLE later (id INTEGER PRIMARY KEY) STRICT;',
};
const broken: Migration = {
  name: 'broken',
  kind: 'log',
  sql: 'DELETE FROM save; SELECT no_such_function();',
};

describe('opening a workspace', () => {
  it('refuses one of a newer version with a sentence, and touches no byte of it', () => {
    const profileDir = makeWorkspace();
    openWorkspace({ profileDir, appVersion: '9.0.0', migrations: [...migrations, sound] }).close();
    const before = filesOf(profileDir);
    expect(() => openWorkspace({ profileDir, appVersion: '0.0.0' })).toThrow('error.workspace-newer');
    expect(filesOf(profileDir)).toEqual(before);
  });

  it('refuses a SQLite file that is no workspace, and touches no byte of it', () => {
    const profileDir = tempDir();
    const file = path.join(profileDir, 'workspace.sqlite');
    const other = connect(file, { create: true });
    other.exec('CREATE TABLE recipes (id INTEGER PRIMARY KEY, name TEXT); PRAGMA user_version = 1;');
    other.close();
    const before = readFileSync(file);
    expect(() => openWorkspace({ profileDir, appVersion: '0.0.0' })).toThrow('error.workspace-not-jalon');
    expect(readFileSync(file)).toEqual(before);
  });

  it('backs up before a migration; a failing one changes nothing, and the copy can be put back', () => {
    const profileDir = makeWorkspace();
    const file = path.join(profileDir, 'workspace.sqlite');
    const before = readFileSync(file);
    const steps = [...migrations, sound, broken];
    expect(() => openWorkspace({ profileDir, appVersion: '9.0.0', migrations: steps })).toThrow(
      'no_such_function',
    );
    expect(readFileSync(file)).toEqual(before);
    const backups = readdirSync(path.join(profileDir, 'backups'));
    expect(backups).toEqual([expect.stringMatching(/-migration\.sqlite$/)]);

    const restored = tempDir('restored');
    copyFileSync(path.join(profileDir, 'backups', backups[0] ?? ''), path.join(restored, 'workspace.sqlite'));
    for (const dir of [profileDir, restored]) {
      const workspace = openWorkspace({ profileDir: dir, appVersion: '0.0.0' });
      expect(workspace.reader.prepare('SELECT name FROM hospital_group').all()).toEqual([
        { name: 'GHT des Essais' },
      ]);
      workspace.close();
    }
  });

  it('is refused while another holds the workspace, and nothing is changed', () => {
    const profileDir = makeWorkspace();
    const holder = openWorkspace({ profileDir, appVersion: '0.0.0' });
    const before = timesOf(profileDir);
    expect(() => openWorkspace({ profileDir, appVersion: '0.0.0' })).toThrow(
      expect.objectContaining({ code: 'workspace-in-use' }),
    );
    expect(timesOf(profileDir)).toEqual(before);
    holder.commit(
      [
        {
          kind: 'update',
          table: 'hospital_group',
          id: '01890000-0000-7000-8000-000000000001',
          values: { name: 'GHT Toujours ouvert' },
        },
      ],
      null,
    );
    holder.close();
    expect(existsSync(path.join(profileDir, 'workspace.sqlite-wal'))).toBe(false);
  });

  it('says that a file which is no SQLite file is damaged', () => {
    const profileDir = makeWorkspace();
    copyFileSync(path.join(profileDir, 'boot.json'), path.join(profileDir, 'workspace.sqlite'));
    expect(() => openWorkspace({ profileDir, appVersion: '0.0.0' })).toThrow(
      expect.objectContaining({ code: 'workspace-damaged' }),
    );
  });
});
