import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { calendarOfZone } from '../../shared/domain/calendar.ts';
import { takeBaseline } from '../../db/commands/baseline-commands.ts';
import { createPeriod } from '../../db/commands/period-commands.ts';
import { updateMilestone } from '../../db/commands/update-milestone.ts';
import { getBasis } from '../../db/log-state.ts';
import type { Workspace } from '../../db/open-workspace.ts';
import { getGanttView } from '../../db/queries/gantt-view.ts';
import { dayFromIso, isoFromDay, localIsoDate } from '../../shared/domain/iso-date.ts';
import { dayText } from '../../shared/gantt/day.ts';
import type { GanttView } from '../../shared/gantt/gantt-view.ts';
import { KIND, STATUS } from '../../shared/gantt/gantt-model.ts';
import type { PeriodValues } from '../../shared/views/calendar-view.ts';
import { ROW, rowLabel, type RowSource } from '../../shared/gantt/rows.ts';
import {
  cellsOf,
  findMark,
  groupRows,
  openPlanning,
  rowElement,
  rowsOf,
  savesOf,
  scroller,
  scrollToRow,
  tip,
  viewOf,
  writeInto,
  type MarkPlace,
} from './gantt-fixture.ts';
import {
  answerSaveDialog,
  chooseIdentity,
  expectAccessible,
  lookAtScreen,
  openJalon,
  projectManager,
  setSize,
  setTheme,
  largeWindow,
  smallWindow,
  takeScreenshot,
  type Jalon,
} from './open-jalon.ts';
import { goTo, makeProfile, type SharedProfile } from './shared-app.ts';

/** Pixels a day at the scale « Mois ». */
const MONTH_SCALE = 6;
const mainland = calendarOfZone(null);

let profile: SharedProfile;
let jalon: Jalon;
let source: RowSource;

/** Row of the first task to come that lasts a week or more and lies within two months of today. */
function taskToMove({ model, rows }: RowSource): number {
  for (let row = 0; row < rows.count; row++) {
    if (rows.kind[row] !== ROW.milestone) continue;
    const m = rows.ref[row]!;
    const start = model.start[m]!;
    const isNear = start > model.today + 5 && start < model.today + 60;
    const isLong = model.end[m]! - start >= 6 && !model.milestones[m]!.countsCalendarDays;
    if (model.kind[m] === KIND.task && model.status[m] === STATUS.to_come && isNear && isLong) return row;
  }
  throw new Error('the demo has no such task');
}

/** How far beyond the drawn ends of a wide bar it is still hit, once its handles stand beside it. */
const MARK_EDGE = 2;
/** From there to the middle of a handle, and to where the line of a link surely runs. */
const TIE_AT = 5;
const LINK_STUB = 25;

/** Takes the handle at the end of a mark to the start of another; the button is still held. */
async function dragTie(page: Page, from: MarkPlace, to: MarkPlace): Promise<void> {
  await page.mouse.move(from.x1 - 8, from.y);
  await page.mouse.move(from.x1 + TIE_AT, from.y);
  await page.mouse.down();
  await page.mouse.move((from.x1 + to.x0) / 2, (from.y + to.y) / 2, { steps: 3 });
  await page.mouse.move(to.x0 + 8, to.y, { steps: 3 });
}

/** Two tasks of one deployment, near each other and today, the second after the first and not linked with it. */
function rowsToLink({ model, rows }: RowSource, view: GanttView): { from: number; to: number } {
  const linked = new Set(view.links.map((link) => `${link.predecessorId} ${link.successorId}`));
  const isNear = (m: number) =>
    model.kind[m] === KIND.task &&
    model.status[m] === STATUS.to_come &&
    model.end[m]! - model.start[m]! > 6 &&
    model.start[m]! > model.today &&
    model.end[m]! < model.today + 70;
  for (let from = 0; from < rows.count; from++) {
    if (rows.kind[from] !== ROW.milestone || !isNear(rows.ref[from]!)) continue;
    for (let to = from + 2; to < from + 8 && rows.kind[to] === ROW.milestone; to++) {
      const [a, b] = [rows.ref[from]!, rows.ref[to]!];
      const isLinked = linked.has(`${model.milestones[a]!.id} ${model.milestones[b]!.id}`);
      if (isNear(b) && !isLinked && model.start[b]! > model.end[a]! + 3) return { from, to };
    }
  }
  throw new Error('the demo has no such tasks');
}

