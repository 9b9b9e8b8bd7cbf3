import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import {
  applyWorkbook,
  dropWorkbook,
  exportWorkbook,
  planWorkbook,
} from '../../../db/commands/workbook-commands.ts';
import { updateMilestone } from '../../../db/commands/update-milestone.ts';
import { getBasis } from '../../../db/log-state.ts';
import { getWorkbookList } from '../../../db/queries/workbook-list.ts';
import { openZip, readEntry } from '../../../db/workbook/zip-archive.ts';
import { readWorkbook } from '../../../db/workbook/read-workbook.ts';
import type { WorkbookPlan } from '../../../shared/views/workbook-view.ts';
import { demoPost } from '../../fixtures/demo-post.ts';
import { closeLater } from '../../fixtures/group-of-posts.ts';
import type { Post } from '../../fixtures/posts.ts';

const TODAY = '2026-11-23';
const sample = path.join(import.meta.dirname, '../../fixtures/samples/planning-dpi.xlsx');

const plan = ({ workspace }: Post): WorkbookPlan =>
  planWorkbook(workspace, sample, { domainId: null, aliases: [] }, TODAY);

function apply(post: Post, { domainId, token, basis }: WorkbookPlan = plan(post)) {
  return applyWorkbook(post.workspace, sample, { domainId, aliases: [], token, basis }, TODAY);
}

/** The milestone of a row, by its name at a site. */
function milestone({ workspace }: Post, site: string, label: string) {
  const found = workspace.reader
    .prepare<[string, string], { id: string; start: string; end: string; status: string; progress: number }>(
      `SELECT m.id, m.planned_start AS start, m.planned_end AS end, m.status, m.progress FROM milestone m
        JOIN deployment d ON d.id = m.deployment_id JOIN establishment e ON e.id = d.establishment_id
        JOIN domain o ON o.id = d.domain_id
        WHERE m.deleted = 0 AND o.code = 'DPI' AND e.short_name = ? AND m.label = ?`,
    )
    .all(site, label);
  expect(found).toHaveLength(1);
  return found[0] ?? { id: '', start: '', end: '', status: '', progress: 0 };
}

const entriesOf = (bytes: Buffer): Map<string, Buffer> => {
  const archive = openZip(bytes);
  return new Map(archive.entries.map(({ name }) => [name, readEntry(archive, name) ?? Buffer.alloc(0)]));
};

/** Everything the reader sees of each cell. */
const cellsOf = (bytes: Buffer): Map<string, string> =>
  new Map(
    readWorkbook(bytes).sheets.flatMap(({ name, rows }) =>
      [...rows.values()].flat().map((cell) => [`${name} ${cell.ref}`, JSON.stringify(cell)] as const),
    ),
  );

it('need 000.6 Excel round trip: the sample is imported, one date changed, and all else of the exported workbook is unchanged', async () => {
  const post = closeLater(await demoPost('coteaux-du-sud'));
  const { workspace } = post;
  const seen = plan(post);
  const { create, update, same, decide, duplicate } = seen.counts;
  expect([create + update + same, decide, duplicate]).toEqual([122, 9, 2]);
  expect(seen.domains.find(({ id }) => id === seen.domainId)?.name).toMatch(/patient/i);
  expect(apply(post, seen)).toMatchObject({ created: create, updated: update });
  const site = 'Roche-Claire';
  expect(milestone(post, site, 'Annuaire et habilitations des agents')).toMatchObject({
    start: '2026-02-09',
    end: '2026-03-20',
    status: 'in_progress',
    progress: 80,
  });

  const before = readFileSync(sample);
  const [listed] = getWorkbookList(workspace.reader).workbooks;
  expect(listed).toMatchObject({ name: 'planning-dpi.xlsx', cells: 244, changes: [] });
  const file = path.join(post.dir, 'planning.xlsx');
  const untouched = exportWorkbook(workspace, file, listed?.id ?? '');
  expect(untouched).toMatchObject({ written: 0, kept: [] });
  expect(readFileSync(file).equals(before)).toBe(true);

  const { id } = milestone(post, site, 'Annuaire et habilitations des agents');
  updateMilestone(
    workspace,
    { id, basis: getBasis(workspace.reader), patch: { plannedEnd: '2026-04-10' } },
    TODAY,
  );
  const changes = getWorkbookList(workspace.reader).workbooks[0]?.changes;
  expect(changes).toEqual([
    {
      sheet: 'Roche-Claire',
      ref: 'F12',
      label: 'Annuaire et habilitations des agents',
      siteName: site,
      from: '2026-03-20',
      to: '2026-04-10',
    },
  ]);
  expect(exportWorkbook(workspace, file, listed?.id ?? '')).toMatchObject({ written: 1, kept: [] });

  const after = readFileSync(file);
  // Each entry but the one sheet lies there byte for byte, in the same order.
  const [was, is] = [entriesOf(before), entriesOf(after)];
  expect([...is.keys()]).toEqual([...was.keys()]);
  const changed = [...is].filter(([name, bytes]) => !bytes.equals(was.get(name) ?? Buffer.alloc(0)));
  expect(changed.map(([name]) => name)).toEqual(['xl/worksheets/sheet2.xml']);
  // And of that sheet every character but the cell: widths, formulas, merged cells, formats.
  const sheet = (entries: Map<string, Buffer>) =>
    entries.get('xl/worksheets/sheet2.xml')?.toString('utf8') ?? '';
  expect(sheet(was)).toContain('<c r="F12" s="10"><v>46101</v></c>');
  expect(sheet(is)).toBe(
    sheet(was).replace('<c r="F12" s="10"><v>46101</v></c>', '<c r="F12" s="10"><v>46122</v></c>'),
  );
  const [cellsBefore, cellsAfter] = [cellsOf(before), cellsOf(after)];
  const different = [...cellsAfter].filter(([at, cell]) => cellsBefore.get(at) !== cell);
  expect(different.map(([at]) => at)).toEqual(['Roche-Claire F12']);
  expect(cellsAfter.size).toBe(cellsBefore.size);
});

