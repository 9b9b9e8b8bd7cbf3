import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import axe from 'axe-core';
import type { ElectronApplication, Page } from 'playwright-core';
import { expect } from 'vitest';
import { openApp, projectRoot } from '../electron/open-app.ts';
import { tempDir } from '../fixtures/temp-profile.ts';

export interface WindowSize {
  readonly width: number;
  readonly height: number;
}

/** The two windows every screen is looked at in, in CSS pixels. */
export const smallWindow: WindowSize = { width: 1280, height: 800 };
export const largeWindow: WindowSize = { width: 1920, height: 1080 };

/** Someone of the demo `trois-vallees` who steers the whole group from its support establishment. */
export const projectManager = 'Estelle Fermisnel';

export type Theme = 'light' | 'dark';

export interface Jalon {
  readonly app: ElectronApplication;
  readonly page: Page;
  readonly profile: string;
  /** Violations of the content security policy and errors of the page so far. */
  readonly complaints: readonly string[];
  readonly close: () => Promise<void>;
}

/**
 * Opens the built application on a profile (by default a new empty one), in a window of a size and a theme. Waits
 * until its first screen has a heading.
 */
export async function openJalon({
  profile = tempDir(),
  size = smallWindow,
  theme = 'light',
  args = [],
}: {
  readonly profile?: string;
  readonly size?: WindowSize;
  readonly theme?: Theme;
  readonly args?: readonly string[];
} = {}): Promise<Jalon> {
  const { app, page, complaints } = await openApp(profile, args);
  page.setDefaultTimeout(15_000);
  await setTheme(page, theme);
  await setSize(app, page, size);
  await page.locator('h1').first().waitFor();
  return { app, page, profile, complaints, close: () => app.close() };
}

/** On the screen that asks who one is: types a name and takes the person, then waits for the frame's navigation. */
export async function chooseIdentity(page: Page, name = projectManager): Promise<void> {
  await page.getByRole('heading', { name: 'Qui êtes-vous ?' }).waitFor();
  await page.getByRole('textbox', { name: /^Chercher un nom/ }).fill(name);
  await page
    .getByRole('button', { name: new RegExp(name) })
    .first()
    .click();
  await page.getByRole('navigation').first().waitFor();
}

/** Answers the next system dialogs that ask where to write with a path: they are windows no test can press. */
export async function answerSaveDialog(app: ElectronApplication, path: string): Promise<void> {
  await app.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath });
  }, path);
}

/** Answers the next system dialogs that ask which file to read with a path. */
export async function answerOpenDialog(app: ElectronApplication, path: string): Promise<void> {
  await app.evaluate(({ dialog }, filePath) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [filePath] });
  }, path);
}

/** Has the system ask for a theme, and waits until a page whose user leaves it to the system shows it. */
export async function setTheme(page: Page, theme: Theme): Promise<void> {
  await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
  await page.waitForFunction(
    (wanted) => document.documentElement.dataset['mantineColorScheme'] === wanted,
    theme,
  );
}

/** Waits until nothing changes its look any more: a colour on its way has the contrast of neither end. */
async function waitUntilStill(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const nextFrame = () => new Promise((painted) => requestAnimationFrame(painted));
    const changing = () => document.getAnimations().filter((one) => one instanceof CSSTransition);
    do {
      await Promise.allSettled(changing().map((one) => one.finished));
      await nextFrame();
      await nextFrame();
    } while (changing().length > 0);
  });
}

/** Gives the window's page a size, and waits until the page has it. */
export async function setSize(app: ElectronApplication, page: Page, size: WindowSize): Promise<void> {
  const window = await app.browserWindow(page);
  await window.evaluate((shown, { width, height }) => shown.setContentSize(width, height), size);
  await page.waitForFunction(({ width, height }) => innerWidth === width && innerHeight === height, size);
}

/** Pictures take a third of the time of the tests in windows, and are for people: on request. */
const takesPictures = process.env['JALON_PICTURES'] === '1';

/** With `JALON_PICTURES=1`, keeps a picture of the page as it is: report/screenshots/NAME.png. */
export async function takeScreenshot(page: Page, name: string): Promise<void> {
  if (!takesPictures) return;
  const folder = join(projectRoot, 'report/screenshots');
  mkdirSync(folder, { recursive: true });
  await page.evaluate(async () => {
    await document.fonts.ready;
    await new Promise((painted) => requestAnimationFrame(() => requestAnimationFrame(painted)));
  });
  await page.screenshot({ path: join(folder, `${name}.png`), animations: 'disabled', caret: 'hide' });
}

/**
 * Looks at one screen in both themes: axe, and, with pictures, four of them (NAME-1280-light.png …).
 * Leaves the small light window behind.
 */
export async function lookAtScreen({ app, page }: Jalon, name: string): Promise<void> {
  // Nothing is shown as pointed at: X puts its pointer in the middle of the screen.
  await page.mouse.move(1, 1);
  for (const theme of ['dark', 'light'] as const) {
    await setTheme(page, theme);
    for (const size of takesPictures ? [largeWindow, smallWindow] : []) {
      await setSize(app, page, size);
      await takeScreenshot(page, `${name}-${size.width}-${theme}`);
    }
    await expectAccessible(page);
  }
}

/** Two pictures of a window as it is, dark then light, and axe on the light one. */
export async function lookInBothThemes(page: Page, name: string): Promise<void> {
  await page.mouse.move(1, 1);
  for (const theme of ['dark', 'light'] as const) {
    await setTheme(page, theme);
    await takeScreenshot(page, `${name}-${theme}`);
  }
  await expectAccessible(page);
}

/** Fails with what axe found on the page as it is, or within one element: rule, what it asks for, and the elements. */
export async function expectAccessible(page: Page, within = ':root'): Promise<void> {
  await waitUntilStill(page);
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source);
  const found = await page.evaluate(async (place) => {
    const { axe: axeOfPage } = window as unknown as { axe: Pick<typeof axe, 'run'> };
    // Every rule is run; telling what each of them found right would take six times as long.
    const { violations } = await axeOfPage.run(place, { resultTypes: ['violations'] });
    return violations.map(({ id, help, nodes }) => ({
      id,
      help,
      elements: nodes.map(({ html, failureSummary }) => `${html} — ${failureSummary ?? ''}`),
    }));
  }, within);
  expect(found).toEqual([]);
}