/** A baseline of the plan, a freeze of the group, a closure and a maintenance window of its last site, and two milestones held to a day. */
function addCalendar(workspace: Workspace): void {
  const today = localIsoDate(new Date());
  const after = (days: number) => isoFromDay(dayFromIso(today) + days);
  const basis = () => getBasis(workspace.reader);
  const { establishments, milestones } = getGanttView(workspace.reader, {}, today);
  const site = establishments.at(-1)?.id ?? '';
  const period = (kind: PeriodValues['kind'], establishmentId: string | null, from: number, to: number) => {
    const values = { kind, establishmentId, label: 'Fin d’année', fromDate: after(from), toDate: after(to) };
    createPeriod(workspace, { basis: basis(), values });
  };
  period('freeze', null, 26, 42);
  period('closure', site, 12, 16);
  period('maintenance', site, 3, 6);
  takeBaseline(workspace, { label: 'COSTRAT', deploymentId: null }, today);
  const near = milestones.filter(({ start }) => start !== null && start > today && start < after(40));
  near.slice(0, 24).forEach(({ id, end }, at) => {
    const day = isoFromDay(dayFromIso(end ?? today) + (at % 2 === 0 ? -2 : 12));
    const patch = [{ deadline: day }, { notAfter: day }, { fixedOn: end }][at % 3] ?? {};
    updateMilestone(workspace, { id, basis: basis(), patch }, today);
  });
}

/** Waits for a state of the log that lasts: no other save follows. */
async function expectSaves(count: number): Promise<void> {
  await expect.poll(() => savesOf(profile).saves, { timeout: 5000 }).toBe(count);
  await jalon.page.waitForTimeout(250);
  expect(savesOf(profile).saves).toBe(count);
}

beforeAll(async () => {
  profile = await makeProfile(['demo', 'trois-vallees']);
  writeInto(profile, addCalendar);
  jalon = await openJalon({ profile: profile.dir });
  await chooseIdentity(jalon.page, projectManager);
  await openPlanning(jalon.page);
  source = rowsOf(viewOf(profile));
});

afterAll(async () => {
  await jalon.close();
  profile.remove();
});

/** Says what is to become of the milestones a move pushes. */
async function answerImpact(page: Page, answer: string): Promise<void> {
  const dialog = page.getByRole('dialog', { name: 'Ce déplacement en entraîne d’autres' });
  await dialog.getByRole('button', { name: answer }).click();
  await dialog.waitFor({ state: 'detached' });
}

