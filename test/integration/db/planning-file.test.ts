import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { newId } from '../../../db/new-id.ts';
import { getGanttView } from '../../../db/queries/gantt-view.ts';
import { writePlanning } from '../../../db/report/write-planning.ts';
import { readDemo } from '../../../db/seed/demo-file.ts';
import { loadDemo } from '../../../db/seed/demo-records.ts';
import { setGroup } from '../../../db/write/local-tables.ts';
import { addDays } from '../../../shared/domain/iso-date.ts';
import type { PlanningChoice, PlanningFormat } from '../../../shared/views/planning-choice.ts';
import { newPost, type Post } from '../../fixtures/posts.ts';
import { type ReadEvent, readIcs } from '../../fixtures/read-ics.ts';
import { readXlsx } from '../../fixtures/read-xlsx.ts';

const today = '2026-11-23';
const plain = (day: string) => day.replaceAll('-', '');

let post: Post;
beforeEach(async () => {
  post = newPost();
  const { groupId, saves } = loadDemo(await readDemo('trois-vallees'), { t0: today, newId });
  for (const { ops } of saves) post.workspace.commit(ops, null);
  setGroup(post.workspace.gate, groupId);
});
afterEach(() => post.workspace.close());

async function write(format: PlanningFormat, choice: PlanningChoice = {}) {
  const file = path.join(post.dir, `planning.${format}`);
  const told = await writePlanning(post.workspace, { file, format }, choice, today);
  return { file, told };
}

async function calendar(choice: PlanningChoice = {}) {
  const { file, told } = await write('ics', choice);
  const text = readFileSync(file, 'utf8');
  const { head, events } = readIcs(text);
  expect(told.rows).toBe(events.length);
  return { text, head, byId: new Map(events.map((event) => [event.get('UID') ?? '', event])) };
}

const view = () => getGanttView(post.workspace.reader, {}, today);
const eventOf = (byId: ReadonlyMap<string, ReadEvent>, id: string) => byId.get(`${id}@jalon`) ?? new Map();

describe('milestones as a calendar', () => {
  it('has every dated milestone once, as whole days, its last day among them', async () => {
    const { head, byId } = await calendar();
    const dated = view().milestones.filter(({ end, status }) => end !== null && status !== 'not_applicable');
    expect(dated.length).toBeGreaterThan(200);
    expect(byId.size).toBe(dated.length);
    for (const { id, start, end } of dated) {
      const event = eventOf(byId, id);
      expect(event.get('DTSTART;VALUE=DATE')).toBe(plain(start ?? end ?? ''));
      expect(event.get('DTEND;VALUE=DATE')).toBe(plain(addDays(end ?? '', 1)));
    }
    expect(head.get('METHOD')).toBe('PUBLISH');
    expect(head.get('VERSION')).toBe('2.0');
  });

  it('is moved by a second import: same UID, higher SEQUENCE, later LAST-MODIFIED', async () => {
    const [milestone] = view().milestones.filter(({ end }) => end !== null);
    const id = milestone?.id ?? '';
    const before = eventOf((await calendar()).byId, id);
    const plannedEnd = addDays(milestone?.end ?? '', 7);
    post.workspace.commit([{ kind: 'update', table: 'milestone', id, values: { plannedEnd } }], null);
    const { byId } = await calendar();
    const after = eventOf(byId, id);
    expect(after.get('DTEND;VALUE=DATE')).toBe(plain(addDays(plannedEnd, 1)));
    expect(Number(after.get('SEQUENCE'))).toBe(Number(before.get('SEQUENCE')) + 1);
    expect(String(after.get('LAST-MODIFIED')) >= String(before.get('LAST-MODIFIED'))).toBe(true);
    // Nothing else changed: the same file again, to the byte.
    expect((await calendar()).byId).toEqual(byId);
  });

  it('keeps any label whole, in lines other programs take', async () => {
    const [milestone] = view().milestones;
    const label = `Recette ; VSR, « été » \\ 10 % : ${'é🙂'.repeat(60)}`;
    post.workspace.commit(
      [{ kind: 'update', table: 'milestone', id: milestone?.id ?? '', values: { label } }],
      null,
    );
    const { text, byId } = await calendar();
    expect(eventOf(byId, milestone?.id ?? '').get('SUMMARY')).toContain(label);
    expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
    const longest = Math.max(...text.split('\r\n').map((line) => Buffer.byteLength(line)));
    expect(longest).toBeLessThanOrEqual(75);
    // No character is cut in two by the folding.
    expect(text).not.toContain('\uFFFD');
  });

  it('is that of a site, or of a person, as the planning is narrowed', async () => {
    const { milestones, deployments, establishments } = view();
    const site = establishments[1];
    const here = new Set(
      deployments.filter(({ establishmentId }) => establishmentId === site?.id).map(({ id }) => id),
    );
    const ofSite = await calendar({ establishmentIds: [site?.id ?? ''] });
    const shown = (one: { end: string | null; status: string }) =>
      one.end !== null && one.status !== 'not_applicable';
    expect(ofSite.byId.size).toBe(
      milestones.filter((one) => shown(one) && here.has(one.deploymentId)).length,
    );
    const owner = milestones.find((one) => one.owner !== null && shown(one))?.owner ?? '';
    const ofPerson = await calendar({ filter: { owners: [owner] } });
    expect(ofPerson.byId.size).toBe(milestones.filter((one) => shown(one) && one.owner === owner).length);
    expect([...ofPerson.byId.values()].every((event) => event.get('DESCRIPTION')?.includes(owner))).toBe(
      true,
    );
    expect((await calendar({ domainIds: [] })).byId.size).toBe(0);
  });
});

describe('the planning as a table', () => {
  it('has one row per milestone of the choice, with real days', async () => {
    const { milestones, establishments } = view();
    const { file, told } = await write('xlsx');
    expect(told.rows).toBe(milestones.length);
    const { cells } = readXlsx(file);
    expect(cells.get('A4')?.value).toBe(establishments[0]?.name);
    expect(cells.get('G3')?.value).toBe('Début');
    expect(cells.get('G4')?.format).toBe('dd/mm/yyyy');
    const late = await write('csv', { filter: { states: ['late'] } });
    expect(late.told.rows).toBe(milestones.filter((one) => one.late).length);
    expect(readFileSync(late.file, 'utf8').trimEnd().split('\r\n')).toHaveLength(late.told.rows + 1);
  });
});
