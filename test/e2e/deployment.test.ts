import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { formatDate } from '../../shared/i18n/format.ts';
import { assertDone, runJalon } from '../integration/cli/run-jalon.ts';
import { type Jalon, lookAtScreen, projectManager, smallWindow, takeScreenshot } from './open-jalon.ts';
import { makeProfile, openDeployment, openMatrix, type SharedProfile } from './shared-app.ts';

/** Milestones of the plan, and where they stand in it. */
const WORKSHOPS = 'Ateliers de recette (VABF)';
const TRAINING = 'Formation des utilisateurs';
const GATE = 'Go / No-Go (porte)';
const CUTOVER = 'Bascule (hors gel)';
const position = { [WORKSHOPS]: 10, [TRAINING]: 13, [GATE]: 15, [CUTOVER]: 16 };

let profile: SharedProfile;
let jalon: Jalon;
let page: Page;

beforeAll(async () => {
  profile = await makeProfile(['demo', 'trois-vallees']);
  jalon = await openMatrix(profile, projectManager, smallWindow);
  ({ page } = jalon);
  await openDeployment(page, 'dossier patient aptiere', 'DPI', 'Aptière');
});
afterAll(async () => {
  await jalon.close();
  // What was typed is in a workspace that holds together.
  assertDone(await runJalon(['check', '--profile', profile.dir]));
  profile.remove();
});

/** Columns of the table, in order. */
const columns = ['code', 'label', 'start', 'end', 'status', 'owner', 'progress', 'comment'] as const;
type Column = (typeof columns)[number];

const grid = () => page.getByRole('grid', { name: 'Jalons' });
const row = (label: string) => grid().getByRole('row').filter({ hasText: label });
const cell = (label: string, column: Column) => row(label).getByRole('gridcell').nth(columns.indexOf(column));
const shown = (label: string, column: Column) => cell(label, column).innerText();
const editor = () => grid().getByRole('textbox');

/** Text of the cell the keyboard is on. */
const active = () =>
  grid().evaluate((element) => {
    const id = element.getAttribute('aria-activedescendant');
    return id === null ? null : (document.getElementById(id)?.parentElement?.textContent ?? null);
  });

/** Goes to a cell by the keyboard alone, from wherever it is in the table. */
async function goTo(label: keyof typeof position, column: Column): Promise<void> {
  await grid().focus();
  await page.keyboard.press('Control+Home');
  for (let step = 1; step < position[label]; step++) await page.keyboard.press('ArrowDown');
  await expect.poll(active).toContain(label);
  for (let step = 0; step < columns.indexOf(column); step++) await page.keyboard.press('ArrowRight');
}

describe('a deployment', () => {
  it('says where it stands: stage, weather, products, wave, referents, age', async () => {
    const header = page.getByRole('region', { name: 'Situation' });
    for (const said of ['Recette', 'Nuage', 'Ancien dossier', 'Hopital Manager', 'Vague', 'confirmé il y a'])
      expect(await header.innerText()).toContain(said);
    expect(await header.innerText()).toMatch(/Mathurin Salvelline \(Référent métier médecin\)/);
  });

  it('opens at the first milestone that is still open, with the keyboard in the table', async () => {
    await expect.poll(active).toContain(WORKSHOPS);
    expect(await page.evaluate(() => document.activeElement?.getAttribute('role'))).toBe('grid');
    await row(WORKSHOPS).waitFor();
  });

  it('is worth looking at, in both sizes and themes', async () => {
    await lookAtScreen(jalon, 'deployment');
    expect(jalon.complaints).toEqual([]);
  });
});

