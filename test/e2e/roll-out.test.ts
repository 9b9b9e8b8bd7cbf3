import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  chooseIdentity,
  type Jalon,
  expectAccessible,
  openJalon,
  setTheme,
  takeScreenshot,
} from './open-jalon.ts';
import { makeProfile, type SharedProfile } from './shared-app.ts';

/** What a newcomer has pressed since counting began. */
interface Gestures {
  readonly clicks: number;
  readonly keys: number;
}

async function countGestures(page: Page): Promise<() => Promise<Gestures>> {
  await page.evaluate(() => {
    const counted = { clicks: 0, keys: 0 };
    addEventListener('pointerdown', () => counted.clicks++, true);
    addEventListener('keydown', () => counted.keys++, true);
    Object.assign(globalThis, { counted });
  });
  return () => page.evaluate(() => (globalThis as unknown as { counted: Gestures }).counted);
}

const wave = (page: Page, number: number) =>
  page.getByRole('region', { name: `Vague ${number}`, exact: true });
const sitesOf = (page: Page, number: number) => wave(page, number).getByRole('listitem');
const confirm = (page: Page) => page.getByRole('button', { name: /^Planifier/ });

async function chooseDomain(page: Page, typed: string, option: RegExp): Promise<void> {
  await page.getByRole('combobox', { name: 'Domaine' }).fill(typed);
  await page.getByRole('option', { name: option }).click();
}

let profile: SharedProfile;
let jalon: Jalon;
let gestures: () => Promise<Gestures>;

beforeAll(async () => {
  profile = await makeProfile(['demo', 'trois-vallees']);
  jalon = await openJalon({ profile: profile.dir });
  await chooseIdentity(jalon.page);
  gestures = await countGestures(jalon.page);
});
afterAll(async () => {
  await jalon.close();
  profile.remove();
});

