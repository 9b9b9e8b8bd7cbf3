import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addDays } from '../../shared/domain/iso-date.ts';
import { formatDate } from '../../shared/i18n/format.ts';
import { assertDone, runJalon } from '../integration/cli/run-jalon.ts';
import { type Jalon, lookAtScreen, projectManager, smallWindow, takeScreenshot } from './open-jalon.ts';
import { makeProfile, matrixCell, openMatrix, type SharedProfile } from './shared-app.ts';

/** The step of the directory of a site that four applications wait for. */
const ROLL_OUT = 'Généralisation';
const REVIEW = 'Bilan';

let profile: SharedProfile;
let jalon: Jalon;
let page: Page;

beforeAll(async () => {
  profile = await makeProfile(['demo', 'trois-vallees']);
  jalon = await openMatrix(profile, projectManager, smallWindow);
  ({ page } = jalon);
  await page.getByRole('textbox', { name: 'Domaine, site, produit' }).fill('annuaire aptiere');
  await (await matrixCell(page, 'ANNU', 'Aptière')).click({ position: { x: 20, y: 12 } });
  await grid().waitFor();
});
afterAll(async () => {
  await jalon.close();
  assertDone(await runJalon(['check', '--profile', profile.dir]));
  profile.remove();
});

const grid = () => page.getByRole('grid', { name: 'Jalons' });
const cell = (label: string, column: number) =>
  grid().getByRole('row').filter({ hasText: label }).getByRole('gridcell').nth(column);
const [START, END] = [2, 3];
const dialog = () => page.getByRole('dialog', { name: 'Ce déplacement en entraîne d’autres' });
const notice = (text: string | RegExp) => page.getByRole('alert').filter({ hasText: text });

const isoOf = (shown: string): string => shown.split('/').toReversed().join('-');
const later = (shown: string, days: number): string => formatDate(addDays(isoOf(shown), days));

async function typeEnd(label: string, day: string): Promise<void> {
  await cell(label, END).click();
  await page.keyboard.type(day);
  await page.keyboard.press('Enter');
}

describe('need 001.7 the directory of a site slips: the impact is read first, then applied, undone, done again', () => {
  let before: { end: string; review: string };
  let slipped: string;

  it('says which milestones move, from when to when, by how much and why, and what collides', async () => {
    before = { end: await cell(ROLL_OUT, END).innerText(), review: await cell(REVIEW, START).innerText() };
    slipped = later(before.end, 21);
    await typeEnd(ROLL_OUT, slipped);
    await dialog().waitFor();
    await dialog().getByRole('heading', { name: 'Aptière · 26 jalons bougent' }).waitFor();
    const cutOver = dialog()
      .getByRole('row')
      .filter({ hasText: 'Bascule' })
      .filter({ hasText: 'Anesthésie' })
      .first();
    expect(await cutOver.innerText()).toMatch(/\+\d+\u00a0j ouvrés/);
    expect(await cutOver.innerText()).toContain('Généralisation (Aptière) → …');
    expect(await cutOver.locator('del').count()).toBe(1);
    await dialog()
      .getByText(/bascules la même semaine à Aptière/)
      .waitFor();
    await lookAtScreen(jalon, 'plan-impact');
  });

  it('writes nothing before it is applied: Esc gives up', async () => {
    await page.keyboard.press('Escape');
    await dialog().waitFor({ state: 'detached' });
    expect(await cell(ROLL_OUT, END).innerText()).toBe(before.end);
    expect(await page.evaluate(() => document.activeElement?.getAttribute('role'))).toBe('grid');
  });

  it('applies all of it at once', async () => {
    await typeEnd(ROLL_OUT, slipped);
    await dialog().getByRole('button', { name: 'Appliquer' }).click();
    await dialog().waitFor({ state: 'detached' });
    await expect.poll(() => cell(ROLL_OUT, END).innerText()).toBe(slipped);
    expect(isoOf(await cell(REVIEW, START).innerText()) > isoOf(before.review)).toBe(true);
  });

  it('takes it back in one step with Ctrl+Z, and says so', async () => {
    await page.keyboard.press('Control+z');
    await notice(/Annulé\u00a0: déplacement de 26 jalons/).waitFor();
    await takeScreenshot(page, 'plan-undone');
    await expect.poll(() => cell(ROLL_OUT, END).innerText()).toBe(before.end);
    expect(await cell(REVIEW, START).innerText()).toBe(before.review);
  });

  it('does it again with Ctrl+Y, with Ctrl+Shift+Z and with « Rétablir »', async () => {
    for (const redo of [
      () => page.keyboard.press('Control+y'),
      () => page.keyboard.press('Control+Shift+Z'),
      () => notice('Annulé').getByRole('button', { name: 'Rétablir' }).click(),
    ]) {
      await redo();
      await notice(/Rétabli\u00a0: déplacement de 26 jalons/).waitFor();
      await expect.poll(() => cell(ROLL_OUT, END).innerText()).toBe(slipped);
      await page.keyboard.press('Control+z');
      await expect.poll(() => cell(ROLL_OUT, END).innerText()).toBe(before.end);
    }
  });

  it('says it in the menu, and that nothing is left to undo', async () => {
    const labels = () =>
      jalon.app.evaluate(({ Menu }) =>
        Menu.getApplicationMenu()
          ?.items[1]?.submenu?.items.slice(0, 2)
          .map(({ label }) => label),
      );
    await expect.poll(labels).toEqual(['Annuler', 'Rétablir\u00a0: déplacement de 26 jalons']);
    await page.keyboard.press('Control+z');
    await notice('Il n’y a rien à annuler depuis l’ouverture').waitFor();
  });

  it('leaves Ctrl+Z to a text field while it is typed in', async () => {
    const field = page.getByRole('textbox', { name: 'Ajouter un commentaire' });
    await field.focus();
    await page.keyboard.type('abc');
    await page.keyboard.press('Control+z');
    await expect.poll(() => field.inputValue()).not.toBe('abc');
    await field.fill('');
    expect(await cell(ROLL_OUT, END).innerText()).toBe(before.end);
  });

  it('moves that milestone alone when asked to', async () => {
    await typeEnd(ROLL_OUT, slipped);
    await dialog().getByRole('button', { name: 'Ne déplacer que ce jalon' }).click();
    await expect.poll(() => cell(ROLL_OUT, END).innerText()).toBe(slipped);
    expect(await cell(REVIEW, START).innerText()).toBe(before.review);
    await page.keyboard.press('Control+z');
    await expect.poll(() => cell(ROLL_OUT, END).innerText()).toBe(before.end);
    expect(jalon.complaints).toEqual([]);
  });
});
