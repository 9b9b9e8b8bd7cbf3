import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { assertDone, runJalon } from '../integration/cli/run-jalon.ts';
import { chooseIdentity, type Jalon, openJalon, type WindowSize } from './open-jalon.ts';

/** A profile for all the tests of a file: made once by the command line, removed by `remove`. */
export interface SharedProfile {
  readonly dir: string;
  readonly remove: () => void;
}

/** Runs a command such as `['demo', 'trois-vallees']` on a new profile. */
export async function makeProfile(command: readonly string[]): Promise<SharedProfile> {
  const parent = mkdtempSync(join(tmpdir(), 'jalon-shared-'));
  const dir = join(parent, 'profile');
  assertDone(await runJalon([...command, '--profile', dir]));
  return { dir, remove: () => rmSync(parent, { recursive: true, force: true }) };
}

/** Opens the application on a profile as a person of its group, on the matrix. */
export async function openMatrix({ dir }: SharedProfile, who: string, size: WindowSize): Promise<Jalon> {
  const jalon = await openJalon({ profile: dir, size });
  await chooseIdentity(jalon.page, who);
  await jalon.page.getByRole('grid').waitFor();
  return jalon;
}

/** From the matrix to a deployment, found by some words and clicked, until its milestones are there. */
export async function openDeployment(page: Page, words: string, code: string, site: string): Promise<void> {
  await page.getByRole('textbox', { name: 'Domaine, site, produit' }).fill(words);
  await (await matrixCell(page, code, site)).click({ position: { x: 20, y: 12 } });
  await page.getByRole('grid', { name: 'Jalons' }).waitFor();
}

/** Goes to a screen by the navigation, and waits for its title. */
export async function goTo(page: Page, screen: string): Promise<void> {
  await page.getByRole('navigation').getByRole('link', { name: screen, exact: true }).click();
  await page.getByRole('heading', { level: 1, name: screen, exact: true }).waitFor();
}

/** What the application has just told, by some words of it. */
export function notice(page: Page, text: string | RegExp): Locator {
  return page.getByRole('alert').filter({ hasText: text });
}

/** The ISO day of a day as it is shown. */
export const isoOf = (shown: string): string => shown.split('/').toReversed().join('-');

/** The row of a domain of the matrix, by its code. */
export function domainRow(page: Page, code: string) {
  return page.getByRole('row').filter({ has: page.getByText(code, { exact: true }) });
}

/** The cell of a pair that is drawn. */
export async function matrixCell(page: Page, code: string, site: string) {
  const head = page.getByRole('columnheader').filter({ has: page.getByText(site, { exact: true }) });
  const column = await head.getAttribute('aria-colindex');
  return domainRow(page, code).locator(`[role="gridcell"][aria-colindex="${column}"]`);
}
