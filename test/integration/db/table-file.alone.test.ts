import type * as FileSystem from 'node:fs';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { writeTable } from '../../../db/report/write-table.ts';
import { dayFromCivil } from '../../../shared/domain/iso-date.ts';
import { type TableFile, type TableFormat, tableFileSchema } from '../../../shared/views/table-file.ts';
import { AppError } from '../../../shared/rpc/app-error.ts';
import { newPost, type Post } from '../../fixtures/posts.ts';
import { readXlsx } from '../../fixtures/read-xlsx.ts';

const today = '2026-11-23';

/** Stands for what Windows says of a file that Excel has open. */
const held = vi.hoisted(() => ({ file: '' }));
vi.mock('node:fs', async (original) => {
  const fs = await original<typeof FileSystem>();
  return {
    ...fs,
    renameSync: (from: string, to: string) => {
      if (to === held.file) throw Object.assign(new Error('held'), { code: 'EPERM' });
      fs.renameSync(from, to);
    },
  };
});

/** Every kind of column, with what could be taken for something else. */
const table: TableFile = tableFileSchema.parse({
  title: "L'écart [S12] : jalons / sites d'Auriac et d'ailleurs",
  dataDate: '2026-11-12',
  columns: [
    { header: 'Jalon', kind: 'text' },
    { header: 'Début', kind: 'date' },
    { header: 'Écart (J ouvrés)', kind: 'number' },
    { header: 'Avancement', kind: 'percent' },
  ],
  rows: [
    ['Recette', '2026-11-30', -5, 0.5],
    ['=HYPERLINK("http://exemple.fr";"clic")', '2026-03-01', 2.5, 0.125],
    ['12/03', '1950-01-01', 1200, 1],
    ['é\u0001 « <oui> » & "non"', null, null, null],
    ['', '2150-12-31', 0, 0],
  ],
});

let post: Post | undefined;
afterEach(() => {
  post?.workspace.close();
  post = undefined;
});

async function write(format: TableFormat, name = `table.${format}`): Promise<string> {
  post ??= newPost();
  const file = path.join(post.dir, name);
  await writeTable(post.workspace, { file, format }, table, today);
  return file;
}

describe('a table as an Excel workbook', () => {
  it('keeps days, numbers, shares and texts what they are, and nothing is a formula', async () => {
    const { cells, xml } = readXlsx(await write('xlsx'));
    const value = (at: string) => cells.get(at)?.value;
    // Excel counts days from 30 December 1899.
    const serial = (year: number, month: number, day: number) => dayFromCivil(year, month, day) + 25_569;
    expect([value('A4'), value('B4'), value('C4'), value('D4')]).toEqual([
      'Recette',
      serial(2026, 11, 30),
      -5,
      0.5,
    ]);
    expect([value('B6'), value('B8')]).toEqual([serial(1950, 1, 1), serial(2150, 12, 31)]);
    expect(cells.get('B4')?.format).toBe('dd/mm/yyyy');
    expect([cells.get('D4')?.format, cells.get('D5')?.format]).toEqual(['0%', '0.0%']);
    expect(value('A5')).toBe('=HYPERLINK("http://exemple.fr";"clic")');
    expect(value('A6')).toBe('12/03');
    // Without the control character, which no XML holds.
    expect(value('A7')).toBe('é « <oui> » & "non"');
    expect(cells.has('B7')).toBe(false);
    expect(xml).not.toMatch(/<f[ >]/);
  });

  it('says what it is and of which day, and keeps its headings in sight', async () => {
    const { name, cells, xml } = readXlsx(await write('xlsx'));
    expect(cells.get('A1')?.value).toBe(table.title);
    expect(cells.get('A2')?.value).toMatch(/Données au 12\/11\/2026 · édité le 23\/11\/2026$/);
    expect(['A3', 'B3', 'C3', 'D3'].map((at) => cells.get(at)?.value)).toEqual(
      table.columns.map(({ header }) => header),
    );
    expect(xml).toMatch(/<pane [^>]*ySplit="3"[^>]*state="frozen"/);
    expect([...xml.matchAll(/<col [^>]*width="(\d+)"/g)].map(([, width]) => Number(width))).toEqual([
      40, 12, 18, 12,
    ]);
    expect(name.length).toBeLessThanOrEqual(31);
    expect(name).not.toMatch(/[[\]:*?/\\]|^'|'$/);
  });
});