it('writes a day as its cell had it: text stays text, a number a number, an empty cell is filled, a formula is kept', async () => {
  const post = closeLater(await demoPost('coteaux-du-sud'));
  const { workspace } = post;
  apply(post);
  const move = (site: string, label: string, patch: { plannedStart?: string; plannedEnd?: string | null }) =>
    updateMilestone(
      workspace,
      { id: milestone(post, site, label).id, basis: getBasis(workspace.reader), patch },
      TODAY,
    );
  move('Roche-Claire', 'Mise à niveau réseau, Wi-Fi, postes', { plannedEnd: '2026-05-07' }); // « avril 2026 »
  move('Haut-Bocage', 'Interfaces EAI (GAP, labo, imagerie, pharmacie)', { plannedEnd: '2026-02-20' }); // serial
  move('Clunerac', 'Bilan à trois mois', { plannedStart: '2026-06-15' }); // #REF!
  move('Clunerac', 'VSR', { plannedStart: '2025-07-10' }); // formula
  const file = path.join(post.dir, 'planning.xlsx');
  const [{ id } = { id: '' }] = getWorkbookList(workspace.reader).workbooks;
  expect(exportWorkbook(workspace, file, id)).toMatchObject({ written: 3, kept: ['Clunerac E39'] });
  const cells = cellsOf(readFileSync(file));
  const value = (at: string) => (JSON.parse(cells.get(at) ?? '{}') as { value?: unknown }).value;
  expect(value('Roche-Claire F11')).toEqual({ kind: 'text', text: '07/05/2026' });
  expect(value('Haut-Bocage F18')).toEqual({ kind: 'number', number: 46073 });
  expect(value('Clunerac E56')).toEqual({ kind: 'text', text: '15/06/2026' });
  expect(cells.get('Clunerac E39')).toBe(cellsOf(readFileSync(sample)).get('Clunerac E39'));
  // What was exported reads like what was imported: everything is there already, and says the same.
  const again = planWorkbook(workspace, file, { domainId: null, aliases: [] }, TODAY);
  expect([again.counts.create, again.counts.decide, again.counts.duplicate]).toEqual([0, 9, 2]);
});

it('is one save that one undo takes back, is not applied twice over another plan, and asks about names once', async () => {
  const post = closeLater(await demoPost('coteaux-du-sud'));
  const { workspace } = post;
  const count = () =>
    workspace.reader.prepare<[], { n: number }>('SELECT count(*) AS n FROM milestone WHERE deleted = 0').get()
      ?.n;
  const [seen, were] = [plan(post), count()];
  expect(seen.unknownSites.map(({ text, siteId }) => [text, siteId === null])).toEqual([
    ['CHHB', false],
    ['Hôpital de Montrieux', true],
    ['EHPAD St-Aubin', true],
  ]);
  const siteId = seen.sites[0]?.id ?? '';
  const aliases = [
    { text: 'EHPAD St-Aubin', siteId },
    { text: 'CHHB', siteId: null },
  ];
  const answered = planWorkbook(workspace, sample, { domainId: null, aliases }, TODAY);
  expect(answered.counts.decide).toBe(5); // six of St-Aubin are answered for, two of CHHB left out
  apply(post, seen);
  expect(count()).toBe((were ?? 0) + seen.counts.create);
  expect(() => apply(post, seen)).toThrow(
    expect.objectContaining({ key: 'error.workbook-changed' }) as Error,
  );
  expect(plan(post).counts).toMatchObject({ create: 0, update: 0, same: 122 });
  workspace.history.undo();
  expect(count()).toBe(were);
  expect(plan(post).counts).toEqual(seen.counts);
  // Its milestones are gone again: nothing of them is written, and it can be forgotten.
  const [{ id, cells } = { id: '', cells: 0 }] = getWorkbookList(workspace.reader).workbooks;
  expect(cells).toBeLessThan(244);
  dropWorkbook(workspace, id);
  expect(getWorkbookList(workspace.reader).workbooks).toEqual([]);
});

it('refuses in a sentence what is no workbook, is cut short, or holds no planning', async () => {
  const post = closeLater(await demoPost('coteaux-du-sud'));
  const file = path.join(post.dir, 'file.xlsx');
  const bytes = readFileSync(sample);
  const refusal = (content: Buffer): string => {
    writeFileSync(file, content);
    try {
      planWorkbook(post.workspace, file, { domainId: null, aliases: [] }, TODAY);
    } catch (error) {
      return (error as { key?: string }).key ?? String(error);
    }
    return 'read';
  };
  expect(refusal(Buffer.from('Bonjour'))).toBe('error.workbook-unreadable');
  for (const length of [0, 30, 1000, bytes.length - 30, bytes.length - 1])
    expect(refusal(bytes.subarray(0, length))).toBe('error.workbook-unreadable');
  for (let at = 0; at < bytes.length; at += 211) {
    const flipped = Buffer.from(bytes);
    flipped[at] = (flipped[at] ?? 0) ^ 0xff;
    expect(['read', 'error.workbook-unreadable', 'error.workbook-no-planning']).toContain(refusal(flipped));
  }
});
