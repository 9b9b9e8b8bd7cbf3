import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  chooseIdentity,
  expectAccessible,
  type Jalon,
  lookAtScreen,
  openJalon,
  setSize,
  setTheme,
  smallWindow,
  takeScreenshot,
} from './open-jalon.ts';
import { makeProfile, type SharedProfile } from './shared-app.ts';

const title = (page: Page, name: string) => page.getByRole('heading', { level: 1, name });

// In one window: what a test leaves behind is what the next one finds.
describe('frame, search and settings', () => {
  let profile: SharedProfile;
  let jalon: Jalon;

  beforeAll(async () => {
    profile = await makeProfile(['demo', 'trois-vallees']);
    jalon = await openJalon({ profile: profile.dir });
    await chooseIdentity(jalon.page);
  });
  afterAll(async () => {
    await jalon.close();
    profile.remove();
  });

  it('leads to each screen, says which one is shown, and names the window after it', async () => {
    const { page } = jalon;
    const navigation = page.getByRole('navigation', { name: 'Écrans' });
    for (const screen of ['Planning', 'Personnes', 'Échanges', 'Réglages', 'Matrice']) {
      await navigation.getByRole('link', { name: screen, exact: true }).click();
      await title(page, screen).waitFor();
      expect(await navigation.locator('[aria-current=page]').innerText()).toBe(screen);
      expect(await page.title()).toBe(`${screen} · Jalon`);
      expect(await page.evaluate(() => document.activeElement?.closest('main') !== null)).toBe(true);
    }
  });

  it('folds the navigation to its icons by itself in the narrowest window, and when asked to', async () => {
    const { app, page } = jalon;
    const fold = page.getByRole('button', { name: 'Replier la navigation' });
    const unfold = page.getByRole('button', { name: 'Déplier la navigation' });
    await setSize(app, page, { width: 1024, height: 640 });
    await unfold.waitFor();
    await page.getByRole('navigation').getByRole('link', { name: 'Personnes' }).waitFor();
    await takeScreenshot(page, 'matrix-1024');
    await expectAccessible(page);
    await setSize(app, page, smallWindow);
    await fold.click();
    await unfold.click();
    await fold.waitFor();
  });

  it('goes where the menu says', async () => {
    const { app, page } = jalon;
    await app.evaluate(({ Menu, BrowserWindow }) => {
      const find = (items: Electron.MenuItem[], label: string): Electron.MenuItem | undefined =>
        items.flatMap((item) => [item, ...(item.submenu?.items ?? [])]).find((item) => item.label === label);
      const [window] = BrowserWindow.getAllWindows();
      find(Menu.getApplicationMenu()?.items ?? [], 'Réglages')?.click(undefined, window, undefined);
    });
    await title(page, 'Réglages').waitFor();
    expect(await page.evaluate(() => window.location.hash)).toBe('#/settings');
  });

  it('finds a person, a site and a screen from the keyboard', async () => {
    const { page } = jalon;
    await page.keyboard.press('Control+k');
    const search = page.getByRole('dialog', { name: 'Rechercher' });
    await search.getByRole('textbox').fill('aptiere dossier');
    await search.getByRole('button', { name: /^Dossier patient informatisé.*Aptière/ }).waitFor();
    await lookAtScreen(jalon, 'search');
    await page.keyboard.press('Enter');
    await title(page, 'Dossier patient').waitFor();
    await page.keyboard.press('Control+k');
    await search.getByRole('textbox').fill('montaudel');
    await search.getByRole('button', { name: /Éloïse Montaudel/ }).waitFor();
    await page.keyboard.press('Enter');
    await page.getByRole('complementary', { name: 'Éloïse Montaudel' }).waitFor();
    await page.keyboard.press('Control+k');
    await search.getByRole('textbox').fill('qqqq');
    await search.getByText('Aucun résultat').waitFor();
    await takeScreenshot(page, 'search-nothing');
    await search.getByRole('textbox').fill('reglages');
    await search.getByRole('button', { name: 'Ouvrir les réglages' }).waitFor();
    await page.keyboard.press('Enter');
    await title(page, 'Réglages').waitFor();
    expect(await search.count()).toBe(0);
  });

  it('keeps theme, density and language, and checks the workspace', async () => {
    const { page } = jalon;
    await page.getByRole('button', { name: 'Vérifier l’espace de travail' }).click();
    await page.getByText('L’espace de travail est intact').waitFor();
    await lookAtScreen(jalon, 'settings');
    const scheme = (): Promise<string | undefined> =>
      page.evaluate(() => document.documentElement.dataset['mantineColorScheme']);
    await setTheme(page, 'light');
    await page.getByText('Sombre', { exact: true }).click();
    await expect.poll(scheme).toBe('dark');
    await page.getByText('Dense', { exact: true }).click();
    await page.getByText('English', { exact: true }).click();
    await title(page, 'Settings').waitFor();
    await expectAccessible(page);
    await page.reload();
    await title(page, 'Settings').waitFor();
    expect(await scheme()).toBe('dark');
    expect(await page.evaluate(() => document.documentElement.dataset['density'])).toBe('dense');
    await takeScreenshot(page, 'settings-english');
    expect(jalon.complaints).toEqual([]);
  });
});