describe('a table as text', () => {
  it('is what French Excel reads by double click', async () => {
    const text = readFileSync(await write('csv'), 'utf8');
    expect(text).toBe(
      [
        '\uFEFFJalon;Début;Écart (J ouvrés);Avancement',
        'Recette;30/11/2026;-5;50%',
        '"\'=HYPERLINK(""http://exemple.fr"";""clic"")";01/03/2026;2,5;12,5%',
        '12/03;01/01/1950;1200;100%',
        '"é\u0001 « <oui> » & ""non""";;;',
        ';31/12/2150;0;0%',
        '',
      ].join('\r\n'),
    );
  });
});

describe('a table that cannot be written', () => {
  it.each(['xlsx', 'csv'] as const)('%s: says so and leaves everything as it was', async (format) => {
    post = newPost();
    const { dir } = post;
    mkdirSync(path.join(dir, 'taken'));
    writeFileSync(path.join(dir, 'taken', 'kept.txt'), 'kept');
    const before = readdirSync(dir, { recursive: true });
    await expect(write(format, 'taken')).rejects.toMatchObject({ code: 'file-missing' });
    await expect(write(format, 'gone/table')).rejects.toMatchObject({ code: 'file-missing' });
    expect(readdirSync(dir, { recursive: true })).toEqual(before);
  });

  it('says that another program holds the file, which stays whole', async () => {
    const file = await write('xlsx');
    const before = readFileSync(file);
    held.file = file;
    await expect(write('xlsx')).rejects.toMatchObject({ code: 'no-permission', key: 'error.file-in-use' });
    held.file = '';
    expect(readFileSync(file).equals(before)).toBe(true);
    expect(readdirSync(path.dirname(file)).filter((name) => name.endsWith('.tmp'))).toEqual([]);
  });

  it('is refused before anything is written when it is too large or its cells are not of their column', () => {
    const refused = (other: Partial<TableFile>) =>
      expect(tableFileSchema.safeParse({ ...table, ...other }).success).toBe(false);
    refused({ rows: [['Recette', '30/11/2026', 1, 1]] });
    refused({ rows: [['Recette', null, 'cinq', 1]] });
    refused({ rows: [['Recette', null, 1]] });
    refused({ rows: [['x'.repeat(32_768), null, 1, 1]] });
    refused({ rows: Array.from({ length: 100_001 }, () => ['', null, null, null]) });
    refused({ columns: [] });
    refused({ title: '  ' });
  });
});

describe('a long table as a workbook', () => {
  const rows = Array.from({ length: 12_000 }, (_, at) => [`Jalon ${at}`, '2026-11-30', at, 0.5]);
  const long = { ...table, rows };
  const begin = () => {
    post = newPost();
    const file = path.join(post.dir, 'long.xlsx');
    writeFileSync(file, 'the old one');
    return { file, workspace: post.workspace };
  };

  it('lets others in again and again while it is written, and says how far it is', async () => {
    const { file, workspace } = begin();
    const told: number[] = [];
    await writeTable(workspace, { file, format: 'xlsx' }, long, today, (share) => {
      told.push(share);
      return Promise.resolve();
    });
    expect(told.length).toBeGreaterThanOrEqual(24);
    expect(told).toEqual(told.toSorted((a, b) => a - b));
    expect(told.at(-1)).toBe(1);
    const { cells } = readXlsx(file);
    expect(cells.get('A12003')?.value).toBe('Jalon 11999');
    expect(cells.get('C12003')?.value).toBe(11_999);
  });

  it('leaves the file as it was when it is stopped halfway', async () => {
    const { file, workspace } = begin();
    const stop = (share: number) =>
      share > 0.5 ? Promise.reject(new AppError('cancelled')) : Promise.resolve();
    await expect(writeTable(workspace, { file, format: 'xlsx' }, long, today, stop)).rejects.toMatchObject({
      code: 'cancelled',
    });
    expect(readFileSync(file, 'utf8')).toBe('the old one');
    expect(readdirSync(path.dirname(file)).filter((name) => name.includes('long'))).toEqual(['long.xlsx']);
  });
});
