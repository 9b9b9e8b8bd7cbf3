import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import { getGanttView } from '../../db/queries/gantt-view.ts';
import { openWorkspace, type Workspace } from '../../db/open-workspace.ts';
import { connect, readDb } from '../../db/sqlite.ts';
import { localIsoDate } from '../../shared/domain/iso-date.ts';
import { buildGanttModel } from '../../shared/gantt/gantt-model.ts';
import type { GanttView } from '../../shared/gantt/gantt-view.ts';
import {
  buildGrouping,
  buildRows,
  finishedKeys,
  type GroupBy,
  type RowFilter,
  type RowSource,
} from '../../shared/gantt/rows.ts';
import { createTranslate } from '../../shared/i18n/translate.ts';
import { ganttWords } from '../../shared/gantt/words.ts';
import type { SharedProfile } from './shared-app.ts';

type ProfilePlace = Pick<SharedProfile, 'dir'>;

function read<T>({ dir }: ProfilePlace, query: (db: ReturnType<typeof readDb>) => T): T {
  const connection = connect(join(dir, 'workspace.sqlite'), { readonly: true });
  try {
    return query(readDb(connection));
  } finally {
    connection.close();
  }
}

/** Writes into a profile as its post does, while no window has it open. */
export function writeInto({ dir }: ProfilePlace, write: (workspace: Workspace) => void): void {
  const workspace = openWorkspace({ profileDir: dir, appVersion: '0.0.0', now: Date.now });
  try {
    write(workspace);
  } finally {
    workspace.close();
  }
}

/** What the workspace holds now, as its planning. */
export function viewOf(profile: ProfilePlace): GanttView {
  return read(profile, (db) => getGanttView(db, {}, localIsoDate(new Date())));
}

/** Saves in the log, and the changes of the last one. */
export function savesOf(profile: ProfilePlace): { saves: number; lastOps: number } {
  return read(profile, (db) => ({
    saves: db.prepare<[], { n: number }>('SELECT count(*) AS n FROM save').get()?.n ?? 0,
    lastOps:
      db
        .prepare<[], { n: number }>('SELECT count(*) AS n FROM op WHERE seq = (SELECT max(seq) FROM save)')
        .get()?.n ?? 0,
  }));
}

/** The rows as the screen first shows them, what is finished being folded; `isFolded` false shows them all. */
export function rowsOf(
  view: GanttView,
  groupBy: GroupBy = 'establishment',
  { isFolded = true, filter = {} }: { isFolded?: boolean; filter?: RowFilter } = {},
): RowSource {
  const model = buildGanttModel(view);
  const words = ganttWords(createTranslate('fr'), (_list, code) => code);
  const grouping = buildGrouping(model, groupBy, filter, words.groups);
  const collapsed = new Set(isFolded ? finishedKeys(model) : []);
  return { model, grouping, rows: buildRows(model, grouping, collapsed) };
}

/** Goes to the planning, and waits until its rows are painted. */
export async function openPlanning(page: Page): Promise<void> {
  await page.getByRole('navigation').first().getByText('Planning', { exact: true }).click();
  await page.locator('#gantt-row-0').waitFor({ state: 'attached' });
  await page.getByRole('button', { name: 'Imprimer' }).waitFor();
}

/** Groups the rows by what a choice of the toolbar says. */
export async function groupRows(page: Page, choice: string): Promise<void> {
  await page.getByRole('combobox', { name: 'Grouper' }).click();
  await page.getByRole('option', { name: choice }).click();
}

/** The element of a row. */
export function rowElement(page: Page, row: number): Locator {
  return page.locator(`#gantt-row-${row}`);
}

/** Texts of a row: label, start, end, status, owner. */
export async function cellsOf(page: Page, row: number): Promise<string[]> {
  return rowElement(page, row).locator('> *').allTextContents();
}

/** Scrolls a row well into the window, and waits until the elements of the rows have followed. */
export async function scrollToRow(page: Page, row: number): Promise<void> {
  await scroller(page).evaluate((item, wanted) => {
    const height = item.querySelector('[id^=gantt-row-]')?.getBoundingClientRect().height ?? 0;
    item.scrollTop = Math.max(0, wanted - 4) * height;
  }, row);
  await expect
    .poll(() =>
      scroller(page).evaluate((item) => {
        const first = item.querySelector('[id^=gantt-row-]');
        const height = first?.getBoundingClientRect().height ?? 1;
        return first?.id === `gantt-row-${Math.floor(item.scrollTop / height)}`;
      }),
    )
    .toBe(true);
}

/** What scrolls the planning. */
export function scroller(page: Page): Locator {
  return page.getByRole('treegrid').locator('xpath=../..');
}

/** The note beside the pointer. */
export function tip(page: Page): Locator {
  return scroller(page).locator('xpath=../*[@role="status"]');
}

export interface MarkPlace {
  /** First and last x at which the pointer is on the mark. */
  readonly x0: number;
  readonly x1: number;
  readonly y: number;
}

/** Finds the mark of a row as a hand does: by the note that shows where the pointer is over it. */
export async function findMark(page: Page, row: number): Promise<MarkPlace> {
  const line = await rowElement(page, row).boundingBox();
  const chart = await page.getByRole('img', { name: /^Diagramme/ }).boundingBox();
  if (!line || !chart) throw new Error(`row ${row} is not to be seen`);
  const y = line.y + line.height / 2;
  const isOn = async (x: number): Promise<boolean> => {
    await page.mouse.move(x, y);
    return tip(page).isVisible();
  };
  const first = Math.ceil(chart.x) + 2;
  const last = Math.floor(chart.x + chart.width) - 2;
  let on = first;
  while (on <= last && !(await isOn(on))) on += 10;
  if (on > last) throw new Error(`no mark in row ${row}`);
  return { x0: await edge(isOn, on, first), x1: await edge(isOn, on, last), y };
}

/** The last place from one where something holds towards one where it no longer does, or that one itself. */
async function edge(holds: (x: number) => Promise<boolean>, from: number, to: number): Promise<number> {
  let inside = from;
  let outside = to;
  if (await holds(to)) return to;
  while (Math.abs(outside - inside) > 1) {
    const middle = Math.trunc((inside + outside) / 2);
    if (await holds(middle)) inside = middle;
    else outside = middle;
  }
  return inside;
}
