import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
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