// One story: what a step plans is there for the next.
describe('roll-out in waves', () => {
  it('shows ten sites in three waves as soon as a domain is chosen', async () => {
    const { page } = jalon;
    await page.getByRole('navigation').getByRole('link', { name: 'Vagues' }).click();
    await page.getByRole('heading', { level: 1, name: 'Déployer par vagues' }).waitFor();
    await page.getByRole('combobox', { name: 'Domaine' }).click();
    await page.getByRole('option', { name: /^Prescription et plan de soins · 10/ }).click();
    await page.getByRole('row').filter({ hasText: 'Bolleraie' }).waitFor();
    expect(await page.getByRole('row').count()).toBe(11);
    expect(await Promise.all([1, 2, 3].map((number) => sitesOf(page, number).count()))).toEqual([4, 3, 3]);
  });

  it('follows a site from one wave to another, dragged or by its buttons', async () => {
    const { page } = jalon;
    await wave(page, 1).getByText('Auriac', { exact: true }).dragTo(wave(page, 2));
    await wave(page, 2).getByText('Auriac', { exact: true }).waitFor();
    await page.getByRole('button', { name: 'Auriac : une vague plus tôt' }).click();
    await wave(page, 1).getByText('Auriac', { exact: true }).waitFor();
    const rows = page.getByRole('row').filter({ hasText: /^1/ });
    await expect.poll(() => rows.count()).toBe(4);
    for (const theme of ['dark', 'light'] as const) {
      await setTheme(page, theme);
      await takeScreenshot(page, `roll-out-${theme}`);
    }
    await expectAccessible(page);
  });

  it('plans the ten sites in one gesture, and takes them back in one', async () => {
    const { page } = jalon;
    await confirm(page).click();
    await page.getByText('Prescription et plan de soins : 10 établissements planifiés').waitFor();
    const { clicks, keys } = await gestures();
    // Navigation, domain, its choice, a drag and a button to try, confirm: no typing.
    expect(clicks).toBeLessThanOrEqual(6);
    expect(keys).toBe(0);
    await page.getByRole('button', { name: 'Annuler', exact: true }).click();
    await page.getByText('Le déploiement par vagues a été annulé.').waitFor();
    await page.getByRole('combobox', { name: 'Domaine' }).click();
    await page.getByRole('option', { name: /^Prescription et plan de soins · 10/ }).click();
    await confirm(page).click();
    await page.getByText('Prescription et plan de soins : 10 établissements planifiés').waitFor();
    await page.getByRole('link', { name: 'Voir le planning' }).click();
    await page.getByRole('heading', { level: 1, name: 'Planning' }).waitFor();
    await page.getByRole('navigation').getByRole('link', { name: 'Vagues' }).click();
  });

  it('says of the patient record which sites have their plan already', async () => {
    const { page } = jalon;
    await chooseDomain(page, 'Dossier patient', /^Dossier patient informatisé/);
    const planned = page.getByText(/^Déjà planifiés, laissés tels quels/);
    expect(await planned.getByRole('link').count()).toBe(8);
    await planned.getByRole('link', { name: 'Aptière' }).waitFor();
  });

  it('need 000.3 opens the intranet at one site, then one wave for each further site', async () => {
    const { page } = jalon;
    await chooseDomain(page, 'Messagerie', /^Messagerie, collaboratif, intranet · 10/);
    await wave(page, 10).waitFor();
    expect(await sitesOf(page, 1).count()).toBe(1);
    const goLives = () =>
      page
        .getByRole('row')
        .locator('td:nth-child(4) time')
        .evaluateAll((times) => times.map((time) => time.getAttribute('datetime') ?? ''));
    await expect.poll(async () => (await goLives()).length).toBe(10);
    const before = await goLives();
    await wave(page, 2).getByRole('textbox', { name: 'Délai' }).fill('10');
    await expect.poll(async () => (await goLives())[1]).not.toBe(before[1]);
    const after = await goLives();
    expect(after[0]).toBe(before[0]);
    expect(after.slice(1).every((day, at) => day > (before[at + 1] ?? ''))).toBe(true);
  });

  it('copies the plan of a site to another one, and shows it there', async () => {
    const { page } = jalon;
    await page.getByRole('button', { name: 'Copier un plan…' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('combobox', { name: 'Plan à copier' }).fill('Anesthésie');
    await page
      .getByRole('option', { name: /^Anesthésie · / })
      .first()
      .click();
    await dialog.getByRole('combobox', { name: 'Vers l’établissement' }).click();
    await page.getByRole('listbox').getByRole('option').first().click();
    await dialog.getByRole('button', { name: 'Copier', exact: true }).click();
    await page.getByRole('heading', { level: 1, name: /Anesthésie/ }).waitFor();
    await page.getByText('13 jalons').waitFor();
    expect(await page.getByRole('row').filter({ hasText: 'Prérequis annuaire du site' }).count()).toBe(1);
    await page.getByRole('navigation').getByRole('link', { name: 'Vagues' }).click();
    await chooseDomain(page, 'Messagerie', /^Messagerie, collaboratif, intranet · 10/);
  });

  it('says at the wave that it has no site, and plans nothing meanwhile', async () => {
    const { page } = jalon;
    await page.getByRole('button', { name: 'Ajouter une vague' }).click();
    await wave(page, 11).getByRole('alert').waitFor();
    expect(await confirm(page).isDisabled()).toBe(true);
    await page.getByRole('button', { name: 'Retirer la vague 11' }).click();
    await page.getByRole('table').waitFor();
    expect(jalon.complaints).toEqual([]);
  });
});

// After it: the template of what was planned above.
describe('templates', () => {
  it('brings a changed template to the deployments that are not begun, row by row', async () => {
    const { page } = jalon;
    await page.getByRole('navigation').getByRole('link', { name: 'Modèles' }).click();
    await page.getByRole('heading', { level: 1, name: 'Modèles' }).waitFor();
    await page.getByRole('button', { name: /^Application satellite/ }).click();
    const duration = page.getByRole('textbox', { name: 'Durée, ligne 1', exact: true });
    await duration.fill('0');
    expect(await duration.getAttribute('aria-invalid')).toBe('true');
    await duration.fill('25');
    await page.getByRole('textbox', { name: 'Ligne, ligne 2' }).fill('Annuaire du site prêt');
    await page.getByRole('button', { name: 'Enregistrer la version 2' }).click();
    await page.getByText('Version 2 enregistrée.').waitFor();
    const review = page.getByRole('region', { name: /pas encore commencés peuvent suivre ce modèle/ });
    const montclar = review.getByRole('group', { name: 'Prescription et plan de soins · Montclar' });
    await montclar.getByText('Renommée').waitFor();
    expect(await montclar.getByRole('checkbox').count()).toBe(3);
    await takeScreenshot(page, 'templates-rows');
    await montclar.scrollIntoViewIfNeeded();
    for (const theme of ['dark', 'light'] as const) {
      await setTheme(page, theme);
      await takeScreenshot(page, `templates-${theme}`);
    }
    await expectAccessible(page);
    await montclar.getByRole('checkbox').first().uncheck();
    await review.getByRole('button', { name: /^Appliquer/ }).click();
    await page.getByText(/changements appliqués/).waitFor();
    await page.getByRole('region', { name: /^1 déploiement pas encore commencé/ }).waitFor();
    expect(jalon.complaints).toEqual([]);
  });
});
