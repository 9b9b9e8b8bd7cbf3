/**
 * Printed pages beside the pictures kept of them. pixelmatch (ISC, kept up, no dependency) tells edges of letters, which
 * every reader sets a little otherwise, from what has changed; fast-png (MIT, kept up) writes grey pictures of one byte a
 * pixel, where pngjs has had no release since 2023.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { decode, encode } from 'fast-png';
import pixelmatch from 'pixelmatch';
import { expect } from 'vitest';

/** Grey levels a picture is kept in: enough to tell every ink, few enough for a small file. */
const LEVELS = 16;
/** Pixels of a page that may differ: another version of the reader sets edges of letters otherwise. */
const SHARE = 0.0004;
const folder = join(import.meta.dirname, 'kept-pictures');

interface Grey {
  readonly width: number;
  readonly height: number;
  readonly pixels: Uint8Array;
}

/**
 * Compares a page of a PDF with the picture kept of it, in grey at `dpi`; edges of letters count little.
 * `JALON_RENEW_PICTURES=1` keeps the page as it is now: look at it before it is committed.
 */
export function expectAsKept(pdf: string, page: number, name: string, dpi: number): void {
  const file = join(folder, `${name}.png`);
  const now = pictureOf(pdf, page, dpi);
  if (process.env['JALON_RENEW_PICTURES'] === '1') keep(file, now);
  if (!existsSync(file)) throw new Error(`${name} has no kept picture: run once with JALON_RENEW_PICTURES=1`);
  const kept = read(file);
  expect({ name, width: now.width, height: now.height }).toEqual({
    name,
    width: kept.width,
    height: kept.height,
  });
  const { width, height } = now;
  const difference = new Uint8Array(width * height * 4);
  const wrong = pixelmatch(coloured(kept), coloured(now), difference, width, height, { threshold: 0.25 });
  if (wrong > width * height * SHARE) {
    const shown = join('report', 'kept-pictures', `${name}.png`);
    mkdirSync(dirname(shown), { recursive: true });
    writeFileSync(shown, encode({ width, height, data: difference, channels: 4 }));
    expect.fail(`${name}: ${wrong} of ${width * height} pixels differ, see ${shown}`);
  }
}

/** A page as poppler draws it: a PGM of one byte a pixel, in few levels. */
function pictureOf(pdf: string, page: number, dpi: number): Grey {
  const args = ['-gray', '-r', String(dpi), '-f', String(page), '-l', String(page), '-singlefile', pdf];
  const { status, stdout, stderr } = spawnSync('pdftoppm', args, { maxBuffer: 64 << 20 });
  if (status !== 0) throw new Error(`pdftoppm ended with ${status}: ${stderr.toString()}`);
  const [head = '', width, height] =
    /^P5\s+(\d+)\s+(\d+)\s+255\s/.exec(stdout.toString('latin1', 0, 40)) ?? [];
  const pixels = stdout
    .subarray(head.length)
    .map((value) => Math.round((Math.round((value / 255) * (LEVELS - 1)) * 255) / (LEVELS - 1)));
  return { width: Number(width), height: Number(height), pixels };
}

function keep(file: string, { width, height, pixels }: Grey): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(file, encode({ width, height, data: pixels, channels: 1 }, { zlib: { level: 9 } }));
}

function read(file: string): Grey {
  const { width, height, data } = decode(readFileSync(file));
  return { width, height, pixels: new Uint8Array(data) };
}

function coloured({ pixels }: Grey): Uint8Array {
  const rgba = new Uint8Array(pixels.length * 4);
  pixels.forEach((value, at) => rgba.set([value, value, value, 255], at * 4));
  return rgba;
}
