import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  chooseIdentity,
  demoProfile,
  expectAccessible,
  type Jalon,
  openJalon,
  setTheme,
  takeScreenshot,
} from './open-jalon.ts';

describe('templates', () => {
  let jalon: Jalon;

  beforeAll(async () => {
    jalon = await openJalon({ profile: await demoProfile() });
    const { page } = jalon;
    await chooseIdentity(page);
    await page.getByRole('navigation').getByRole('link', { name: 'Vagues' }).click();
    await page.getByRole('combobox', { name: 'Domaine' }).click();
    await page.getByRole('option', { name: /^Prescription et plan de soins/ }).click();
    await page.getByRole('button', { name: 'Planifier 10 établissements' }).click();
    await page.getByText(/10 établissements planifiés/).waitFor();
  });
  afterAll(() => jalon.close());

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
