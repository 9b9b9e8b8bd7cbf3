import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addDays } from '../../shared/domain/iso-date.ts';
import { formatDate } from '../../shared/i18n/format.ts';
import { assertDone, runJalon } from '../integration/cli/run-jalon.ts';
import { type Jalon, lookInBothThemes, projectManager, smallWindow, takeScreenshot } from './open-jalon.ts';
import {
  isoOf,
  makeProfile,
  matrixCell,
  notice,
  openDeployment,
  openMatrix,
  type SharedProfile,
} from './shared-app.ts';

/** The step of the directory of a site that four applications wait for. */
const ROLL_OUT = 'Généralisation';
const REVIEW = 'Bilan';
/** Where anaesthesia is out of scope. */
const FREE_SITE = 'Vaisonne';

let profile: SharedProfile;
let jalon: Jalon;
let page: Page;

beforeAll(async () => {
  profile = await makeProfile(['demo', 'trois-vallees']);
  jalon = await openMatrix(profile, projectManager, smallWindow);
  ({ page } = jalon);
  await openDeployment(page, 'annuaire aptiere', 'ANNU', 'Aptière');
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
    await lookInBothThemes(page, 'plan-impact');
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
    // The line that was typed is shown ahead of the answer, what it pushes with it.
    await expect
      .poll(async () => isoOf(await cell(REVIEW, START).innerText()) > isoOf(before.review))
      .toBe(true);
  });

  it('takes it back in one step with Ctrl+Z, and says so', async () => {
    await page.keyboard.press('Control+z');
    await notice(page, /Annulé\u00a0: déplacement de 26 jalons/).waitFor();
    await takeScreenshot(page, 'plan-undone');
    await expect.poll(() => cell(ROLL_OUT, END).innerText()).toBe(before.end);
    expect(await cell(REVIEW, START).innerText()).toBe(before.review);
  });

  it('does it again with Ctrl+Y, with Ctrl+Shift+Z and with « Rétablir »', async () => {
    for (const redo of [
      () => page.keyboard.press('Control+y'),
      () => page.keyboard.press('Control+Shift+Z'),
      () => notice(page, 'Annulé').getByRole('button', { name: 'Rétablir' }).click(),
    ]) {
      await redo();
      await notice(page, /Rétabli\u00a0: déplacement de 26 jalons/).waitFor();
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
    await notice(page, 'Il n’y a rien à annuler depuis l’ouverture').waitFor();
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

describe('how a milestone is scheduled', () => {
  const panel = () => page.getByRole('complementary', { name: /^Planification/ });
  const links = (name: string) => panel().getByRole('region', { name, exact: true });
  const adding = () => panel().getByRole('form', { name: 'Ajouter un lien' });

  it('shows its mode, its limits and its links, and follows the row', async () => {
    await cell(REVIEW, 1).click();
    await page.getByRole('button', { name: 'Planification' }).click();
    await panel().getByRole('heading', { name: 'Planification\u00a0: Bilan' }).waitFor();
    await links('Attend').getByRole('link', { name: ROLL_OUT }).waitFor();
    await cell(ROLL_OUT, 1).click();
    await panel()
      .getByRole('heading', { name: `Planification\u00a0: ${ROLL_OUT}` })
      .waitFor();
    await links('Est attendu par')
      .getByRole('link', { name: /^Prérequis annuaire du site · Anesthésie, Aptière/ })
      .waitFor();
    expect(await links('Attend').getByRole('listitem').count()).toBe(1);
    await lookInBothThemes(page, 'plan-panel');
  });

  it('takes a limit, says so in the table, and refuses two that cannot both be kept', async () => {
    await panel().getByRole('textbox', { name: 'Pas avant le' }).fill('01/03/2027');
    await page.keyboard.press('Enter');
    await grid().getByTitle('Pas avant le\u00a0: 01/03/2027').waitFor();
    await panel().getByRole('textbox', { name: 'Pas après le' }).fill('01/02/2027');
    await page.keyboard.press('Enter');
    await panel().getByText('ne peut pas précéder').waitFor();
    expect(
      await grid()
        .getByTitle(/Pas après/)
        .count(),
    ).toBe(0);
  });

  it('takes a length, an effort and a second site, and refuses at the field a length no task has', async () => {
    const length = panel().getByRole('textbox', { name: 'Durée (jours)' });
    const before = await length.inputValue();
    await length.fill('0');
    await page.keyboard.press('Enter');
    await panel().getByText('La durée va de 1 à 3650').waitFor();
    await length.fill(before);
    await page.keyboard.press('Enter');
    await panel().getByRole('textbox', { name: 'Effort (j/personne)' }).fill('12,5');
    await page.keyboard.press('Enter');
    await panel().getByRole('combobox', { name: 'Partagé avec' }).click();
    await page.getByRole('option', { name: 'Montclar' }).click();
    await expect
      .poll(() => panel().getByRole('combobox', { name: 'Partagé avec' }).inputValue())
      .toBe('Montclar');
    expect(await panel().getByRole('textbox', { name: 'Effort (j/personne)' }).inputValue()).toBe('12,5');
    await takeScreenshot(page, 'plan-panel-work');
  });

  it('links it with a milestone of another domain, with a lag, then unlinks it', async () => {
    await adding().getByRole('combobox', { name: 'Jalon à lier' }).fill('bascule gmao aptiere');
    await page.getByRole('option', { name: /^Bascule · .* Aptière/ }).click();
    await adding().getByText('passe après').click();
    await adding().getByRole('textbox', { name: 'Délai' }).fill('4000');
    await page.keyboard.press('Tab');
    await adding().getByText('Un nombre entier de jours').waitFor();
    await adding().getByRole('textbox', { name: 'Délai' }).fill('5');
    await adding().getByRole('button', { name: 'Lier' }).click();
    const lag = links('Est attendu par').getByRole('textbox', { name: /^Délai du lien avec «\sBascule/ });
    await expect.poll(() => lag.inputValue()).toBe('5');
    await links('Est attendu par')
      .getByRole('button', { name: /^Retirer le lien avec «\sBascule/ })
      .click();
    await lag.waitFor({ state: 'detached' });
  });

  it('refuses a link that closes a circle, its path spelled out at the field', async () => {
    await adding().getByRole('combobox', { name: 'Jalon à lier' }).fill('cloture anesthesie aptiere');
    await page.getByRole('option', { name: /^Clôture · .* Aptière/ }).click();
    await adding().getByText('passe avant').click();
    await adding().getByRole('button', { name: 'Lier' }).click();
    await adding()
      .getByText(/ferait tourner en rond\s: .*Généralisation \(Aptière\) → .*Clôture \(Aptière\)/)
      .waitFor();
    await takeScreenshot(page, 'plan-circle');
    expect(jalon.complaints).toEqual([]);
  });
});

describe('the check of the plan', () => {
  it('lists by week what collides, with its reason, and leads to it', async () => {
    await page.getByRole('navigation').getByRole('link', { name: 'Contrôle' }).click();
    await page.getByRole('heading', { level: 1, name: 'Contrôle du planning' }).waitFor();
    await page
      .getByRole('heading', { level: 2, name: /^S\d+.*, du \d\d\/\d\d\/\d{4}$/ })
      .first()
      .waitFor();
    await page
      .getByText(/doit intervenir sur \d+ sites la même semaine/)
      .first()
      .waitFor();
    await lookInBothThemes(page, 'plan-check');
    await page.getByRole('textbox', { name: 'Jalon, site, personne' }).fill('introuvable');
    await page.getByRole('heading', { name: 'Aucun point pour ces filtres' }).waitFor();
    await page.getByRole('button', { name: 'Retirer les filtres' }).click();
    await page.getByRole('main').getByRole('listitem').getByRole('link').first().click();
    await grid().waitFor();
    expect(jalon.complaints).toEqual([]);
  });
});

describe('need 001.3 anaesthesia at a site that does not have it', () => {
  it('is planned from its template in two clicks', async () => {
    await page.getByRole('navigation').getByRole('link', { name: 'Matrice' }).click();
    await page.getByRole('textbox', { name: 'Domaine, site, produit' }).fill('');
    await (await matrixCell(page, 'ANES', FREE_SITE)).click();
    await page.getByRole('button', { name: /^Planifier avec le modèle «\sAnesthésie\s»$/ }).click();
    await page.getByRole('heading', { level: 1, name: `Anesthésie · ${FREE_SITE}` }).waitFor();
    await page.getByText('13 jalons').waitFor();
    expect(jalon.complaints).toEqual([]);
  });
});
