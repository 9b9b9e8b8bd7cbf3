import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { z } from 'zod';
import type { Settings } from '../../shared/contract.ts';
import { appOrigin, responseHeaders } from './security.ts';

const contentTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.woff': 'font/woff',
};

export interface PageSource {
  /** Folder of the built pages. */
  readonly folder: string;
  /** The files of that folder that may be asked for, by their path within it. */
  readonly files: ReadonlySet<string>;
  /** What the user last chose, put into each page so that its first paint is in the right theme and language. */
  readonly settings: () => Settings;
}

/** Reads the list of files written when the application was built. */
export function readPageSource(distFolder: string, settings: () => Settings): PageSource {
  const list: unknown = JSON.parse(readFileSync(join(distFolder, 'renderer-assets.json'), 'utf8'));
  return { folder: join(distFolder, 'renderer'), files: new Set(z.array(z.string()).parse(list)), settings };
}

/**
 * Answers one request: a file of the list, else 404 without a look at the disk. Pages carry a nonce, new each time,
 * as `<meta property="csp-nonce">` (read its `nonce` property) and the settings as `<meta name="jalon-settings">`.
 */
export async function answerRequest(
  request: { url: string; method: string },
  source: PageSource,
): Promise<Response> {
  const nonce = randomBytes(16).toString('base64');
  const path = pathOf(request.url);
  if (request.method !== 'GET' || path === undefined || !source.files.has(path)) {
    return new Response(null, { status: 404, headers: responseHeaders('text/plain', nonce) });
  }
  const type = contentTypes[extname(path)] ?? 'application/octet-stream';
  const bytes = await readFile(join(source.folder, path));
  const headers = responseHeaders(type, nonce);
  if (extname(path) !== '.html') return new Response(new Uint8Array(bytes), { headers });
  return new Response(withHead(bytes.toString('utf8'), nonce, source.settings()), { headers });
}

/** Path within the application's pages, undefined for any other address. */
function pathOf(address: string): string | undefined {
  if (!URL.canParse(address) || !address.startsWith(`${appOrigin}/`)) return undefined;
  const { pathname } = new URL(address);
  return pathname === '/' ? 'index.html' : pathname.slice(1);
}

function withHead(html: string, nonce: string, settings: Settings): string {
  const content = JSON.stringify(settings).replaceAll('"', '&quot;');
  const metas = `<meta property="csp-nonce" nonce="${nonce}"><meta name="jalon-settings" content="${content}">`;
  return html.replace('<head>', () => `<head>${metas}`);
}
