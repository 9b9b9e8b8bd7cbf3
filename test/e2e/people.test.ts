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

  it('need 001.15 the register of risks shows a plan B in three steps, starts it, and takes a risk of its own', async () => {
    const { page, app } = jalon;
    await page.getByRole('navigation').getByRole('link', { name: 'Risques' }).click();
    await subtitle(page, '7 risques · 2 critiques').waitFor();
    const grid = page.getByRole('grid', { name: 'Risques' });
    await grid.getByText(/^Interface biologie/).click();
    const panel = page.getByRole('complementary', { name: /^Interface biologie/ });
    const planB = panel.getByRole('region', { name: 'Plan B' });
    await planB.getByText('3 étapes, 6 J ouvrés').waitFor();
    await lookAtScreen(jalon, 'register-risks');
    await planB.getByRole('button', { name: 'Lancer le plan B' }).click();
    await planB.getByText(/^Plan B lancé le/).waitFor();
    expect(await planB.getByRole('listitem').allInnerTexts()).toEqual([
      expect.stringMatching(/services de soins jusqu’au \d\d\/\d\d\/\d{4}$/),
      expect.stringMatching(/contextuel dans le DPI jusqu’au/),
      expect.stringMatching(/afficher la procédure jusqu’au/),
    ]);
    await grid.getByRole('row').filter({ hasText: 'Interface biologie' }).getByText('Avéré').waitFor();
    await takeScreenshot(page, 'register-risk-started');
    await page.keyboard.press('Control+z');
    await planB.getByText('Plan B prêt').waitFor();

    await page.getByRole('button', { name: 'Ajouter un risque' }).click();
    const form = page.getByRole('complementary', { name: 'Nouveau risque' });
    await form.getByRole('button', { name: 'Ajouter', exact: true }).click();
    await form.getByText('Ce champ est à remplir.').waitFor();
    await form.getByLabel('Intitulé').fill('Serveurs livrés en retard');
    await form.getByRole('combobox', { name: 'Probabilité' }).click();
    await page.getByRole('option', { name: '4 · Presque certain' }).click();
    await form.getByRole('combobox', { name: 'Gravité' }).click();
    await page.getByRole('option', { name: '4 · Critique' }).click();
    await form.getByRole('button', { name: 'Ajouter une étape' }).click();
    await form.getByLabel('Étape 1', { exact: true }).fill('Emprunter deux serveurs');
    await takeScreenshot(page, 'register-risk-new');
    await form.getByRole('button', { name: 'Ajouter', exact: true }).click();
    const own = page.getByRole('complementary', { name: 'Serveurs livrés en retard' });
    await own.getByText('4 × 4').waitFor();
    await subtitle(page, '8 risques · 3 critiques').waitFor();
    await expectAccessible(page);

    await choose(page, 'Niveau', 'Critique');
    const file = join(tempDir(), 'risques.xlsx');
    await answerSaveDialog(app, file);
    await page.getByRole('button', { name: 'Exporter le tableau « Risques »' }).click();
    await page.getByRole('menuitem', { name: 'Classeur Excel (.xlsx)' }).click();
    await page.getByText('3 lignes écrites dans risques.xlsx').waitFor();
    const { cells } = readXlsx(file);
    expect(['A4', 'B4', 'C4', 'D4'].map((cell) => cells.get(cell)?.value)).toEqual([
      'Serveurs livrés en retard',
      'Critique',
      4,
      4,
    ]);
    await page.getByRole('main').getByRole('button', { name: 'Retirer les filtres' }).first().click();
    expect(jalon.complaints).toEqual([]);
  });

  it('the register of decisions takes one, which is then taken; a deployment leads to what is about it', async () => {
    const { page } = jalon;
    await page.getByRole('navigation').getByRole('link', { name: 'Décisions' }).click();
    await subtitle(page, '5 décisions · 1 attendue').waitFor();
    const grid = page.getByRole('grid', { name: 'Décisions' });
    await grid.getByText('Financement de la fibre de Valbrune').click();
    const panel = page.getByRole('complementary', { name: /Financement de la fibre/ });
    await lookAtScreen(jalon, 'register-decisions');
    await panel.getByRole('combobox', { name: 'État' }).click();
    await page.getByRole('option', { name: 'Prise', exact: true }).click();
    await panel.getByLabel('Décision prise').fill('Financée sur les fonds propres');
    await panel.getByRole('button', { name: 'Enregistrer' }).click();
    await subtitle(page, '5 décisions').waitFor();
    await takeScreenshot(page, 'register-decision-taken');
    await page.keyboard.press('Control+z');
    await subtitle(page, '5 décisions · 1 attendue').waitFor();

    await page.getByRole('navigation').getByRole('link', { name: 'Risques' }).click();
    await page
      .getByRole('grid')
      .getByText(/^Interface biologie/)
      .click();
    await page.getByRole('link', { name: 'Voir le déploiement' }).click();
    await page.getByRole('button', { name: 'Risques et décisions 1' }).click();
    const about = page.getByRole('dialog', { name: 'Risques et décisions' });
    await about.getByText(/^Interface biologie/).waitFor();
    await takeScreenshot(page, 'register-deployment');
    await expectAccessible(page);
    await about.getByRole('button', { name: 'Ajouter une décision' }).click();
    const form = page.getByRole('complementary', { name: 'Nouvelle décision' });
    await form.getByLabel('Objet').fill('Repousser la recette');
    expect(await form.getByRole('combobox', { name: 'Établissement' }).inputValue()).toBe('Carsan-Ville');
    await form.getByRole('button', { name: 'Ajouter', exact: true }).click();
    await subtitle(page, '6 décisions · 2 attendues').waitFor();
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
