import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  answerSaveDialog,
  chooseIdentity,
  expectAccessible,
  type Jalon,
  lookAtScreen,
  openJalon,
  takeScreenshot,
} from './open-jalon.ts';
import { makeProfile, type SharedProfile } from './shared-app.ts';
import { readXlsx } from '../fixtures/read-xlsx.ts';
import { tempDir } from '../fixtures/temp-profile.ts';

const subtitle = (page: Page, words: string) => page.getByRole('main').getByText(words, { exact: true });

// In one window: what a test leaves behind is what the next one finds.
describe('people screen', () => {
  let profile: SharedProfile;
  let jalon: Jalon;

  beforeAll(async () => {
    profile = await makeProfile(['demo', 'trois-vallees']);
    jalon = await openJalon({ profile: profile.dir });
    await chooseIdentity(jalon.page);
    await jalon.page.getByRole('navigation').getByRole('link', { name: 'Personnes' }).click();
    await jalon.page.getByRole('heading', { level: 1, name: 'Personnes' }).waitFor();
  });
  afterAll(async () => {
    await jalon.close();
    profile.remove();
  });

  it('lists everyone by family name, with role, site and what they answer for', async () => {
    const { page } = jalon;
    await subtitle(page, '92 personnes').waitFor();
    const grid = page.getByRole('grid', { name: 'Personnes' });
    expect(await grid.getAttribute('aria-rowcount')).toBe('93');
    const names = await grid.getByRole('row').getByRole('link').allInnerTexts();
    expect(names[0]).toBe('Auvrançay Philippine');
    expect(names).toEqual(names.toSorted((a, b) => a.localeCompare(b, 'fr')));
    expect(names.indexOf('Belmétral Sixtine')).toBeLessThan(names.indexOf('Belmillac Sixtine'));
    const row = grid.getByRole('row').filter({ hasText: 'Belmillac Sixtine' });
    expect(await row.innerText()).toMatch(/Référent métier soignant[^]*Auriac[^]*Anesthésie · Auriac/);
    await lookAtScreen(jalon, 'people');
  });

  it('is narrowed by words, role and site together, and says when nobody is left', async () => {
    const { page } = jalon;
    const search = page.getByRole('textbox', { name: 'Nom, fonction, domaine' });
    await search.fill('sage-femme');
    await subtitle(page, '2 personnes sur 92').waitFor();
    await choose(page, 'Établissement', 'Montclar');
    await subtitle(page, '1 personne sur 92').waitFor();
    await page
      .getByRole('grid')
      .getByText(/^Hauvillac/)
      .waitFor();
    await choose(page, 'Rôle', 'RSSI');
    await page.getByText('Personne ne répond à ces filtres').waitFor();
    await takeScreenshot(page, 'people-nobody');
    await expectAccessible(page);
    await page.getByRole('main').getByRole('button', { name: 'Retirer les filtres' }).last().click();
    await subtitle(page, '92 personnes').waitFor();
  });

  it('writes the lines that are shown, in their order, to an Excel workbook', async () => {
    const { page, app } = jalon;
    await page.getByRole('textbox', { name: 'Nom, fonction, domaine' }).fill('sage-femme');
    await subtitle(page, '2 personnes sur 92').waitFor();
    await page.getByRole('button', { name: 'Jalons ouverts' }).click();
    const names = await page.getByRole('grid').getByRole('row').getByRole('link').allInnerTexts();
    const file = join(tempDir(), 'personnes.xlsx');
    await answerSaveDialog(app, file);
    await page.getByRole('button', { name: 'Exporter le tableau « Personnes »' }).click();
    await page.getByRole('menuitem', { name: 'Classeur Excel (.xlsx)' }).waitFor();
    await takeScreenshot(page, 'people-export');
    await page.getByRole('menuitem', { name: 'Classeur Excel (.xlsx)' }).click();
    await page.getByText('2 lignes écrites dans personnes.xlsx').waitFor();
    const { cells } = readXlsx(file);
    expect(cells.get('A1')?.value).toBe('Personnes');
    expect(cells.get('A3')?.value).toBe('Nom');
    expect(names.map((_, at) => cells.get(`A${4 + at}`)?.value)).toEqual(names);
    expect(cells.has('A6')).toBe(false);
    await page.getByRole('button', { name: 'Jalons ouverts' }).click();
    await page.getByRole('button', { name: 'Jalons ouverts' }).click();
  });

  it('opens a person, whose assignments can be given and taken back', async () => {
    const { page } = jalon;
    await page.getByRole('textbox', { name: 'Nom, fonction, domaine' }).fill('Auvrançay');
    await page.getByRole('grid').getByText('Auvrançay Philippine').click();
    const panel = page.getByRole('complementary', { name: 'Philippine Auvrançay' });
    await panel.getByText('Aucune affectation.').waitFor();
    await panel.getByRole('combobox', { name: 'Domaine' }).fill('Chimio');
    await page.getByRole('option', { name: 'Chimiothérapie' }).click();
    await panel.getByRole('button', { name: 'Affecter' }).click();
    await panel.getByText('Chimiothérapie · Montclar').waitFor();
    await page.getByRole('grid').getByText('Chimiothérapie · Montclar').waitFor();
    await lookAtScreen(jalon, 'people-person');
    await panel.getByRole('button', { name: /^Retirer : Chimio/ }).click();
    await panel.getByText('Aucune affectation.').waitFor();
    await page.keyboard.press('Escape');
    await panel.waitFor({ state: 'hidden' });
    expect(await page.evaluate(() => window.location.hash)).toBe('#/people');
  });

  it('takes someone new with a role, then changes, exports, erases and deletes them', async () => {
    const { page } = jalon;
    await page.getByRole('textbox', { name: 'Nom, fonction, domaine' }).fill('');
    await page.getByRole('button', { name: 'Ajouter une personne' }).click();
    const form = page.getByRole('complementary', { name: 'Nouvelle personne' });
    await form.getByLabel('Prénom').fill('Inès');
    await form.getByLabel('Nom', { exact: true }).fill('Valdoret');
    await form.getByRole('combobox', { name: 'Rôle' }).fill('DPO');
    await page.getByRole('option', { name: 'DPO' }).click();
    await form.getByRole('button', { name: 'Ajouter', exact: true }).click();
    const panel = page.getByRole('complementary', { name: 'Inès Valdoret' });
    await panel.getByLabel('Téléphone').fill('01 99 00 00 00');
    await panel.getByRole('button', { name: 'Enregistrer' }).click();
    await page.getByRole('grid').getByText('01 99 00 00 00').waitFor();
    await subtitle(page, '93 personnes').waitFor();

    const folder = mkdtempSync(join(tmpdir(), 'jalon-person-'));
    const file = join(folder, 'personne.json');
    await answerSaveDialog(jalon.app, file);
    await panel.getByRole('button', { name: /^Exporter les données de Inès Valdoret \(JSON/ }).click();
    await page.getByText(/personne\.json.: tout ce qui est connu/).waitFor();
    expect(readFileSync(file, 'utf8')).toContain('Valdoret');
    rmSync(folder, { recursive: true, force: true });
    await panel.getByRole('button', { name: 'Effacer ses données…' }).click();
    const erase = page.getByRole('dialog', { name: /^Effacer les données de Inès/ });
    await erase.getByText('01 99 00 00 00').waitFor();
    expect(await erase.getByRole('button', { name: 'Effacer définitivement' }).isDisabled()).toBe(true);
    await lookAtScreen(jalon, 'people-erase');
    await erase.getByLabel(/^Pour confirmer/).fill('effacer');
    await page.keyboard.press('Enter');
    const erased = page.getByRole('complementary', { name: 'Personne sans nom transmis' });
    await erased.getByText(/^Données personnelles effacées le/).waitFor();
    expect(await erased.getByLabel('Nom', { exact: true }).inputValue()).toBe('');
    await page.keyboard.press('Control+z');
    expect(await page.getByText('Valdoret').count()).toBe(0);
    await takeScreenshot(page, 'people-erased');
    await erased.getByRole('button', { name: 'Supprimer' }).click();
    const question = page.getByRole('dialog', { name: 'Supprimer cette personne ?' });
    await expectAccessible(page);
    await question.getByRole('button', { name: 'Supprimer' }).click();
    await subtitle(page, '92 personnes').waitFor();
    expect(jalon.complaints).toEqual([]);
  });

  it('need 001.14 the integrator’s page lists its two actions, takes a third, and closes one', async () => {
    const { page } = jalon;
    await page.getByRole('navigation').getByRole('link', { name: 'Partenaires' }).click();
    const list = page.getByRole('grid', { name: 'Partenaires' });
    await list.getByText('Intégrateur Trame & Nœud (fictif)').click();
    const panel = page.getByRole('complementary', { name: 'Intégrateur Trame & Nœud (fictif)' });
    const actions = panel.getByRole('region', { name: 'Actions' }).getByRole('listitem');
    await expect.poll(() => actions.count()).toBe(2);
    expect(await actions.allInnerTexts()).toEqual([
      expect.stringMatching(/^Ouvrir les flux[^]*échéance\s: \d\d\/\d\d\/\d{4}/),
      expect.stringMatching(/^Corriger l’interface[^]*échéance\s: \d\d\/\d\d\/\d{4}/),
    ]);
    await lookAtScreen(jalon, 'partners');
    await panel.getByRole('button', { name: 'Ajouter une action' }).click();
    await panel.getByRole('button', { name: 'Enregistrer' }).first().click();
    await panel.getByText('Ce champ est à remplir.').waitFor();
    await panel.getByLabel('Action', { exact: true }).fill('Livrer le plan d’adressage');
    await panel.getByLabel('Échéance').first().fill('15/03/2027');
    await panel.getByRole('button', { name: 'Enregistrer' }).first().click();
    await actions.filter({ hasText: 'Livrer le plan' }).getByText('15/03/2027').waitFor();
    await panel.getByLabel(/^État.*Livrer le plan/).click();
    await page.getByRole('option', { name: 'Fait' }).click();
    const row = list.getByRole('row').filter({ hasText: 'Intégrateur Trame' });
    await expect
      .poll(async () => (await row.innerText()).replaceAll(/\s+/g, ' '))
      .toMatch(/Intégrateur 2 0 /);
    await expectAccessible(page);
    expect(jalon.complaints).toEqual([]);
  });
});

/** Ticks one choice of a filter. */
async function choose(page: Page, filter: string, choice: string): Promise<void> {
  await page.getByRole('main').getByRole('button', { name: filter, exact: true }).first().click();
  await page
    .getByRole('dialog', { name: filter })
    .getByRole('checkbox', { name: choice, exact: true })
    .check();
  await page.keyboard.press('Escape');
}
