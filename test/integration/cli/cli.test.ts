import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { localIsoDate } from '../../../shared/domain/iso-date.ts';
import { formatDate } from '../../../shared/i18n/format.ts';
import { createBackend } from '../../../electron/backend/create-backend.ts';
import { readIcs } from '../../fixtures/read-ics.ts';
import { readPptx } from '../../fixtures/read-pptx.ts';
import { readXlsx } from '../../fixtures/read-xlsx.ts';
import { tempDir } from '../../fixtures/temp-profile.ts';
import { assertDone, runJalon, sentences } from './run-jalon.ts';

const day = '2026-11-23';

/**
 * Names, sizes and times of everything in a folder: what must not change when a command is refused. Nothing is read,
 * because closing a file ends every lock this process holds on it.
 */
function stateOf(folder: string): Record<string, string> {
  return Object.fromEntries(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .map((path) => [path, `${statSync(path).size} bytes, ${statSync(path).mtimeMs}`]),
  );
}

async function firstDemo(): Promise<string> {
  const backend = createBackend({ profileDir: tempDir(), appVersion: '0.0.0', key: null });
  const { demos } = await backend.connect().call('demo.list', {});
  await backend.close();
  const id = demos[0]?.id;
  if (id === undefined) throw new Error('No demonstration is shipped');
  return id;
}

