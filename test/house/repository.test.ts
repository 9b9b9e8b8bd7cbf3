import { existsSync, globSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { expect, it } from 'vitest';
import { projectRoot } from './project-copy.ts';

const textFiles =
  /\.(ts|tsx|mjs|cjs|js|json|css|html|svg|md|yml|yaml|sql|txt)$|(^|\/)\.[\w-]+$|\/run$|LICENSE$/;
const left = /^(\.git|node_modules|dist|release|report)(\/|$)/;

function projectFiles(): string[] {
  return globSync(['**/*', '**/.*', '.ci/*'], { cwd: projectRoot, exclude: (path) => left.test(path) })
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => !left.test(path) && textFiles.test(path) && statSync(join(projectRoot, path)).isFile());
}

function filesMatching(pattern: RegExp): string[] {
  return projectFiles().filter((path) => pattern.test(readFileSync(join(projectRoot, path), 'utf8')));
}

it('the lock names no host to fetch from and pins every package by hash', () => {
  const { packages } = JSON.parse(readFileSync(join(projectRoot, 'package-lock.json'), 'utf8')) as {
    packages: Record<string, { resolved?: string; integrity?: string; link?: boolean; inBundle?: boolean }>;
  };
  const entries = Object.entries(packages).filter(([place]) => place !== '');
  expect(entries.length).toBeGreaterThan(100);
  expect(entries.filter(([, entry]) => entry.resolved !== undefined)).toEqual([]);
  expect(entries.filter(([, entry]) => !entry.integrity && !entry.inBundle)).toEqual([]);
});

it('the lock is complete for every system, not only for the one it was written on', () => {
  const { packages } = JSON.parse(readFileSync(join(projectRoot, 'package-lock.json'), 'utf8')) as {
    packages: Record<string, { optionalDependencies?: Record<string, string> }>;
  };
  const wanted = Object.values(packages).flatMap((entry) => Object.keys(entry.optionalDependencies ?? {}));
  const held = new Set(Object.keys(packages).map((place) => place.replace(/^.*node_modules\//, '')));
  expect(wanted.length).toBeGreaterThan(20);
  expect(wanted.filter((name) => !held.has(name))).toEqual([]);
});

it('package.json pins exact versions', () => {
  const content = JSON.parse(readFileSync(join(projectRoot, 'package.json'), 'utf8')) as Record<
    string,
    unknown
  >;
  const versions = ['dependencies', 'devDependencies', 'optionalDependencies'].flatMap((kind) =>
    Object.entries((content[kind] ?? {}) as Record<string, string>),
  );
  expect(versions.filter(([, version]) => !/^\d+\.\d+\.\d+$/.test(version))).toEqual([]);
});

it('no file holds a path of one machine', () => {
  expect(projectFiles().length).toBeGreaterThan(200);
  expect(
    filesMatching(
      /(?<![\w.])[/](?:home|Users|work)[/][\w.-]{2,}[/]|(?<![\w.])[/]root[/]|[A-Z]:\\+Users\\+[\w.-]{2,}/,
    ),
  ).toEqual([]);
});

it('no file silences a check', () => {
  const words = [
    'oxlint-disable',
    'eslint-disable',
    '@ts-ignore',
    '@ts-nocheck',
    '@ts-expect-error',
    'oxfmt-ignore',
  ];
  const planted = ['test/house/lint-and-format.test.ts', 'test/house/repository.test.ts'];
  expect(filesMatching(new RegExp(words.join('|'))).filter((path) => !planted.includes(path))).toEqual([]);
});

it('the script behind the commands and all it imports use only Node itself', () => {
  const seen = new Set<string>();
  const foreign: string[] = [];
  const visit = (file: string): void => {
    if (seen.has(file)) return;
    seen.add(file);
    const text = readFileSync(file, 'utf8');
    const imports = /^(?:import|export) [^'"(=]*?from '([^']+)'|^import '([^']+)'|\bimport\('([^']+)'\)/gm;
    for (const [, from, bare, later] of text.matchAll(imports)) {
      const name = from ?? bare ?? later ?? '';
      if (name.startsWith('.')) visit(resolve(dirname(file), name));
      else if (!name.startsWith('node:')) foreign.push(`${file}: ${name}`);
    }
  };
  visit(join(projectRoot, 'build/run.mjs'));
  expect(seen.size).toBeGreaterThan(4);
  expect(foreign).toEqual([]);
});

it('every npm script goes through that script', () => {
  const { scripts } = JSON.parse(readFileSync(join(projectRoot, 'package.json'), 'utf8')) as {
    scripts: Record<string, string>;
  };
  expect(Object.values(scripts).filter((script) => !script.startsWith('node build/run.mjs '))).toEqual([]);
  expect(existsSync(join(projectRoot, '.ci/run'))).toBe(true);
});
