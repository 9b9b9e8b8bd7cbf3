import { existsSync } from 'node:fs';
import { resolve } from 'node:path';

/** What this start of the binary is for. */
export type Launch =
  | { readonly kind: 'window'; readonly profileDir: string | null; readonly file: string | null }
  | { readonly kind: 'command'; readonly args: readonly string[] };

/**
 * Reads the arguments of the binary. A verb, `--help` or `--version` make it a command; the rest is a start with a
 * window, where `--profile DIR` and one `.jalon` file count and Chromium's own switches pass.
 * @param argv as Node gives it
 * @param unpackaged true when Electron runs a folder, which then stands before the application's own arguments
 */
export function readLaunch(argv: readonly string[], unpackaged: boolean, verbs: ReadonlySet<string>): Launch {
  const args = ownArguments(argv, unpackaged);
  if (isCommand(args, verbs)) return { kind: 'command', args: args.filter((arg) => arg !== '--no-sandbox') };
  const at = args.indexOf('--profile');
  const profile =
    at >= 0 ? args[at + 1] : args.find((arg) => arg.startsWith('--profile='))?.slice('--profile='.length);
  return {
    kind: 'window',
    profileDir: profile === undefined ? null : resolve(profile),
    file: fileAmong(args),
  };
}

/** The exchange file among the arguments of a start, or of a second start handed over to this one. */
export function fileAmong(args: readonly string[], folder = process.cwd()): string | null {
  const file = args.find((arg) => !arg.startsWith('-') && arg.toLowerCase().endsWith('.jalon'));
  return file !== undefined && existsSync(resolve(folder, file)) ? resolve(folder, file) : null;
}

function ownArguments(argv: readonly string[], unpackaged: boolean): readonly string[] {
  const args = argv.slice(1);
  if (!unpackaged) return args;
  const folder = args.findIndex((arg) => !arg.startsWith('-'));
  return args.slice(folder + 1);
}

function isCommand(args: readonly string[], verbs: ReadonlySet<string>): boolean {
  if (args.some((arg) => arg === '--help' || arg === '--version')) return true;
  const [first] = args.filter((arg, index) => !arg.startsWith('-') && args[index - 1] !== '--profile');
  // A word that is no verb and no file is a mistyped verb: told on the command line rather than by a window.
  return (
    first !== undefined &&
    (verbs.has(first) || (!first.toLowerCase().endsWith('.jalon') && /^[a-z]+$/.test(first)))
  );
}