describe('planning', () => {
  it('is pleasant and accessible in both sizes and themes', async () => {
    await lookAtScreen(jalon, 'gantt');
    expect(jalon.complaints).toEqual([]);
  });

  it('shows the rows of the group, with what is finished folded', async () => {
    const { page } = jalon;
    for (const row of [0, 1, 2, 12]) {
      expect((await cellsOf(page, row))[0]).toBe(rowLabel(source, row));
    }
    const folded = Array.from({ length: 20 }, (_, row) => row).find(
      (row) =>
        source.rows.kind[row] === ROW.deployment &&
        source.model.summaries[source.rows.ref[row]!]!.total > 0 &&
        source.model.summaries[source.rows.ref[row]!]!.total ===
          source.model.summaries[source.rows.ref[row]!]!.done,
    );
    expect(await rowElement(page, folded ?? -1).getAttribute('aria-expanded')).toBe('false');
  });

  it('moves a bar by working days with a live note, and Esc restores it without a save', async () => {
    const { page } = jalon;
    await page.getByText('Mois', { exact: true }).click();
    await page.getByRole('button', { name: /^Aller à aujourd’hui/ }).click();
    const row = taskToMove(source);
    await scrollToRow(page, row);
    const before = await cellsOf(page, row);
    const milestone = source.rows.ref[row]!;
    const start = source.model.start[milestone]!;
    const end = source.model.end[milestone]!;
    const mark = await findMark(page, row);
    const { saves } = savesOf(profile);

    const days = 9;
    const x = Math.round((mark.x0 + mark.x1) / 2);
    await page.mouse.move(x, mark.y);
    await page.mouse.down();
    await page.mouse.move(x + 3 * MONTH_SCALE, mark.y, { steps: 3 });
    await page.mouse.move(x + days * MONTH_SCALE, mark.y, { steps: 3 });
    const newStart = mainland.onOrAfter(start + days);
    const worked = mainland.workingDaysBetween(start, end + 1);
    const newEnd = mainland.dayAt(mainland.indexOf(newStart) + worked - 1);
    const note = await tip(page).innerText();
    const moved = mainland.workingDaysBetween(start, newStart);
    expect(note).toContain(dayText(newStart));
    expect(note).toContain(dayText(newEnd));
    expect(note).toContain(`${moved} jours ouvrés plus tard`);
    // At rest the backend says what follows; its answer goes with the dates it was asked for.
    await expect
      .poll(() => tip(page).innerText())
      .toMatch(/Entraîne \d+ jalons?, \d+ sites?, \+\d+ J ouvrés/);
    await takeScreenshot(page, 'gantt-drag-1280-light');
    await page.keyboard.press('Escape');
    expect(await tip(page).isVisible()).toBe(false);
    await page.mouse.up();
    expect(await cellsOf(page, row)).toEqual(before);
    await expectSaves(saves);

    await page.mouse.move(x, mark.y);
    await page.mouse.down();
    await page.mouse.move(x + days * MONTH_SCALE, mark.y, { steps: 4 });
    await page.mouse.up();
    await answerImpact(page, 'Ne déplacer que ce jalon');
    await expect
      .poll(() => cellsOf(page, row))
      .toEqual([before[0], dayText(newStart), dayText(newEnd), ...before.slice(3)]);
    await expectSaves(saves + 1);
    const stored = viewOf(profile).milestones.find(({ id }) => id === source.model.milestones[milestone]!.id);
    expect([dayFromIso(stored?.start ?? ''), dayFromIso(stored?.end ?? '')]).toEqual([newStart, newEnd]);
  });

  it('resizes a bar by its end, and in the same save moves what it pushes', async () => {
    const { page } = jalon;
    const row = taskToMove(source);
    const [, start, end] = await cellsOf(page, row);
    const mark = await findMark(page, row);
    const { saves } = savesOf(profile);
    const last = viewOf(profile).milestones.find(
      ({ id }) => id === source.model.milestones[source.rows.ref[row]!]!.id,
    );
    await page.mouse.move(mark.x1 - 6, mark.y);
    await page.mouse.down();
    await page.mouse.move(mark.x1 - 6 + 8 * MONTH_SCALE, mark.y, { steps: 4 });
    await page.mouse.up();
    await page.getByRole('dialog', { name: 'Ce déplacement en entraîne d’autres' }).waitFor();
    await takeScreenshot(page, 'gantt-impact-1280-light');
    await answerImpact(page, 'Appliquer');
    const newEnd = mainland.onOrAfter(dayFromIso(last?.end ?? '') + 8);
    await expect
      .poll(() => cellsOf(page, row).then((cells) => cells.slice(1, 3)))
      .toEqual([start, dayText(newEnd)]);
    expect(dayText(newEnd)).not.toBe(end);
    await expectSaves(saves + 1);
    expect(savesOf(profile).lastOps).toBeGreaterThan(1);
  });

  it('does the same by keyboard: Alt+Shift with arrows moves and resizes, Esc gives up', async () => {
    const { page } = jalon;
    const row = taskToMove(source);
    await rowElement(page, row).click();
    const [, start = '', end = ''] = await cellsOf(page, row);
    const { saves } = savesOf(profile);
    await page.keyboard.down('Alt');
    await page.keyboard.down('Shift');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowRight');
    expect(await tip(page).innerText()).toContain('2 jours ouvrés plus tard');
    await page.keyboard.press('Escape');
    await page.keyboard.up('Shift');
    await page.keyboard.up('Alt');
    expect((await cellsOf(page, row)).slice(1, 3)).toEqual([start, end]);
    await expectSaves(saves);

    await page.keyboard.down('Alt');
    await page.keyboard.down('Shift');
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.up('Shift');
    await page.keyboard.up('Alt');
    await answerImpact(page, 'Ne déplacer que ce jalon');
    const longer = mainland.addWorkingDays(dayFromIso(end.split('/').toReversed().join('-')), 1);
    await expect
      .poll(() => cellsOf(page, row).then((cells) => cells.slice(1, 3)))
      .toEqual([start, dayText(longer)]);
    await expectSaves(saves + 1);
  });

  it('links two bars by the handle at an end, refuses a circle with its path, and unlinks by a click', async () => {
    const { page } = jalon;
    await page.getByText('Mois', { exact: true }).click();
    const { from, to } = rowsToLink(source, viewOf(profile));
    await scrollToRow(page, from);
    const { saves } = savesOf(profile);
    const [first, second] = [await findMark(page, from), await findMark(page, to)];
    await dragTie(page, first, second);
    await takeScreenshot(page, 'gantt-tie-1280-light');
    await page.keyboard.press('Escape');
    await page.mouse.up();
    await expectSaves(saves);

    await dragTie(page, first, second);
    expect(await tip(page).innerText()).toContain('Fin → début');
    await page.mouse.up();
    await expectSaves(saves + 1);
    const [a, b] = [from, to].map((row) => source.model.milestones[source.rows.ref[row]!]!.id);
    const isLinked = () =>
      viewOf(profile).links.some((link) => link.predecessorId === a && link.successorId === b);
    expect(isLinked()).toBe(true);

    await dragTie(page, second, first);
    await page.mouse.up();
    const alert = page.getByRole('alert').filter({ hasText: 'ferait tourner en rond' });
    await alert.getByText(/ → .* → /).waitFor();
    await takeScreenshot(page, 'gantt-circle-1280-light');
    await alert.getByRole('button', { name: 'Fermer' }).click();
    await expectSaves(saves + 1);

    // Where the line comes into the second bar.
    await page.mouse.click(second.x0 - LINK_STUB, second.y);
    const link = page.getByRole('dialog', { name: /^Lien/ });
    await link.getByRole('textbox', { name: /^Délai/ }).fill('3');
    await page.keyboard.press('Enter');
    await expectSaves(saves + 2);
    await takeScreenshot(page, 'gantt-link-1280-light');
    await link.getByRole('button', { name: /^Retirer le lien/ }).click();
    await link.waitFor({ state: 'detached' });
    await expectSaves(saves + 3);
    expect(isLinked()).toBe(false);
  });

  it('draws progress by its grip in steps of five, and gives a level from the menu of a right click', async () => {
    const { page } = jalon;
    const row = taskToMove(source);
    await scrollToRow(page, row);
    const mark = await findMark(page, row);
    const { saves } = savesOf(profile);
    const id = source.model.milestones[source.rows.ref[row]!]!.id;
    const progress = () => viewOf(profile).milestones.find((milestone) => milestone.id === id)?.progress;
    const before = progress();
    const bar = { x0: mark.x0 + MARK_EDGE, x1: mark.x1 - MARK_EDGE };
    const drag = async (): Promise<void> => {
      await page.mouse.move((bar.x0 + bar.x1) / 2, mark.y);
      await page.mouse.move(bar.x0, mark.y + 10);
      await page.mouse.down();
      await page.mouse.move(bar.x0 + (bar.x1 - bar.x0) * 0.41, mark.y + 4, { steps: 4 });
      expect(await tip(page).innerText()).toContain('Avancement\u00a0: 40\u00a0%');
    };
    await drag();
    await takeScreenshot(page, 'gantt-progress-1280-light');
    await page.keyboard.press('Escape');
    await page.mouse.up();
    await expectSaves(saves);
    expect(progress()).toBe(before);
    await drag();
    await page.mouse.up();
    await expectSaves(saves + 1);
    expect(progress()).toBe(40);
    const notice = page.getByRole('alert').filter({ hasText: 'Avancement\u00a0: 40\u00a0%' });
    await notice.getByRole('button', { name: 'Fermer' }).click();

    await page.mouse.click((bar.x0 + bar.x1) / 2, mark.y, { button: 'right' });
    await takeScreenshot(page, 'gantt-menu-1280-light');
    await page.getByRole('menuitem', { name: /^75/ }).click();
    await expectSaves(saves + 2);
    expect(progress()).toBe(75);
    await page.keyboard.press('Alt+Shift+PageUp');
    await expectSaves(saves + 3);
    expect(progress()).toBe(80);
  });

  it('moves all that are chosen by the same working days, in one save that one undo takes back', async () => {
    const { page } = jalon;
    const row = taskToMove(source);
    await scrollToRow(page, row);
    await rowElement(page, row).click();
    await page.keyboard.press('Shift+ArrowDown');
    await rowElement(page, row + 3).click({ modifiers: ['Control'] });
    const rows = [row, row + 1, row + 3];
    const bar = page.getByRole('toolbar', { name: 'Jalons choisis' });
    await bar.getByText('3 jalons choisis').waitFor();
    expect(await Promise.all(rows.map((one) => rowElement(page, one).getAttribute('aria-selected')))).toEqual(
      rows.map(() => 'true'),
    );
    const ids = rows.map((one) => source.model.milestones[source.rows.ref[one]!]!.id);
    const starts = () =>
      ids.map((id) => dayFromIso(viewOf(profile).milestones.find((one) => one.id === id)?.start ?? ''));
    const before = starts();
    const { saves } = savesOf(profile);
    const mark = await findMark(page, row);
    const x = Math.round((mark.x0 + mark.x1) / 2);
    await page.mouse.move(x, mark.y);
    await page.mouse.down();
    await page.mouse.move(x + 6 * MONTH_SCALE, mark.y, { steps: 4 });
    expect(await tip(page).innerText()).toContain('et 2 autres jalons choisis');
    await expect.poll(() => tip(page).innerText()).toMatch(/Entraîne/);
    await takeScreenshot(page, 'gantt-several-1280-light');
    await page.mouse.up();
    await answerImpact(page, 'Ne déplacer que ces 3 jalons');
    await expectSaves(saves + 1);
    expect(savesOf(profile).lastOps).toBe(3);
    const days = mainland.workingDaysBetween(before[0]!, starts()[0]!);
    expect(days).toBeGreaterThan(2);
    expect(starts()).toEqual(
      before.map((day) => mainland.dayAt(mainland.indexOf(mainland.onOrAfter(day)) + days)),
    );
    await page.keyboard.press('Control+z');
    await expect.poll(starts).toEqual(before);

    await bar.getByRole('combobox', { name: 'Avancement' }).click();
    await page.getByRole('option', { name: /^50/ }).click();
    await expect
      .poll(() => viewOf(profile).milestones.flatMap((one) => (ids.includes(one.id) ? [one.progress] : [])))
      .toEqual([50, 50, 50]);
    await expectAccessible(page);
    await page.keyboard.press('Control+z');
    await bar.getByRole('button', { name: /^Quitter/ }).click();
    await bar.waitFor({ state: 'detached' });
    expect(await rowElement(page, row).getAttribute('aria-selected')).toBe('false');
  });

  it('changes a milestone in its panel by F2 and links it by L, a fault being told at its field', async () => {
    const { page } = jalon;
    const row = taskToMove(source);
    await rowElement(page, row).click();
    const { saves } = savesOf(profile);
    await page.keyboard.press('F2');
    const panel = page.getByRole('complementary', { name: /^Planification/ });
    const start = panel.getByRole('textbox', { name: 'Début' });
    await expect.poll(() => start.evaluate((item) => item === document.activeElement)).toBe(true);
    await start.fill('31/02/2027');
    await page.keyboard.press('Enter');
    await panel.getByText(/date/i).first().waitFor();
    await start.fill('01/01/2040');
    await page.keyboard.press('Enter');
    await panel
      .getByText(/avant|après|fin/i)
      .first()
      .waitFor();
    await takeScreenshot(page, 'gantt-panel-1280-light');
    await expectAccessible(page);
    await expectSaves(saves);
    await page.keyboard.press('Escape');
    await panel.waitFor({ state: 'detached' });
    await page.keyboard.press('l');
    const other = panel.getByRole('combobox', { name: 'Jalon à lier' });
    await expect.poll(() => other.evaluate((item) => item === document.activeElement)).toBe(true);
    await panel.getByRole('button', { name: 'Fermer' }).click();
    await page.getByRole('treegrid').focus();
    await page.keyboard.press('?');
    await page.getByRole('dialog', { name: 'Raccourcis clavier' }).waitFor();
    await takeScreenshot(page, 'gantt-help-1280-light');
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
  });

  it('zooms at the pointer: what is under it stays there', async () => {
    const { page } = jalon;
    const row = taskToMove(source);
    await page.mouse.move(1, 1);
    const before = await findMark(page, row);
    const x = Math.round((before.x0 + before.x1) / 2);
    await page.mouse.move(x, before.y);
    await page.keyboard.down('Control');
    for (let i = 0; i < 4; i++) await page.mouse.wheel(0, -100);
    await page.keyboard.up('Control');
    const after = await findMark(page, row);
    const factor = 1.15 ** 4;
    // The zone that takes hold of an end keeps its width, and pixels are whole.
    expect(Math.abs(after.x0 - (x - (x - before.x0) * factor))).toBeLessThan(6);
    expect(Math.abs(after.x1 - (x + (before.x1 - x) * factor))).toBeLessThan(6);
    await page.mouse.move(x, before.y);
    await page.keyboard.down('Control');
    for (let i = 0; i < 4; i++) await page.mouse.wheel(0, 100);
    await page.keyboard.up('Control');
    const back = await findMark(page, row);
    expect(Math.abs(back.x0 - before.x0)).toBeLessThanOrEqual(2);
  });

  it('fits the whole planning with Ctrl+0, wherever the focus is, and leaves the page zoom alone', async () => {
    const { page, app } = jalon;
    const window = await app.browserWindow(page);
    await page.getByRole('button', { name: 'Imprimer' }).focus();
    await window.evaluate((shown) => {
      shown.webContents.setZoomLevel(0.5);
      shown.webContents.sendInputEvent({ type: 'keyDown', keyCode: '0', modifiers: ['control'] });
      shown.webContents.sendInputEvent({ type: 'keyUp', keyCode: '0', modifiers: ['control'] });
    });
    const overflow = () =>
      scroller(page).evaluate((item) => {
        const first = item.scrollLeft;
        return { first, width: item.scrollWidth - item.clientWidth };
      });
    // The period ends 150 days after the last mark, for its label: all that is left to scroll over.
    await expect.poll(async () => (await overflow()).width).toBeLessThan(400);
    expect(await window.evaluate((shown) => shown.webContents.getZoomLevel())).toBe(0.5);
    await window.evaluate((shown) => shown.webContents.setZoomLevel(0));
  });

  it('folds and unfolds by arrow, by key and as a whole, and groups by domain', async () => {
    const { page } = jalon;
    const tree = page.getByRole('treegrid');
    const count = async () => Number(await tree.getAttribute('aria-rowcount')) - 1;
    const all = rowsOf(viewOf(profile), 'establishment', { isFolded: false });
    await scroller(page).evaluate((item) => (item.scrollTop = 0));
    await page.getByRole('button', { name: 'Tout déplier' }).click();
    expect(await count()).toBe(all.rows.count);
    await page.getByRole('button', { name: 'Tout replier' }).click();
    const { groups } = all.grouping;
    const deployments = groups.reduce((sum, group) => sum + group.deployments.length, 0);
    expect(await count()).toBe(groups.length + deployments);
    await page.mouse.move(1, 1);
    await takeScreenshot(page, 'gantt-folded-1280-light');

    await rowElement(page, 0).click({ position: { x: 10, y: 12 } });
    expect(await count()).toBe(groups.length + deployments - groups[0]!.deployments.length);
    expect(await rowElement(page, 0).getAttribute('aria-expanded')).toBe('false');
    await page.keyboard.press('ArrowRight');
    expect(await count()).toBe(groups.length + deployments);
    await page.keyboard.press('ArrowDown');
    expect(await rowElement(page, 1).getAttribute('aria-selected')).toBe('true');

    await groupRows(page, 'Par domaine');
    const byDomain = rowsOf(viewOf(profile), 'domain', { isFolded: false });
    expect(await count()).toBe(byDomain.grouping.groups.length + deployments);
    expect((await cellsOf(page, 0))[0]).toBe(byDomain.grouping.groups[0]!.label);
    await page.getByText('Trimestre', { exact: true }).click();
    await page.mouse.move(1, 1);
    await takeScreenshot(page, 'gantt-domains-1280-light');
    await page.getByText('Semaine', { exact: true }).click();
    await page.getByRole('button', { name: 'Tout déplier' }).click();
    await page.mouse.move(1, 1);
    await takeScreenshot(page, 'gantt-weeks-1280-light');
    await expectAccessible(page);
  });

  it('draws on request what is critical, and says the slack of a milestone', async () => {
    const { page } = jalon;
    await page.getByText('Mois', { exact: true }).click();
    await page.getByRole('button', { name: /^Aller à aujourd’hui/ }).click();
    await page.getByRole('button', { name: 'Affichage' }).click();
    await page.getByText('Par déploiement', { exact: true }).click();
    await takeScreenshot(page, 'gantt-display-1280-light');
    await page.keyboard.press('Escape');
    const row = taskToMove(rowsOf(viewOf(profile), 'domain', { isFolded: false }));
    await scrollToRow(page, row);
    await page.mouse.move(1, 1);
    await findMark(page, row);
    await expect.poll(() => tip(page).innerText()).toMatch(/marge totale \d+ J ouvrés?/);
    const held = viewOf(profile).limits.map(({ id }) => id);
    const shown = rowsOf(viewOf(profile), 'domain', { isFolded: false });
    const indexes = held.map((id) => shown.model.milestones.findIndex((one) => one.id === id));
    const first = Math.min(...indexes.map((at) => shown.rows.rowOfMilestone[at]!));
    await scrollToRow(page, first);
    await findMark(page, first);
    await expect.poll(() => tip(page).innerText()).toMatch(/(Échéance|Pas après le|Date imposée)\s:/);
    await page.mouse.move(1, 1);
    await takeScreenshot(page, 'gantt-critical-1280-light');
    await setTheme(page, 'dark');
    await takeScreenshot(page, 'gantt-critical-1280-dark');
    await setTheme(page, 'light');
  });

  it('carries every column to assistive tools, seen or not, under its header', async () => {
    const { page } = jalon;
    await page.getByRole('button', { name: 'Affichage' }).click();
    await page.getByRole('combobox', { name: 'Référence sous les barres' }).click();
    await page.getByRole('option', { name: 'COSTRAT' }).click();
    await page.keyboard.press('Escape');
    const tree = page.getByRole('treegrid');
    const headers = ['Jalon', 'Début', 'Fin', 'Durée', 'État', 'Responsable', 'Dérive', 'Marge'];
    const seen = tree.getByRole('columnheader');
    await expect.poll(() => seen.allTextContents()).toEqual(headers);
    expect(await tree.getAttribute('aria-colcount')).toBe('8');
    const row = taskToMove(rowsOf(viewOf(profile), 'domain', { isFolded: false }));
    await scrollToRow(page, row);
    const cells = rowElement(page, row).getByRole('gridcell');
    await expect.poll(() => cells.count()).toBe(headers.length - 1);
    expect(await rowElement(page, row).getByRole('rowheader').count()).toBe(1);
    const texts = await cells.allTextContents();
    expect(texts.filter((text) => /^\d+ J ouvrés?$/.test(text)).length).toBeGreaterThanOrEqual(2);
    expect(texts[5]).toMatch(/^[+−]?\d+ J ouvrés?$/);
    const spoken = await rowElement(page, row).ariaSnapshot();
    for (const text of texts.filter((one) => one !== '')) expect(spoken).toContain(text);
    await page.mouse.move(1, 1);
    await takeScreenshot(page, 'gantt-columns-1280-light');
    await setSize(jalon.app, page, largeWindow);
    await takeScreenshot(page, 'gantt-columns-1920-light');
    await setSize(jalon.app, page, smallWindow);
    await page.getByRole('button', { name: 'Affichage' }).click();
    await page.getByRole('checkbox', { name: 'État' }).click();
    await page.keyboard.press('Escape');
    await page.mouse.move(1, 1);
    await scroller(page).evaluate((item) => (item.scrollTop = 0));
    await rowElement(page, 1).waitFor({ state: 'attached' });
    await expectAccessible(page);
    await expect.poll(() => tree.getAttribute('data-columns')).not.toContain('status');
  });

  it('zooms from a day in words to decades', async () => {
    const { page } = jalon;
    await page.getByText('Semaine', { exact: true }).click();
    await page.getByRole('button', { name: /^Aller à aujourd’hui/ }).click();
    const closer = page.getByRole('button', { name: /^Agrandir/ });
    for (let step = 0; step < 3; step++) await closer.click();
    await takeScreenshot(page, 'gantt-day-1280-light');
    const overflow = () => scroller(page).evaluate((item) => item.scrollWidth - item.clientWidth);
    // Some hundreds of days, each over a hundred pixels wide.
    expect(await overflow()).toBeGreaterThan(50_000);
    const out = page.getByRole('button', { name: /^Réduire/ });
    for (let step = 0; step < 18; step++) await out.click();
    await page.mouse.move(1, 1);
    await takeScreenshot(page, 'gantt-decade-1280-light');
    await expect.poll(overflow).toBe(0);
    await page.getByText('Mois', { exact: true }).click();
  });

  it('groups by wave, referent and target application', async () => {
    const { page } = jalon;
    for (const [choice, groupBy] of [
      ['Par référent', 'referent'],
      ['Par application cible', 'product'],
      ['Par vague', 'wave'],
    ] as const) {
      await groupRows(page, choice);
      const expected = rowsOf(viewOf(profile), groupBy, { isFolded: false });
      await scroller(page).evaluate((item) => (item.scrollTop = 0));
      await expect
        .poll(async () => [(await cellsOf(page, 0))[0], (await cellsOf(page, 1))[0]])
        .toEqual([rowLabel(expected, 0), rowLabel(expected, 1)]);
    }
    await takeScreenshot(page, 'gantt-waves-1280-light');
  });

  it('filters milestones, keeps the way of looking under a name, and opens as it was left', async () => {
    const { page } = jalon;
    await groupRows(page, 'Par domaine');
    const tree = page.getByRole('treegrid');
    const count = async () => Number(await tree.getAttribute('aria-rowcount')) - 1;
    const all = await count();
    const views = () => page.getByRole('button', { name: /^Vue/ });
    const rowsOfFilter = rowsOf(viewOf(profile), 'domain', {
      isFolded: false,
      filter: { text: 'bascule', states: ['to_come'] },
    }).rows.count;
    expect(rowsOfFilter).toBeGreaterThan(3);

    await page.getByRole('button', { name: 'Filtres', exact: true }).click();
    const words = page.getByRole('textbox', { name: 'Jalon, domaine, site' });
    await words.fill('Bascule');
    await page.keyboard.press('Escape');
    await words.waitFor({ state: 'detached' });
    await page.getByRole('button', { name: /^Filtres/ }).click();
    expect(await words.inputValue()).toBe('Bascule');
    await page.getByRole('combobox', { name: 'État' }).click();
    await page.getByRole('option', { name: 'À venir' }).click();
    await expect.poll(count).toBe(rowsOfFilter);
    await takeScreenshot(page, 'gantt-filter-1280-light');
    await expectAccessible(page);
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');

    const save = async (name: string): Promise<void> => {
      await views().click();
      await page.getByRole('menuitem', { name: 'Enregistrer la vue sous…' }).click();
      await page.getByRole('textbox', { name: 'Nom de la vue' }).fill(name);
      await page.keyboard.press('Enter');
    };
    const { saves } = savesOf(profile);
    await save('Bascules');
    await page.getByRole('button', { name: 'Vue\u00a0: Bascules' }).waitFor();
    await page.getByRole('button', { name: 'Retirer les filtres' }).click();
    await expect.poll(count).toBe(all);
    await save('bascules');
    await page.getByText('Une autre vue porte déjà ce nom').waitFor();
    await takeScreenshot(page, 'gantt-view-name-1280-light');
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await views().click();
    await takeScreenshot(page, 'gantt-views-1280-light');
    await page.getByRole('menuitem', { name: 'Bascules', exact: true }).click();
    await expect.poll(count).toBe(rowsOfFilter);
    await expectSaves(saves);

    // Remembered once it has rested.
    await page.waitForTimeout(1200);
    await page.reload();
    await openPlanning(page);
    await expect.poll(count).toBe(rowsOfFilter);
    await page.getByRole('button', { name: 'Vue\u00a0: Bascules' }).click();
    await page.getByRole('menuitem', { name: /^Supprimer/ }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Supprimer' }).click();
    await page.getByRole('button', { name: 'Vues', exact: true }).waitFor();
  });

  it('stays without complaints', () => expect(jalon.complaints).toEqual([]));
});

describe('planning of the stress group', () => {
  let stress: SharedProfile;
  let large: Jalon;
  beforeAll(async () => {
    stress = await makeProfile(['stress']);
    large = await openJalon({ profile: stress.dir });
    await chooseIdentity(large.page, 'Théodore Fervaquin');
  });
  afterAll(async () => {
    await large.close();
    stress.remove();
  });

  it('shows the right rows within two frames of any jump, painted as a new drawing would be', async () => {
    const { page } = large;
    await openPlanning(page);
    const rows = rowsOf(viewOf(stress));
    // The links come when the page is idle for the first time.
    await page.evaluate(
      () =>
        new Promise((done) => {
          const atRest = (next: () => void) => requestIdleCallback(next, { timeout: 3000 });
          setTimeout(() => atRest(() => atRest(() => done(null))), 300);
        }),
    );
    expect(rows.rows.count).toBeGreaterThan(10_000);
    const tree = page.getByRole('treegrid');
    expect(await tree.getAttribute('aria-rowcount')).toBe(String(rows.rows.count + 1));
    for (const part of [0.5, 0.93, 0.08, 0.77, 0.31, 0.999, 0.62, 0.15, 0.44, 0.0]) {
      const jump = await scroller(page).evaluate(async (item, to) => {
        const frame = () => new Promise((next) => requestAnimationFrame(next));
        item.scrollTop = Math.round((item.scrollHeight - item.clientHeight) * to);
        await frame();
        await frame();
        const pixels = () =>
          [...item.querySelectorAll('canvas')].map((canvas) => {
            const copy = new OffscreenCanvas(canvas.width, canvas.height).getContext('2d');
            copy?.drawImage(canvas, 0, 0);
            return copy?.getImageData(0, 0, canvas.width, canvas.height).data ?? new Uint8ClampedArray();
          });
        const painted = pixels();
        // The same density again draws everything anew.
        document.documentElement.dataset['density'] = document.documentElement.dataset['density'] ?? '';
        await frame();
        const anew = pixels();
        // Where drawing is held back from the axis, a line's edge may be a shade off.
        const shade = 16;
        const wrong = painted.reduce(
          (sum, picture, index) =>
            sum + picture.filter((value, at) => Math.abs(value - (anew[index]?.[at] ?? -255)) > shade).length,
          0,
        );
        const shown = [...item.querySelectorAll<HTMLElement>('[id^=gantt-row-]')].filter(
          (row) => !row.hidden,
        );
        return {
          row: Number(shown[0]?.id.slice('gantt-row-'.length)),
          labels: shown.map((row) => row.firstElementChild?.textContent),
          top: item.scrollTop,
          height: shown[0]?.getBoundingClientRect().height ?? 0,
          painted: painted.length,
          wrong,
        };
      }, part);
      expect(jump.row).toBe(Math.floor(jump.top / jump.height));
      expect(jump.labels.length).toBeGreaterThan(15);
      expect(jump.labels).toEqual(jump.labels.map((_, index) => rowLabel(rows, jump.row + index)));
      expect([jump.painted, jump.wrong]).toEqual([2, 0]);
    }
    await page.mouse.move(1, 1);
    await takeScreenshot(page, 'gantt-stress-1280-light');
    expect(large.complaints).toEqual([]);
  });

  it('answers while all of it is printed, says how far that is, and stops at once without a file', async () => {
    const { page, app } = large;
    const target = join(stress.dir, '..', 'planning.pdf');
    writeFileSync(target, 'the old one');
    await goTo(page, 'Imprimer');
    await page.getByRole('navigation', { name: 'Documents' }).getByText('Planning', { exact: true }).click();
    await page.locator('[aria-busy="false"][aria-label="Aperçu"] svg').first().waitFor();
    await answerSaveDialog(app, target);
    const windows = () => app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length);
    expect(await windows()).toBe(1);
    const longest = page.evaluate(
      () =>
        new Promise<{ gap: number; whole: number }>((done) => {
          const begun = performance.now();
          let [last, gap] = [begun, 0];
          const frame = (now: number): void => {
            gap = Math.max(gap, now - last);
            last = now;
            if (document.documentElement.dataset['measured'] === 'yes') done({ gap, whole: now - begun });
            else requestAnimationFrame(frame);
          };
          requestAnimationFrame(frame);
        }),
    );
    await page.getByRole('button', { name: 'PDF', exact: true }).click();
    const fraction = async () => Number(await page.getByRole('progressbar').getAttribute('aria-valuenow'));
    let slowest = 0;
    const begun = performance.now();
    do {
      const asked = performance.now();
      await app.evaluate(() => null);
      slowest = Math.max(slowest, performance.now() - asked);
    } while ((await page.getByText(/page \d+ sur 7\d\d/).count()) === 0 || (await fraction()) < 30);
    await takeScreenshot(page, 'paper-progress-1280-light');
    const whole = performance.now() - begun;
    await page.evaluate(() => (document.documentElement.dataset['measured'] = 'yes'));
    const frames = await longest;
    // Work on the way of either would keep it from answering for the whole of it.
    expect(frames.gap).toBeLessThan(frames.whole / 3);
    expect(slowest).toBeLessThan(whole / 3);
    await page.getByRole('button', { name: 'Interrompre' }).click();
    await expect.poll(windows).toBe(1);
    await page.getByRole('progressbar').waitFor({ state: 'detached' });
    expect(readdirSync(dirname(target)).filter((name) => name.includes('planning'))).toEqual([
      'planning.pdf',
    ]);
    expect(readFileSync(target, 'utf8')).toBe('the old one');
    expect(large.complaints).toEqual([]);
  });
});
