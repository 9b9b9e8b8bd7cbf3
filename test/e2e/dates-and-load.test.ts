import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { assertDone, runJalon } from '../integration/cli/run-jalon.ts';
import { answerSaveDialog, type Jalon, lookInBothThemes, smallWindow } from './open-jalon.ts';
import { readPdf } from './read-pdf.ts';
import { makeProfile, openDeployment, openMatrix, type SharedProfile } from './shared-app.ts';

let profile: SharedProfile;
let jalon: Jalon;
let page: Page;

beforeAll(async () => {
  profile = await makeProfile(['demo', 'haute-vallee']);
  jalon = await openMatrix(profile, 'Élie Belmétral', smallWindow);
  ({ page } = jalon);
  await openDeployment(page, 'hebergement trois-rives', 'INFRA', 'Trois-Rives');
});
afterAll(async () => {
  await jalon.close();
  assertDone(await runJalon(['check', '--profile', profile.dir]));
  profile.remove();
});

describe('need 004.3 the clinic has an imposed day', () => {
  const grid = () => page.getByRole('grid', { name: 'Jalons' });
  const dialog = () => page.getByRole('dialog', { name: 'Planifier à rebours' });
  const summary = () => page.getByRole('region', { name: 'Situation' });

  it('says on the deployment the margin in working days and the latest start', async () => {
    const margin = summary().getByText(/^marge de 5\u00a0J ouvrés, début au plus tard le \d\d\/\d\d\/\d{4}$/);
    await margin.waitFor();
    expect(await margin.count()).toBe(1);
    await lookInBothThemes(page, 'hard-date-deployment');
  });

  it('shows the latest dates of what leads to it, then applies them at once, undone in one step', async () => {
    const cutOver = grid().getByRole('row').filter({ hasText: 'Bascule' }).first();
    const before = await cutOver.innerText();
    await page.getByRole('button', { name: 'Planifier à rebours' }).click();
    await dialog()
      .getByText(/^marge de 5\u00a0J ouvrés\u00a0; l’ensemble doit commencer au plus tard le/)
      .waitFor();
    const row = dialog().getByRole('row').filter({ hasText: 'Bascule' });
    expect(await row.innerText()).toContain('marge de 5\u00a0J ouvrés');
    await lookInBothThemes(page, 'hard-date-backwards');
    await dialog().getByRole('button', { name: 'Appliquer ces dates' }).click();
    await dialog().waitFor({ state: 'detached' });
    await summary()
      .getByText(/^aucune marge/)
      .waitFor();
    await page.keyboard.press('Control+z');
    await expect.poll(() => cutOver.innerText()).toBe(before);
  });

  it('says at the field that a year is impossible, and keeps the day there was', async () => {
    await page.getByRole('button', { name: 'Planifier à rebours' }).click();
    await dialog().getByRole('textbox', { name: 'Au plus tard le' }).fill('01/01/2190');
    await page.keyboard.press('Enter');
    await dialog().getByText('n’est pas entre 1950 et 2150').waitFor();
    // The preview is still that of the day before.
    expect(await dialog().getByText('marge de 5\u00a0J ouvrés').count()).toBeGreaterThan(0);
    await page.keyboard.press('Escape');
    expect(jalon.complaints).toEqual([]);
  });
});

describe('need 004.9 the load of teams and referents against their capacity', () => {
  const cell = (name: RegExp) => page.getByRole('button', { name });

  it('shows the team of the clinic at 133 % in the first month and 56 % in the third, in words too', async () => {
    await page.getByRole('navigation').getByRole('link', { name: 'Charge' }).click();
    await page.getByRole('heading', { level: 1, name: 'Charge' }).waitFor();
    await page.getByRole('textbox', { name: 'Personne, équipe, site' }).fill('trois-rives');
    const team = page.getByRole('row', { name: /^Équipe informatique locale, Trois-Rives/ });
    const months = (await team.getByRole('button').allInnerTexts()).map((text) => /\d+\s%/.exec(text)?.[0]);
    expect(months.slice(0, 3)).toEqual(['133\u00a0%', '122\u00a0%', '56\u00a0%']);
    await cell(/^Équipe informatique locale, Trois-Rives, .* : 133\s% au-delà$/).click();
    const panel = page.getByRole('complementary');
    await panel
      .getByRole('link', { name: /^(Ateliers de recette|Formation)$/ })
      .first()
      .waitFor();
    await lookInBothThemes(page, 'load');
  });

  it('takes a capacity, refuses at the field what is no number of days, and counts anew', async () => {
    await cell(/^Lucile Valmermont, .* : 133\s%/).click();
    const form = page.getByRole('form', { name: 'Saisir la capacité' });
    await form.getByRole('textbox', { name: 'Capacité (jours)' }).fill('quarante');
    await form.getByRole('button', { name: 'Enregistrer' }).click();
    await form.getByText('Un nombre de jours').waitFor();
    await form.getByRole('textbox', { name: 'Capacité (jours)' }).fill('48');
    await form.getByRole('button', { name: 'Enregistrer' }).click();
    await cell(/^Lucile Valmermont, .* : 100\s% complet$/).waitFor();
    await page.keyboard.press('Escape');
    expect(jalon.complaints).toEqual([]);
  });
});