describe('editing a milestone by the keyboard alone', () => {
  beforeEach(() => grid().focus());

  it('takes a date as JJ/MM/AAAA from the first key typed', async () => {
    await goTo(WORKSHOPS, 'end');
    await page.keyboard.type('18/12/2026');
    await takeScreenshot(page, 'deployment-edit-date');
    await page.keyboard.press('Enter');
    // Others would move with it, which is said first.
    await page.getByRole('button', { name: 'Ne déplacer que ce jalon' }).click();
    await expect.poll(() => shown(WORKSHOPS, 'end')).toBe('18/12/2026');
    // Enter saved and went down.
    expect(await active()).not.toContain(WORKSHOPS);
  });

  it('takes a start with Tab, which goes on to the end', async () => {
    await goTo(TRAINING, 'start');
    const end = await shown(TRAINING, 'end');
    await page.keyboard.press('F2');
    await page.keyboard.type('5/1/27');
    await page.keyboard.press('Tab');
    await expect.poll(() => shown(TRAINING, 'start')).toBe('05/01/2027');
    expect(await active()).toContain(TRAINING);
    await page.keyboard.press('Enter');
    // The demonstration begins today: its days are not the same tomorrow.
    await expect.poll(() => editor().inputValue()).toBe(end);
    await page.keyboard.press('Escape');
  });

  it('restores on Esc, whatever was typed', async () => {
    await goTo(WORKSHOPS, 'end');
    const before = await shown(WORKSHOPS, 'end');
    await page.keyboard.type('01/01/2030');
    await page.keyboard.press('Escape');
    expect(await shown(WORKSHOPS, 'end')).toBe(before);
    await goTo(WORKSHOPS, 'label');
    await page.keyboard.type('Tout autre chose');
    await page.keyboard.press('Escape');
    await row(WORKSHOPS).waitFor();
    expect(await page.evaluate(() => document.activeElement?.getAttribute('role'))).toBe('grid');
  });

  it.each([
    ['32/01/2027', 'Cette date n’existe pas'],
    ['demain', 'Cette date n’existe pas'],
    ['01/06/2026', 'La fin ne peut pas précéder le début'],
  ])('refuses %s at the field, and changes nothing', async (typed, said) => {
    await goTo(WORKSHOPS, 'end');
    const before = await grid().innerText();
    await page.keyboard.type(typed);
    await page.keyboard.press('Enter');
    const alert = grid().getByRole('alert');
    await alert.waitFor();
    expect(await alert.innerText()).toContain(said);
    expect(await editor().getAttribute('aria-invalid')).toBe('true');
    await takeScreenshot(page, 'deployment-date-refused');
    await page.keyboard.press('Escape');
    expect(await grid().innerText()).toBe(before);
  });

  it('takes a status, and asks why when it has to be read', async () => {
    await goTo(TRAINING, 'status');
    await page.keyboard.press('Enter');
    await page.keyboard.type('en cours');
    await page.keyboard.press('Enter');
    await expect.poll(() => shown(TRAINING, 'status')).toContain('En cours');
    await goTo(TRAINING, 'status');
    await page.keyboard.type('reporté');
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog', { name: /Reporté/ });
    await dialog.waitFor();
    await page.keyboard.press('Control+Enter');
    await dialog.getByText('Un motif est nécessaire').waitFor();
    await takeScreenshot(page, 'deployment-reason');
    await page.keyboard.type('Salle indisponible');
    await page.keyboard.press('Control+Enter');
    await dialog.waitFor({ state: 'detached' });
    await expect.poll(() => shown(TRAINING, 'status')).toContain('Reporté');
    expect(await row(TRAINING).getByTitle('Salle indisponible').count()).toBe(1);
  });

  it('takes an owner, a progress and a label', async () => {
    await goTo(TRAINING, 'owner');
    await page.keyboard.type('Montaudel');
    await page.keyboard.press('Enter');
    await expect.poll(() => shown(TRAINING, 'owner')).toBe('Éloïse Montaudel');
    await goTo(TRAINING, 'progress');
    await page.keyboard.type('75');
    await page.keyboard.press('Enter');
    await expect.poll(() => shown(TRAINING, 'progress')).toBe('75\u00a0%');
    await goTo(CUTOVER, 'label');
    await page.keyboard.press('F2');
    await page.keyboard.press('End');
    await page.keyboard.type(', de nuit');
    await page.keyboard.press('Control+Enter');
    await row('Bascule (hors gel), de nuit').waitFor();
    // Ctrl+Enter saved and stayed.
    expect(await active()).toContain('de nuit');
  });

  it('takes the verdict of a gate', async () => {
    expect(await shown(GATE, 'progress')).toBe('verdict à rendre');
    await goTo(GATE, 'progress');
    await page.keyboard.press('Enter');
    await page.keyboard.type('réserves');
    await page.keyboard.press('Enter');
    await expect.poll(() => shown(GATE, 'progress')).toBe('Favorable avec réserves');
    await goTo(GATE, 'progress');
    await page.keyboard.type('aucun');
    await page.keyboard.press('Enter');
    await expect.poll(() => shown(GATE, 'progress')).toBe('verdict à rendre');
  });

  it('adds a comment on a milestone from its row, and on the deployment from the thread', async () => {
    const thread = page.getByRole('region', { name: 'Commentaires' });
    await goTo(WORKSHOPS, 'comment');
    await page.keyboard.type('Jeux d’essai reçus');
    await page.keyboard.press('Enter');
    await thread.getByText('Jeux d’essai reçus').waitFor();
    expect(await shown(WORKSHOPS, 'comment')).toContain('Jeux d’essai reçus');
    const field = thread.getByRole('textbox', { name: 'Ajouter un commentaire' });
    await field.focus();
    await page.keyboard.type('Point fait avec le site');
    await page.keyboard.press('Control+Enter');
    await thread.getByRole('listitem').filter({ hasText: 'Point fait avec le site' }).waitFor();
    await expect.poll(() => field.inputValue()).toBe('');
    expect(await thread.getByRole('listitem').last().innerText()).toContain(projectManager);
    await takeScreenshot(page, 'deployment-comments');
  });

  it('still shows all of it once opened again', async () => {
    await page.reload();
    await grid().waitFor();
    await expect.poll(() => row(TRAINING).count()).toBe(1);
    expect(await shown(WORKSHOPS, 'end')).toBe(formatDate('2026-12-18'));
    expect(await shown(TRAINING, 'start')).toBe('05/01/2027');
    expect(await shown(TRAINING, 'status')).toContain('Reporté');
    expect(await shown(TRAINING, 'owner')).toBe('Éloïse Montaudel');
    await row('Bascule (hors gel), de nuit').waitFor();
    expect(jalon.complaints).toEqual([]);
  });
});
