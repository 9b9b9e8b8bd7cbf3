import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { _electron, type ElectronApplication, type Page } from 'playwright-core';
import { type Outcome, outcomeOf } from '../integration/cli/run-jalon.ts';
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

/**
 * Starts the built application on a profile and waits for its page; with JALON_PACKAGED the packaged one at that path,
 * which must be the inspectable twin.
 */
export async function openApp(profileDir: string, args: readonly string[] = []): Promise<OpenApp> {
  const packaged = process.env['JALON_PACKAGED'];
  const own = ['--profile', profileDir, ...args];
  const app = packaged ? await launchPackaged(packaged, own) : await launchBuilt(own);
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

function launchBuilt(args: readonly string[]): Promise<ElectronApplication> {
  return _electron.launch({
    executablePath: electronPath(),
    args: ['-r', playwrightLoader, ...sandboxArguments, projectRoot, ...args],
    cwd: projectRoot,
  });
}

/** A packaged application takes no loader, so that attaching to it may hang: then it is started again. */
export async function launchPackaged(
  executablePath: string,
  args: readonly string[],
): Promise<ElectronApplication> {
  const launch = (): Promise<ElectronApplication> =>
    _electron.launch({ executablePath, args: [...sandboxArguments, ...args], timeout: 20_000 });
  for (let attempt = 1; attempt < 4; attempt++) {
    try {
      return await launch();
    } catch (error) {
      if (!/Timeout/.test(String(error))) throw error;
    }
  }
  return launch();
}

/** The application's own binary with a verb; it opens no window. */
export function runApplication(...args: string[]): Promise<Outcome> {
  return outcomeOf(
    spawn(electronPath(), [...sandboxArguments, projectRoot, ...args], { stdio: ['ignore', 'pipe', 'pipe'] }),
  );
}

/** The frozen object pages hold, for use within `page.evaluate`. */
export type WithApi = Window & { jalon: JalonApi };