describe('need 000.4 each profile has its own home page', () => {
  const parts = () => page.getByRole('main').getByRole('heading', { level: 2 }).allInnerTexts();

  it('opens for the role one has, and changes with the profile', async () => {
    await page.getByRole('navigation').getByRole('link', { name: 'Accueil' }).click();
    await page.getByRole('heading', { level: 2, name: /^Domaines du site/ }).waitFor();
    await lookInBothThemes(page, 'home-site-manager');
    await page.getByText('Soignant', { exact: true }).click();
    await page.getByRole('heading', { level: 2, name: /^Formations à venir/ }).waitFor();
    const nurse = await parts();
    await page.getByText('Direction', { exact: true }).click();
    await page.getByRole('heading', { level: 2, name: /^Décisions à prendre/ }).waitFor();
    expect(await parts()).not.toEqual(nurse);
    await lookInBothThemes(page, 'home-director');
    expect(jalon.complaints).toEqual([]);
  });
});

describe('hosting lots', () => {
  const subtitle = (words: RegExp) => page.getByRole('main').getByText(words).first();

  it('need 003.1 and need 003.4 on screen: four lots of six, the burn-up in figures, and the line that explains ten servers', async () => {
    await page.getByRole('navigation').getByRole('link', { name: 'Hébergement' }).click();
    await subtitle(
      /^Lots transférés\s: 4 sur 6 · 156 serveurs au départ, 166 aujourd’hui \(\+10\)$/,
    ).waitFor();
    for (const figures of ['110 serveurs sur 166', '134 VM sur 188', '27 To sur 40'])
      await page.getByRole('img', { name: figures }).waitFor();
    await lookInBothThemes(page, 'lots');
    await page.getByRole('grid').getByText('Imagerie', { exact: true }).click();
    const panel = page.getByRole('complementary', { name: 'Imagerie' });
    await panel.getByText('Serveurs d’imagerie ajoutés').waitFor();
    await lookInBothThemes(page, 'lots-panel');
    await page.keyboard.press('Escape');
    await page.getByText('Journal', { exact: true }).click();
    const explaining = page.getByRole('row').filter({ hasText: /Périmètre[^]*\+10/ });
    expect(await explaining.count()).toBe(1);
    expect(await explaining.innerText()).toMatch(/Serveurs d’imagerie ajoutés[^]*Non prévu[^]*\+12/);
    await lookInBothThemes(page, 'lots-log');
  });

  it('takes a change with its reason, which one undo takes back, and refuses one without', async () => {
    await page.getByRole('button', { name: 'Noter un changement' }).click();
    const form = page.getByRole('complementary', { name: 'Nouveau changement' });
    await form.getByLabel('Serveurs', { exact: true }).fill('4');
    await form.getByLabel('Stockage (To)').fill('1,5');
    await form.getByRole('button', { name: 'Enregistrer' }).click();
    await form.getByText('Ce champ est à remplir.').waitFor();
    await form.getByLabel('Motif').fill('Serveurs de sauvegarde');
    await lookInBothThemes(page, 'lots-change');
    await form.getByRole('button', { name: 'Enregistrer' }).click();
    await subtitle(/170 aujourd’hui \(\+14\) · 40 To au départ, 41,5 aujourd’hui \(\+1,5\)$/).waitFor();
    await form.waitFor({ state: 'hidden' });
    await page.keyboard.press('Control+z');
    await subtitle(/166 aujourd’hui \(\+10\)$/).waitFor();
    expect(jalon.complaints).toEqual([]);
  });

  it('need 003.1 and need 003.4 on paper: one A4 page with the burn-up, the lots and the scope log', async () => {
    await page.getByRole('navigation').first().getByText('Imprimer', { exact: true }).click();
    await page
      .getByRole('navigation', { name: 'Documents' })
      .getByText('Lots et dérive de périmètre', { exact: true })
      .click();
    await page.locator('[aria-busy="false"][aria-label="Aperçu"] svg').first().waitFor();
    await lookInBothThemes(page, 'paper-lots');
    const path = join(profile.dir, '..', 'lots.pdf');
    await answerSaveDialog(jalon.app, path);
    await page.getByRole('button', { name: 'PDF', exact: true }).click();
    await page.getByText(/lots\.pdf enregistré/).waitFor();
    const { info, pages } = readPdf(path);
    expect(info.get('Page size')).toMatch(/\(A4\)/);
    expect(info.get('Tagged')).toBe('yes');
    expect(pages).toHaveLength(1);
    const [text = ''] = pages;
    expect(text).toMatch(/Lots transférés\s: 4 sur 6 · 110 serveurs sur 166 · 134 VM sur 188 · 27 To sur 40/);
    expect(text).toContain('156 serveurs au départ, 166 aujourd’hui (+10)');
    expect(text).toMatch(
      /Serveurs d’imagerie ajoutés\s+Imagerie\s+\+10\s+0\s+0\s+\+12\sJ ouvrés[^]*Non prévu[^]*Deux serveurs/,
    );
    for (const lot of ['Infrastructure et annuaires', 'Val-Grès et EHPAD']) expect(text).toContain(lot);
  });
});
