import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ElectronApplication, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { portMessage } from '../../shared/api.ts';
import type { ServerMessage } from '../../shared/rpc/envelope.ts';
import { keptDir } from '../fixtures/temp-profile.ts';
import { electronPath, openApp, projectRoot, sandboxArguments, type WithApi } from './open-app.ts';

/**
 * Asks the backend over the page's port, as any script of the page could. The page's own client speaks through the
 * same port and closes it when a newer one comes: the question is then put again.
 */
function ask(page: Page, procedure: string, input: unknown): Promise<ServerMessage> {
  return page.evaluate(
    ([message, name, value]) =>
      new Promise<ServerMessage>((done) => {
        const id = 1_000_000;
        const receive = (event: MessageEvent): void => {
          const [port] = event.ports;
          if (event.data !== message || !port) return;
          port.addEventListener('message', (answer: MessageEvent<ServerMessage>) => {
            if (answer.data.type !== 'response' || answer.data.id !== id) return;
            window.removeEventListener('message', receive);
            done(answer.data);
          });
          port.start();
          port.postMessage({ type: 'request', id, procedure: name, input: value });
        };
        window.addEventListener('message', receive);
        (window as unknown as WithApi).jalon.connect();
      }),
    [portMessage, procedure, input] as const,
  );
}

const backendPid = (app: ElectronApplication): Promise<number | undefined> =>
  app.evaluate(
    ({ app: electronApp }) => electronApp.getAppMetrics().find(({ name }) => name === 'Jalon backend')?.pid,
  );

async function killBackend(app: ElectronApplication): Promise<void> {
  const pid = await backendPid(app);
  if (pid === undefined) throw new Error('There is no backend process');
  process.kill(pid, 'SIGKILL');
  const deadline = Date.now() + 20_000;
  while ((await backendPid(app)) === pid) {
    if (Date.now() > deadline) throw new Error('The backend did not end');
    await new Promise((done) => setTimeout(done, 50));
  }
}

// In one window: what a test leaves behind is what the next one finds.
describe('backend process', () => {
  const profile = keptDir('backend');
  let app: ElectronApplication;
  let page: Page;

  beforeAll(async () => ({ app, page } = await openApp(profile.path)));
  afterAll(() => profile[Symbol.dispose]());

  it('answers a page over its own port, and refuses what breaks the contract', async () => {
    expect(await ask(page, 'demo.list', {})).toMatchObject({ ok: true });
    expect(await ask(page, 'demo.list', { more: 1 })).toMatchObject({
      ok: false,
      error: { code: 'bad-request' },
    });
    expect(await ask(page, 'shell.info', {})).toMatchObject({ ok: false, error: { code: 'bad-request' } });
  });

  it('is started anew once when it dies, and the page goes on', async () => {
    expect(await ask(page, 'settings.get', {})).toMatchObject({ ok: true });
    const before = await backendPid(app);
    await killBackend(app);
    expect(await ask(page, 'settings.get', {})).toMatchObject({ ok: true });
    expect(await backendPid(app)).not.toBe(before);
  });

  it('asks the user what to do when it dies again', async () => {
    await app.evaluate(({ dialog }) => {
      const asked: unknown[] = [];
      Object.assign(globalThis, { asked });
      dialog.showMessageBox = (...args: unknown[]) => {
        asked.push(args.at(-1));
        return Promise.resolve({ response: 0, checkboxChecked: false });
      };
    });
    await killBackend(app);
    expect(await ask(page, 'settings.get', {})).toMatchObject({ ok: true });
    const asked = await app.evaluate(
      () => (globalThis as unknown as { asked: { buttons: string[] }[] }).asked,
    );
    expect(asked).toHaveLength(1);
    expect(asked[0]?.buttons).toEqual(['Redémarrer', 'Ouvrir le dossier', 'Quitter']);
  });

  it('writes what happened into one log in the profile', async () => {
    await app.close();
    const log = readFileSync(join(profile.path, 'logs', 'jalon.log'), 'utf8');
    expect(log).toMatch(
      /backend: ready[^]*backend: ended with code[^]*backend: ready[^]*backend: ended with code/,
    );
  });
});

// One profile, opened twice.
describe('a start and the next one', () => {
  const profile = keptDir('starts');
  const open = () => openApp(profile.path, ['--password-store=basic']);
  const keyFile = join(profile.path, 'post-key');
  let app: ElectronApplication;
  let page: Page;
  let key: string;

  beforeAll(async () => ({ app, page } = await open()));
  afterAll(() => profile[Symbol.dispose]());

  it('take the file of a start beside them over, which then ends', async () => {
    const file = join(profile.path, 'Semaine 12.jalon');
    writeFileSync(file, 'not read before the user says so');
    await page.evaluate(() => {
      const seen: unknown[] = [];
      Object.assign(window, { seen });
      (window as unknown as WithApi).jalon.onEvent((name, payload) => seen.push({ name, payload }));
    });
    // Not waited for in this process's only thread, by which the first start is driven.
    const second = spawn(
      electronPath(),
      [...sandboxArguments, projectRoot, '--profile', profile.path, file],
      { stdio: 'ignore', timeout: 60_000 },
    );
    expect(await once(second, 'exit')).toEqual([0, null]);
    await page.waitForFunction(() => (window as unknown as { seen: unknown[] }).seen.length > 0);
    const opened = await page.evaluate(() => (window as unknown as { seen: unknown[] }).seen);
    const grant = expect.stringMatching(/^[0-9a-f-]{36}$/) as string;
    expect(opened).toEqual([{ name: 'shell.fileOpened', payload: { grant, fileName: 'Semaine 12.jalon' } }]);
  });

  it('keep the signing key in a private file where the system has no key store', async () => {
    await ask(page, 'settings.set', { theme: 'dark' });
    await app.close();
    expect(existsSync(`${keyFile}.sealed`)).toBe(false);
    expect(statSync(keyFile).mode & 0o777).toBe(0o600);
    key = readFileSync(keyFile, 'utf8');
    expect(Buffer.from(key, 'base64')).toHaveLength(32);
  });

  it('leave a workspace that opens again, with its lock free and the same key', async () => {
    // SQLite removes it when the last connection closes in good order.
    expect(existsSync(join(profile.path, 'workspace.sqlite-wal'))).toBe(false);
    ({ app, page } = await open());
    expect(await ask(page, 'settings.get', {})).toMatchObject({ ok: true, value: { theme: 'dark' } });
    await app.close();
    expect(readFileSync(keyFile, 'utf8')).toBe(key);
  });
});
