import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { _electron, type ElectronApplication, type Page } from 'playwright-core';
import type { JalonApi } from '../../shared/api.ts';

export const projectRoot = resolve(import.meta.dirname, '../..');

/** The Electron the tests run on; `npm test` names it. */
export function electronPath(): string {
  const path = process.env['JALON_ELECTRON'];
  if (!path || !existsSync(path)) throw new Error('JALON_ELECTRON names no Electron: run through npm test');
  return path;
}

export const sandboxArguments =
  process.platform === 'linux' && process.getuid?.() === 0 ? ['--no-sandbox'] : [];

/**
 * Holds the application's `ready` until Playwright is attached: it does so by itself only when it finds Electron by
 * itself. Without it, about one start in twelve attaches while windows open and never ends.
 */
const playwrightLoader = resolve(projectRoot, 'node_modules/playwright-core/lib/server/electron/loader.js');

export interface OpenApp {
  readonly app: ElectronApplication;
  readonly page: Page;
  /** Violations of the content security policy and errors of the page, in the order they came. */
  readonly complaints: string[];
}

/** Starts the built application on a profile and waits for its page. */
export async function openApp(profileDir: string, args: readonly string[] = []): Promise<OpenApp> {
  const app = await _electron.launch({
    executablePath: electronPath(),
    args: ['-r', playwrightLoader, ...sandboxArguments, projectRoot, '--profile', profileDir, ...args],
    cwd: projectRoot,
  });
  const page = await app.firstWindow();
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' || /Content Security Policy/i.test(message.text()))
      complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(String(error)));
  await page.waitForFunction(() => document.readyState === 'complete');
  return { app, page, complaints };
}

/** The frozen object pages hold, for use within `page.evaluate`. */
export type WithApi = Window & { jalon: JalonApi };
