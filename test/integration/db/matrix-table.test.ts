import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { newId } from '../../../db/new-id.ts';
import { getMatrixTable } from '../../../db/report/matrix-table.ts';
import { csvCell } from '../../../db/report/table-csv.ts';
import { writeTable } from '../../../db/report/write-table.ts';
import { getMatrixView } from '../../../db/queries/matrix-view.ts';
import { readDemo } from '../../../db/seed/demo-file.ts';
import { loadDemo } from '../../../db/seed/demo-records.ts';
import { putSetting, setGroup } from '../../../db/write/local-tables.ts';
import { isIsoDate } from '../../../shared/domain/iso-date.ts';
import { newPost, type Post } from '../../fixtures/posts.ts';

const today = '2026-11-23';

async function demo(): Promise<Post> {
  const post = newPost();
  const { groupId, saves } = loadDemo(await readDemo('trois-vallees'), { t0: today, newId });
  for (const { ops } of saves) post.workspace.commit(ops, null);
  setGroup(post.workspace.gate, groupId);
  return post;
}

/** The cells of a text as a spreadsheet splits them: quotes doubled, line ends inside quotes kept. */
function parseCsv(text: string): string[][] {
  const rows: string[][] = [[]];
  const cell = /(?:"((?:[^"]|"")*)"|([^;"\r\n]*))(;|\r\n|$)/y;
  while (cell.lastIndex < text.length) {
    const [, quoted, plain, end] = cell.exec(text) ?? [];
    if (end === undefined) throw new Error(`malformed at ${cell.lastIndex}`);
    rows.at(-1)?.push(quoted === undefined ? (plain ?? '') : quoted.replaceAll('""', '"'));
    if (end === '\r\n') rows.push([]);
  }
  return rows.slice(0, -1);
}

interface Written {
  readonly rows: string[][];
  readonly text: string;
  readonly told: { readonly rows: number; readonly bytes: number };
}

async function write(post: Post): Promise<Written> {
  const file = path.join(post.dir, 'matrice.csv');
  const table = getMatrixTable(post.workspace, today);
  const told = await writeTable(post.workspace, { file, format: 'csv' }, table, today);
  const bytes = readFileSync(file);
  expect(told.bytes).toBe(bytes.length);
  expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
  const text = bytes.subarray(3).toString('utf8');
  return { rows: parseCsv(text), text, told };
}

describe('the matrix as a table for a spreadsheet', () => {
  it('has one line per deployment, in the order of the screen, with real dates', async () => {
    const post = await demo();
    const { rows, text, told } = await write(post);
    const view = getMatrixView(post.workspace.reader, today);
    const [headings, ...lines] = rows;
    expect(headings).toHaveLength(10);
    expect(new Set(headings).size).toBe(10);
    expect([lines.length, told.rows]).toEqual([view.cells.length, view.cells.length]);
    expect(lines.every((line) => line.length === 10)).toBe(true);
    expect(text.endsWith('\r\n')).toBe(true);
    expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
    const dates = lines.map((line) => line[8] ?? '').filter(Boolean);
    expect(dates.length).toBeGreaterThan(20);
    const isReal = (date: string) => isIsoDate(`${date.slice(6)}-${date.slice(3, 5)}-${date.slice(0, 2)}`);
    expect(dates.filter((date) => !/^\d\d\/\d\d\/\d{4}$/.test(date) || !isReal(date))).toEqual([]);
    const position = new Map(view.domains.map(({ label }, index) => [label, index]));
    const order = lines.map((line) => position.get(line[1] ?? '') ?? -1);
    expect(order).toEqual([...order].sort((a, b) => a - b));
    expect(lines.map((line) => line[2])).toContain(view.establishments[0]?.name);
    // Codes are told in words.
    expect(text).not.toMatch(/not_started|in_progress|to_come/);
    post.workspace.close();
  });

  it('speaks the language of the workspace', async () => {
    const post = await demo();
    const french = (await write(post)).rows;
    putSetting(post.workspace.gate, 'language', 'en');
    const english = (await write(post)).rows;
    expect(english[0]).not.toEqual(french[0]);
    expect(english.map((row) => row[3])).not.toEqual(french.map((row) => row[3]));
    expect(english.map((row) => row[2]).slice(1)).toEqual(french.map((row) => row[2]).slice(1));
    post.workspace.close();
  });

  it('runs nothing that somebody typed, and loses nothing of it', async () => {
    const post = await demo();
    const names = [
      '=HYPERLINK("http://exemple.fr";"clic")',
      '+33',
      '-1+2',
      '@SOMME(A1)',
      '\t=1',
      '\n=1',
      '＝1+1',
      'a;b"c\r\nd',
    ];
    const products = post.workspace.reader.prepare<[], { id: string; target: string }>(
      'SELECT id, target_product_id AS target FROM deployment WHERE deleted = 0 AND target_product_id IS NOT NULL',
    );
    const targets = [...new Set(products.all().map(({ target }) => target))].slice(0, names.length);
    targets.forEach((id, index) =>
      post.workspace.commit(
        [{ kind: 'update', table: 'product', id, values: { name: names[index] ?? null } }],
        null,
      ),
    );
    const cells = (await write(post)).rows.flat();
    expect(cells.filter((cell) => /^[=+\-@\t\r\n＝＋－＠]/.test(cell))).toEqual([]);
    for (const name of names.slice(0, targets.length))
      expect(cells.some((cell) => cell === name || cell === `'${name}`)).toBe(true);
    post.workspace.close();
  });

  it.each([
    ['Dossier patient', 'Dossier patient'],
    ['=1+1', "'=1+1"],
    ['=A1;B1', '"\'=A1;B1"'],
    ['dit « oui »', 'dit « oui »'],
    ['5"', '"5"""'],
    ['a\nb', '"a\nb"'],
    ['', ''],
  ])('writes %j as %s', (value, cell) => {
    expect(csvCell(value)).toBe(cell);
  });
});
