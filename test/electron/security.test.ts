import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openApp, type OpenApp, type WithApi } from './open-app.ts';

describe('walls around a page, in real Electron', () => {
  const profile = mkdtempSync(join(tmpdir(), 'jalon-security-'));
  let open: OpenApp;
  // A server that is really there: a refusal must come from the application, not from a missing network.
  let remote: Server;
  let remoteAddress: string;
  const visits: string[] = [];
  beforeAll(async () => {
    remote = createServer((request, response) => {
      visits.push(request.url ?? '');
      response.end('here');
    });
    await new Promise<void>((done) => remote.listen(0, '127.0.0.1', done));
    remoteAddress = `http://127.0.0.1:${(remote.address() as AddressInfo).port}`;
    open = await openApp(profile);
  });
  afterAll(async () => {
    await open.app.close();
    remote.close();
    rmSync(profile, { recursive: true, force: true });
  });

  it('shows its page without one complaint of the content security policy', async () => {
    await open.page.waitForSelector('#root > :not(style)');
    await open.page.waitForTimeout(500);
    expect(open.complaints).toEqual([]);
    expect(open.page.url()).toMatch(/^app:\/\/app\/index\.html/);
  });

  it('refuses eval, inline scripts, inline styles and anything remote', async () => {
    // Playwright's own evaluate is let through by the debugger: what is tried runs from the page's own event loop.
    const refused = await open.page.evaluate(async (other) => {
      const found: string[] = [];
      const note = (event: SecurityPolicyViolationEvent) => found.push(event.effectiveDirective);
      document.addEventListener('securitypolicyviolation', note);
      const add = (tag: string, attributes: Record<string, string>, text = '') => {
        const element = document.createElement(tag);
        for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
        element.textContent = text;
        document.body.append(element);
        return element;
      };
      const added = [
        add('script', {}, 'window.inlineRan = true'),
        add('script', { src: `${other}/a.js` }),
        add('style', {}, 'body { outline: 1px solid red }'),
        add('img', { src: `${other}/a.png` }),
        add('iframe', { src: `${other}/frame` }),
        add('object', { data: `${other}/a` }),
      ];
      const fetched = await fetch(`${other}/fetch`).then(
        () => true,
        () => false,
      );
      await new Promise((done) => setTimeout(done, 300));
      for (const element of added) element.remove();
      document.removeEventListener('securitypolicyviolation', note);
      return { found: found.toSorted(), fetched, inlineRan: 'inlineRan' in window };
    }, remoteAddress);
    expect(refused.fetched).toBe(false);
    expect(refused.inlineRan).toBe(false);
    for (const directive of [
      'script-src-elem',
      'style-src-elem',
      'img-src',
      'connect-src',
      'frame-src',
      'object-src',
    ]) {
      expect(refused.found).toContain(directive);
    }
    expect(visits).toEqual([]);
  });

  it('refuses to make code from text', async () => {
    const outcome = await open.page.evaluate(
      () =>
        new Promise<string>((done) => {
          const timer = setInterval(() => {
            clearInterval(timer);
            try {
              done(String(Reflect.construct(window.Function, ['return 1'])));
            } catch (error) {
              done((error as Error).name);
            }
          }, 1);
        }),
    );
    expect(outcome).toBe('EvalError');
  });

  it('has no Node and no Electron in the page', async () => {
    const seen = await open.page.evaluate(() =>
      [
        'require',
        'process',
        'module',
        'exports',
        'global',
        'Buffer',
        'electron',
        'ipcRenderer',
        '__dirname',
      ].filter((name) => name in window),
    );
    expect(seen).toEqual([]);
  });

  it('gives the page one frozen object', async () => {
    const outcome = await open.page.evaluate(() => {
      const { jalon } = window as unknown as WithApi;
      const before = jalon.shell;
      const tryTo = (change: () => void) => {
        try {
          change();
        } catch {
          // Modules are strict: a refused write throws. Either way the object must be as it was.
        }
      };
      tryTo(() => Object.assign(jalon, { shell: null, more: 1 }));
      tryTo(() => Object.defineProperty(window, 'jalon', { value: {} }));
      return {
        names: Object.keys(jalon).toSorted(),
        frozen: Object.isFrozen(jalon),
        same: (window as unknown as WithApi).jalon === jalon && jalon.shell === before,
      };
    });
    expect(outcome).toEqual({
      names: ['connect', 'droppedFileGrant', 'onEvent', 'shell'],
      frozen: true,
      same: true,
    });
  });

  it('answers shell calls by the contract only', async () => {
    const call = (name: string, input: unknown) =>
      open.page.evaluate(
        ([procedure, value]) => (window as unknown as WithApi).jalon.shell(procedure, value),
        [name, input] as const,
      );
    expect(await call('shell.info', {})).toMatchObject({ ok: true, value: { platform: process.platform } });
    expect(await call('shell.info', { more: 1 })).toMatchObject({
      ok: false,
      error: { code: 'bad-request' },
    });
    expect(await call('workspace.status', {})).toMatchObject({ ok: false, error: { code: 'bad-request' } });
    expect(await call('constructor', {})).toMatchObject({ ok: false, error: { code: 'bad-request' } });
    expect(await call('shell.reveal', { grant: '00000000-0000-4000-8000-000000000000' })).toMatchObject({
      ok: false,
      error: { code: 'file-missing' },
    });
    expect(await call('shell.printReady', { pages: 1 })).toMatchObject({
      ok: false,
      error: { code: 'bad-request' },
    });
  });

  it('gives no grant for a file that was not dropped', async () => {
    const grant = await open.page.evaluate(() =>
      (window as unknown as WithApi).jalon.droppedFileGrant(new File(['x'], '/etc/hostname')),
    );
    expect(grant).toBeNull();
  });

  it('opens no other window and goes nowhere else', async () => {
    const before = open.page.url();
    const opened = await open.page.evaluate((other) => window.open(other) === null, remoteAddress);
    expect(opened).toBe(true);
    for (const address of [
      remoteAddress,
      'file:///etc/passwd',
      'app://app/print.html',
      'app://other/index.html',
    ]) {
      await open.page.evaluate((target) => {
        window.location.href = target;
      }, address);
      await open.page.waitForTimeout(150);
      expect(open.page.url()).toBe(before);
    }
    expect(open.app.windows()).toHaveLength(1);
    expect(visits).toEqual([]);
  });

  it('reaches no file outside its list', async () => {
    const statuses = await open.app.evaluate(async ({ session }, other) => {
      const status = async (address: string) => {
        try {
          return (await session.defaultSession.fetch(address)).status;
        } catch {
          return 'refused';
        }
      };
      return {
        listed: await status('app://app/index.html'),
        missing: await status('app://app/renderer-assets.json'),
        above: await status('app://app/..%2f..%2fpackage.json'),
        source: await status('app://app/../main/main.js'),
        file: await status('file:///etc/passwd'),
        remote: await status(other),
      };
    }, remoteAddress);
    expect(statuses).toEqual({
      listed: 200,
      missing: 404,
      above: 404,
      source: 404,
      file: 'refused',
      remote: 'refused',
    });
    expect(visits).toEqual([]);
  });

  it('grants no permission', async () => {
    const outcome = await open.page.evaluate(async () => {
      const names = ['geolocation', 'notifications', 'camera', 'microphone', 'clipboard-read'] as const;
      const states = await Promise.all(
        names.map(
          async (name) => (await navigator.permissions.query({ name: name as PermissionName })).state,
        ),
      );
      const camera = await navigator.mediaDevices.getUserMedia({ video: true }).then(
        () => 'given',
        (error: Error) => error.name,
      );
      return { states, camera };
    });
    expect(new Set(outcome.states)).toEqual(new Set(['denied']));
    expect(outcome.camera).not.toBe('given');
  });
});
