import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { assertDone, runJalon } from '../integration/cli/run-jalon.ts';
import { type Jalon, lookInBothThemes, smallWindow } from './open-jalon.ts';
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