describe('command line under plain Node', () => {
  let demo: string;
  beforeAll(async () => {
    demo = await firstDemo();
  });

  /** A profile with a demonstration, made with a key file; answers where both are. */
  async function withDemo(): Promise<{ profile: string; key: string; folder: string }> {
    const folder = tempDir();
    const [profile, key] = [join(folder, 'profile'), join(folder, 'post.key')];
    const args = ['demo', demo, '--t0', day, '--profile', profile, '--key-file', key];
    assertDone(await runJalon(args));
    return { profile, key, folder };
  }

  it('loads a demonstration, and says so in JSON on one side and words on the other', async () => {
    const profile = join(tempDir(), 'new', 'profile');
    const outcome = await runJalon(['demo', demo, '--t0', day, '--profile', profile]);
    assertDone(outcome);
    expect(outcome.result).toMatchObject({ type: 'result', verb: 'demo', demo });
    expect(outcome.result['milestones']).toBeGreaterThan(0);
    expect(sentences(outcome).at(-1)).toMatch(/^demo\u00a0: terminé/);
    const checked = await runJalon(['check', '--profile', profile, '--lang', 'en']);
    assertDone(checked);
    expect(checked.result).toMatchObject({ verb: 'check', ok: true, problems: [] });
    expect(sentences(checked).at(-1)).toBe('check: done.');
  });

  it('makes the stress group', { timeout: 240_000 }, async () => {
    const profile = tempDir();
    const outcome = await runJalon(['stress', '--t0', day, '--profile', profile]);
    assertDone(outcome);
    expect(outcome.result).toMatchObject({ establishments: expect.any(Number) as number });
    expect(outcome.result['milestones']).toBeGreaterThan(30_000);
  });

  it('takes in a planning kept in Excel, tells what is to be decided, and writes the workbook again', async () => {
    const folder = tempDir();
    const profile = join(folder, 'profile');
    assertDone(await runJalon(['demo', 'coteaux-du-sud', '--t0', '2026-11-23', '--profile', profile]));
    const sample = join(import.meta.dirname, '../../fixtures/samples/planning-dpi.xlsx');
    const planned = await runJalon(['workbook', 'import', sample, '--dry-run', '--profile', profile]);
    assertDone(planned);
    expect(planned.result).toMatchObject({ dryRun: true, counts: { decide: 9, duplicate: 2 } });
    const file = join(folder, 'again.xlsx');
    const early = await runJalon(['workbook', 'export', '--output', file, '--profile', profile]);
    expect([early.code, existsSync(file)]).toEqual([1, false]);
    assertDone(await runJalon(['workbook', 'import', sample, '--domain', 'DPI', '--profile', profile]));
    const written = await runJalon(['workbook', 'export', '--output', file, '--profile', profile]);
    assertDone(written);
    expect(written.result).toMatchObject({ written: 0, kept: [] });
    expect(readFileSync(file).equals(readFileSync(sample))).toBe(true);
  });

  it('exports, plans and imports, and knows a file it has had', async () => {
    const { profile, key, folder } = await withDemo();
    const file = join(folder, 'all.jalon');
    const exported = await runJalon(['export', '--output', file, '--profile', profile, '--key-file', key]);
    assertDone(exported);
    expect(exported.result).toMatchObject({ verb: 'export', bytes: statSync(file).size });

    const other = join(folder, 'other');
    const planned = await runJalon(['import', file, '--dry-run', '--profile', other]);
    assertDone(planned);
    expect(planned.result).toMatchObject({ dryRun: true, state: 'ready' });

    const imported = await runJalon(['import', file, '--profile', other]);
    assertDone(imported);
    expect(imported.lines.map(({ type }) => type)).toEqual(['plan', 'result']);
    expect(imported.result).toMatchObject({ state: 'applied' });

    const again = await runJalon(['import', file, '--profile', other]);
    assertDone(again);
    expect(again.result).toMatchObject({ state: 'nothing-new' });

    const [csv, otherCsv] = [join(folder, 'a.csv'), join(folder, 'b.csv')];
    await runJalon(['report', 'matrix', '--csv', '--output', csv, '--profile', profile]);
    const report = await runJalon(['report', 'matrix', '--csv', '--output', otherCsv, '--profile', other]);
    expect(report.result).toMatchObject({ bytes: statSync(csv).size });
    expect(readFileSync(otherCsv, 'utf8')).toBe(readFileSync(csv, 'utf8'));
  });

  it('makes a picture of the planning without the application, each milestone on it once', async () => {
    const { profile, folder } = await withDemo();
    const file = join(folder, 'planning.svg');
    writeFileSync(file, 'an older picture');
    const asked = ['report', 'gantt', '--svg', '--output', file, '--profile', profile];
    const outcome = await runJalon([
      ...asked,
      '--group-by',
      'domain',
      '--title',
      'Comité <1>',
      '--doc-version',
      '2',
    ]);
    assertDone(outcome);
    const svg = readFileSync(file, 'utf8');
    expect(outcome.result).toMatchObject({ width: 1191, bytes: statSync(file).size, groupBy: 'domain' });
    expect(svg).toMatch(/^<\?xml[^]*<\/svg>\n$/);
    for (const said of [
      'Comité &lt;1&gt; · ',
      'Légende',
      'Version 2',
      'Page 1/1',
      `Données arrêtées au ${formatDate(localIsoDate(new Date()))}`,
    ])
      expect(svg).toContain(said);
    const backend = createBackend({ profileDir: profile, appVersion: '0.0.0', key: null });
    const { milestones } = await backend.connect().call('gantt.view', {});
    await backend.close();
    // The first column alone: a status may be called as a milestone is.
    const written = [...svg.matchAll(/<text x="(?:\d\d)(?:\.\d+)?" [^>]*>([^<]*)<\/text>/g)].map(
      ([, text]) => text,
    );
    const count = (texts: readonly (string | undefined)[], label: string) =>
      texts.filter((text) => text === label).length;
    const labels = milestones.map((one) => one.label);
    // A long one goes on on a second line.
    const short = [...new Set(labels)].filter((label) => label.length < 40);
    expect(short.length).toBeGreaterThan(10);
    expect(short.filter((label) => count(written, label) !== count(labels, label))).toEqual([]);

    const wrong = await runJalon([...asked, '--fit', '2x2', '--scale', '10/week']);
    expect([wrong.code, wrong.result['code']]).toEqual([2, 'cli.fitOrScale']);
    for (const flags of [
      ['--fit', '0x2'],
      ['--scale', '10/year'],
      ['--columns', 'colour'],
      ['--title', ' '],
    ]) {
      const refused = await runJalon([...asked, ...flags]);
      expect([refused.code, refused.result['code'], flags]).toEqual([2, 'cli.badValue', flags]);
    }
    const empty = await runJalon([...asked, '--from', '2099-01-01', '--to', '2099-12-31']);
    expect([empty.code, empty.result['code']]).toEqual([1, 'cli.nothingToPrint']);
    expect(readFileSync(file, 'utf8')).toBe(svg);
  });

  it('writes tables, calendars and slides without a window', { timeout: 120_000 }, async () => {
    const { profile, folder } = await withDemo();
    const report = async (...args: string[]) => {
      const outcome = await runJalon(['report', ...args, '--profile', profile]);
      assertDone(outcome);
      return outcome.result;
    };
    const [xlsx, ics, pptx] = ['m.xlsx', 'j.ics', 'c.pptx'].map((name) => join(folder, name)) as [
      string,
      string,
      string,
    ];
    const matrix = await report('matrix', '--xlsx', '--output', xlsx);
    expect(readXlsx(xlsx).cells.has(`A${3 + Number(matrix['rows'])}`)).toBe(true);
    const calendar = await report('milestones', '--ics', '--site', 'Tournelles', '--output', ics);
    expect(readIcs(readFileSync(ics, 'utf8')).events).toHaveLength(Number(calendar['rows']));
    const slides = await report('pack', '--pptx', '--since', '2026-01-01', '--output', pptx);
    expect(readPptx(pptx)).toHaveLength(Number(slides['slides']));

    const nobody = ['report', 'milestones', '--ics', '--person', 'Personne', '--output', ics];
    const refused = await runJalon([...nobody, '--profile', profile]);
    expect(refused.code).toBe(1);
    expect(sentences(refused).join(' ')).toMatch(/Personne\s» ne désigne pas une seule personne/);
    const lost = ['report', 'milestones', '--pdf', '--site', 'Tournelles', '--output', join(folder, 'j.pdf')];
    expect((await runJalon([...lost, '--profile', profile])).code).not.toBe(0);
  });

  it('takes the output relative to the folder it runs in, and keeps the answer of verbs without a product', async () => {
    const { profile, folder } = await withDemo();
    const outcome = await runJalon(['check', '--profile', profile, '--output', 'check.json'], {
      cwd: folder,
    });
    expect(JSON.parse(readFileSync(join(folder, 'check.json'), 'utf8'))).toEqual(outcome.result);
  });

  it('makes a key file readable by its owner only', async () => {
    const { key } = await withDemo();
    if (process.platform !== 'win32') expect(statSync(key).mode & 0o777).toBe(0o600);
    expect(Buffer.from(readFileSync(key, 'utf8'), 'base64')).toHaveLength(32);
  });

  it('ends with 75 while the workspace is open elsewhere, and changes nothing', async () => {
    const { profile } = await withDemo();
    const backend = createBackend({ profileDir: profile, appVersion: '0.0.0', key: null });
    const before = stateOf(profile);
    const outcome = await runJalon(['check', '--profile', profile]);
    expect(outcome.code).toBe(75);
    expect(outcome.result).toMatchObject({ type: 'error', code: 'workspace-in-use' });
    expect(sentences(outcome)).toHaveLength(1);
    expect(stateOf(profile)).toEqual(before);
    await backend.close();
    expect((await runJalon(['check', '--profile', profile])).code).toBe(0);
  });

  describe('refuses in one sentence and changes nothing', () => {
    it.each<[string, (folder: string, profile: string) => string[], number, string]>([
      ['an unknown flag', (_, p) => ['check', '--fast', '--profile', p], 2, 'cli.unknownFlag'],
      ['an unknown verb', (_, p) => ['exprot', '--profile', p], 2, 'cli.unknownVerb'],
      ['an unknown demonstration', (_, p) => ['demo', 'nowhere', '--profile', p], 1, 'cli.unknownDemo'],
      ['a missing file', (f, p) => ['import', join(f, 'none.jalon'), '--profile', p], 1, 'cli.noSuchFile'],
      ['a folder as file', (f, p) => ['import', f, '--profile', p], 1, 'cli.noSuchFile'],
      [
        'a file of another kind',
        (f, p) => ['import', join(f, 'notes.txt'), '--profile', p],
        1,
        'file-not-jalon',
      ],
      ['an empty file', (f, p) => ['import', join(f, 'empty.jalon'), '--profile', p], 1, 'file-not-jalon'],
      [
        'an export without a key',
        (f, p) => ['export', '--output', join(f, 'a.jalon'), '--profile', p],
        1,
        'cli.needsKey',
      ],
      [
        'a missing key file',
        (f, p) => ['export', '--output', join(f, 'a.jalon'), '--profile', p, '--key-file', join(f, 'none')],
        1,
        'cli.noSuchFile',
      ],
      [
        'a key file of another kind',
        (f, p) => [
          'export',
          '--output',
          join(f, 'a.jalon'),
          '--profile',
          p,
          '--key-file',
          join(f, 'notes.txt'),
        ],
        1,
        'cli.badKeyFile',
      ],
      [
        'an output in a folder that is not there',
        (f, p) => ['report', 'matrix', '--csv', '--output', join(f, 'none', 'a.csv'), '--profile', p],
        1,
        'cli.noSuchFolder',
      ],
      [
        'a folder as output',
        (f, p) => ['report', 'matrix', '--csv', '--output', f, '--profile', p],
        1,
        'cli.outputIsFolder',
      ],
      [
        'printing',
        (f, p) => ['report', 'gantt', '--pdf', '--output', join(f, 'a.pdf'), '--profile', p],
        1,
        'cli.needsApplication',
      ],
      ['a profile without workspace', (f) => ['check', '--profile', join(f, 'none')], 1, 'cli.noWorkspace'],
    ])('%s', async (_what, args, code, reason) => {
      const folder = tempDir();
      const profile = join(folder, 'profile');
      mkdirSync(profile);
      writeFileSync(join(folder, 'notes.txt'), 'not what was asked for');
      writeFileSync(join(folder, 'empty.jalon'), '');
      const made = createBackend({ profileDir: profile, appVersion: '0.0.0', key: null });
      await made.close();
      const before = readdirSync(folder).toSorted();
      const workspace = () => readFileSync(join(profile, 'workspace.sqlite')).length;
      const size = workspace();

      const outcome = await runJalon(args(folder, profile));
      expect(outcome.code).toBe(code);
      expect(outcome.result).toMatchObject({ type: 'error', code: reason });
      expect(sentences(outcome)).toEqual([outcome.result['message']]);
      expect(readdirSync(folder).toSorted()).toEqual(before);
      expect(workspace()).toBe(size);
    });
  });

  it('tells of a site nobody knows, with those there are', async () => {
    const { profile, key, folder } = await withDemo();
    const output = join(folder, 'a.jalon');
    const args = [
      'export',
      '--to',
      'Nulle part',
      '--output',
      output,
      '--profile',
      profile,
      '--key-file',
      key,
    ];
    const outcome = await runJalon(args);
    expect(outcome.code).toBe(1);
    expect(outcome.result).toMatchObject({ code: 'cli.unknownSite' });
    expect(existsSync(output)).toBe(false);
  });
});
