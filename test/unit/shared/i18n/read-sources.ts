import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseSync } from '@swc/core';

const root = resolve(import.meta.dirname, '../../../..');

/** One source file of the application, parsed. */
export interface Source {
  /** Path from the root of the project. */
  readonly path: string;
  readonly tree: unknown;
}

/** Parses every TypeScript file under some folders of the project. */
export function readSources(...folders: string[]): Source[] {
  return folders.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((file) => /\.tsx?$/.test(file) && !file.endsWith('.d.ts'))
      .map((file) => parseSource(join(folder, file), readFileSync(join(root, folder, file), 'utf8'))),
  );
}

/** Parses one text as a file of that path. */
export function parseSource(path: string, code: string): Source {
  return { path, tree: parseSync(code, { syntax: 'typescript', tsx: path.endsWith('.tsx') }) };
}

/** A node of the syntax tree: its type and whatever else it has. */
export interface Node {
  readonly type: string;
  readonly [part: string]: unknown;
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';
}

/** Calls `visit` with each node of a tree, parents first. */
export function walk(tree: unknown, visit: (node: Node) => void): void {
  if (Array.isArray(tree)) {
    for (const item of tree) walk(item, visit);
    return;
  }
  if (typeof tree !== 'object' || tree === null) return;
  if (isNode(tree)) visit(tree);
  for (const part of Object.values(tree)) walk(part, visit);
}
