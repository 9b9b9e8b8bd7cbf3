import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Readable } from 'node:stream';

const cli = resolve(import.meta.dirname, '../../../dist/cli/cli.js');

export interface Outcome {
  readonly code: number | null;
  /** Standard output, each line read as JSON. */
  readonly lines: readonly Record<string, unknown>[];
  /** The last of them. */
  readonly result: Record<string, unknown>;
  readonly words: string;
}

/** Runs the built command line under this Node; the environment gives it no home of its own. */
export function runJalon(args: readonly string[], options: { cwd?: string } = {}): Promise<Outcome> {
  if (!existsSync(cli)) throw new Error(`${cli} is missing: build first`);
  return outcomeOf(
    spawn(process.execPath, [cli, ...args], { ...options, stdio: ['ignore', 'pipe', 'pipe'] }),
  );
}

/** What a started command says until it ends. */
export function outcomeOf(child: ChildProcessByStdio<null, Readable, Readable>): Promise<Outcome> {
  return new Promise((done, failed) => {
    let output = '';
    let words = '';
    child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (words += chunk.toString()));
    child.once('error', failed);
    child.once('close', (code) => {
      const lines = output
        .split('\n')
        .filter(Boolean)
        .map((line) => JSON.parse(line) as Record<string, unknown>);
      done({ code, lines, result: lines.at(-1) ?? {}, words });
    });
  });
}

/** Standard error as the sentences it holds. */
export const sentences = ({ words }: Outcome): string[] => words.split('\n').filter(Boolean);

/** Throws with what it said on standard error when a command did not end with 0. */
export function assertDone({ code, words }: Outcome): void {
  if (code !== 0) throw new Error(`Ended with ${code}: ${words}`);
}
