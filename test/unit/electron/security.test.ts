import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { answerRequest, type PageSource } from '../../../electron/main/page-source.ts';
import {
  contentSecurityPolicy,
  isTrustedSender,
  mailAddress,
  mayNavigate,
  mayOpenOutside,
  mayRequest,
  permissionsAllowed,
} from '../../../electron/main/security.ts';
import { tempDir } from '../../fixtures/temp-profile.ts';

describe('policy tables', () => {
  it('allows no permission at all', () => {
    expect(permissionsAllowed.size).toBe(0);
  });

  it.each([
    ['app://app/index.html', false, true],
    ['data:image/png;base64,AA', false, true],
    ['devtools://devtools/x', true, true],
    ['devtools://devtools/x', false, false],
    ['https://example.org/', true, false],
    ['http://127.0.0.1:80/', true, false],
    ['ws://127.0.0.1/', true, false],
    ['file:///etc/passwd', true, false],
    ['chrome://version', true, false],
    ['appx://app/', true, false],
  ])('request of %s (developer tools %s): %s', (address, tools, allowed) => {
    expect(mayRequest(address, tools)).toBe(allowed);
  });

  it.each([
    ['app://app/index.html#/people', true],
    ['app://app/index.html', true],
    ['app://app/print.html', false],
    ['app://app.example/index.html', false],
    ['app://other/index.html', false],
    ['https://example.org/index.html', false],
    ['file:///index.html', false],
    ['javascript:alert(1)', false],
  ])('navigation from the window to %s: %s', (to, allowed) => {
    expect(mayNavigate('app://app/index.html#/matrix', to)).toBe(allowed);
  });

  it('listens to main frames of its own windows on its own pages only', () => {
    const good = { known: true, mainFrame: true, address: 'app://app/index.html' };
    expect(isTrustedSender(good)).toBe(true);
    expect(isTrustedSender({ ...good, known: false })).toBe(false);
    expect(isTrustedSender({ ...good, mainFrame: false })).toBe(false);
    for (const address of ['', 'about:blank', 'app://app', 'app://app.example/', 'https://app/']) {
      expect(isTrustedSender({ ...good, address })).toBe(false);
    }
  });

  it('has one nonce for styles and no way round for scripts', () => {
    expect(contentSecurityPolicy('abc')).toBe(
      "default-src 'none'; script-src 'self'; style-src 'self' 'nonce-abc'; img-src 'self' data:; font-src 'self'; " +
        "connect-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
    );
  });
});

describe('files served to pages', () => {
  function source(): PageSource {
    const folder = join(tempDir('pages'), 'renderer');
    mkdirSync(folder);
    writeFileSync(join(folder, 'index.html'), '<!doctype html><html><head><title>x</title></head></html>');
    writeFileSync(join(folder, 'app.js'), 'export const one = 1;');
    writeFileSync(join(folder, 'unlisted.js'), 'secret');
    writeFileSync(join(folder, '../outside.txt'), 'secret');
    return {
      folder,
      files: new Set(['index.html', 'app.js']),
      settings: () => ({ theme: 'dark', language: 'fr', density: 'dense' }),
    };
  }
  const get = (url: string, from: PageSource, method = 'GET') => answerRequest({ url, method }, from);

  it('puts a fresh nonce and the settings into a page, the same nonce as in its policy', async () => {
    const pages = source();
    const nonces = new Set<string>();
    for (const address of ['app://app/', 'app://app/index.html?report=gantt#x']) {
      const answer = await get(address, pages);
      const html = await answer.text();
      const nonce = /<meta property="csp-nonce" nonce="([^"]+)">/.exec(html)?.[1] ?? '';
      expect(answer.headers.get('content-security-policy')).toContain(`'nonce-${nonce}'`);
      expect(html).toContain('<meta name="jalon-settings" content="{&quot;theme&quot;:&quot;dark&quot;');
      expect(html).toContain('<title>x</title>');
      nonces.add(nonce);
    }
    expect(nonces.size).toBe(2);
  });

  it('gives scripts their type', async () => {
    const answer = await get('app://app/app.js', source());
    expect(answer.headers.get('content-type')).toContain('text/javascript');
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    expect(await answer.text()).toBe('export const one = 1;');
  });

  it.each([
    'app://app/unlisted.js',
    'app://app/../outside.txt',
    'app://app/%2e%2e/outside.txt',
    'app://app/..%2foutside.txt',
    'app://app//etc/passwd',
    'app://app/index.html/',
    'app://other/index.html',
    'file:///etc/passwd',
    'nonsense',
  ])('answers %s with 404', async (address) => {
    const answer = await get(address, source());
    expect(answer.status).toBe(404);
    expect(await answer.text()).toBe('');
  });

  it('answers nothing but GET', async () => {
    expect((await get('app://app/app.js', source(), 'POST')).status).toBe(404);
  });
});

describe('what is opened outside', () => {
  it.each([
    ['mailto:a@exemple.fr?subject=x', true],
    ['MAILTO:a@exemple.fr', true],
    ['https://exemple.fr/', false],
    ['file:///etc/passwd', false],
    ['smb://serveur/partage', false],
    ['javascript:alert(1)', false],
    ['mailto', false],
  ])('%s: %s', (address, allowed) => {
    expect(mayOpenOutside(address)).toBe(allowed);
  });

  it('spells a message whose parts stay what they are, and no longer than programs take', () => {
    const address = mailAddress({
      to: ['é+x@exemple.fr', 'b@exemple.fr?bcc=tous@exemple.fr'],
      subject: 'Jalon & « GHT » : 5 %',
      body: 'Bonjour,\nci-joint &cc=x',
    });
    const { searchParams, pathname } = new URL(address);
    expect(pathname.split(',').map(decodeURIComponent)).toEqual([
      'é+x@exemple.fr',
      'b@exemple.fr?bcc=tous@exemple.fr',
    ]);
    expect([...searchParams.keys()]).toEqual(['subject', 'body']);
    expect(searchParams.get('subject')).toBe('Jalon & « GHT » : 5 %');
    expect(searchParams.get('body')).toBe('Bonjour,\r\nci-joint &cc=x');
    const long = mailAddress({
      to: [],
      subject: 'x',
      body: Array.from({ length: 200 }, () => 'une ligne é').join('\n'),
    });
    expect(long.length).toBeLessThanOrEqual(2000);
    expect(new URL(long).searchParams.get('subject')).toBe('x');
  });
});
