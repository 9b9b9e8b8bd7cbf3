import { parseArgs } from 'node:util';
import { dateSchema } from '../../shared/views/common.ts';
import type { Language } from '../../shared/i18n/translate.ts';
import { Refusal } from './refusal.ts';
import { type Verb, verbs } from './verbs.ts';

type Flags = Readonly<Record<string, string | boolean | undefined>>;

/** What a command line asks for. */
export type Request =
  | { readonly kind: 'help' }
  | { readonly kind: 'version' }
  | {
      readonly kind: 'verb';
      readonly name: string;
      readonly verb: Verb;
      readonly flags: Flags;
      readonly positionals: readonly string[];
    };

/** Flags every verb has; `true` where a value follows. */
const common = {
  profile: true,
  lang: true,
  'key-file': true,
  output: true,
  help: false,
  version: false,
} as const;

/** Reads the arguments after the program's name; throws a Refusal of exit code 2 for anything not understood. */
export function readArguments(args: readonly string[]): Request {
  const { name, verb } = findVerb(args);
  const known: Record<string, boolean> = { ...common, ...verb?.flags };
  const { values, words } = parse(args, known);
  if (values['help'] === true) return { kind: 'help' };
  if (values['version'] === true) return { kind: 'version' };
  if (!verb) throw unknownVerb(words);
  const positionals = words.slice(name.split(' ').length);
  checkWords(name, verb, positionals);
  for (const flag of verb.needed) if (values[flag] === undefined) throw missingFlag(name, flag);
  if (verb.formats) checkFormat(name, verb.formats, values);
  if (verb.output === 'product' && values['output'] === undefined) throw missingFlag(name, 'output');
  if (values['t0'] !== undefined && !dateSchema.safeParse(values['t0']).success) {
    throw new Refusal('cli.badValue', { flag: 't0', known: 'AAAA-MM-JJ' }, 2);
  }
  return { kind: 'verb', name, verb, flags: values, positionals };
}

/** The language asked for, French where none or an unknown one is. */
export function readLanguage(args: readonly string[]): Language {
  const at = args.indexOf('--lang');
  return args.includes('--lang=en') || (at >= 0 && args[at + 1] === 'en') ? 'en' : 'fr';
}

function findVerb(args: readonly string[]): { name: string; verb: Verb | undefined } {
  const words = parseLoosely(args);
  const name = Object.keys(verbs).find((candidate) => {
    const parts = candidate.split(' ');
    return parts.every((part, index) => words[index] === part);
  });
  return { name: name ?? '', verb: name === undefined ? undefined : verbs[name] };
}

/** The words of a command line before its verb is known: values of any verb's flags do not count. */
function parseLoosely(args: readonly string[]): readonly string[] {
  const all: Record<string, boolean> = { ...common };
  for (const verb of Object.values(verbs)) Object.assign(all, verb.flags);
  return parseArgs({ args: [...args], options: optionsOf(all), strict: false, allowPositionals: true })
    .positionals;
}

function parse(
  args: readonly string[],
  known: Record<string, boolean>,
): { values: Flags; words: readonly string[] } {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      options: optionsOf(known),
      strict: true,
      allowPositionals: true,
    });
    if (values['lang'] !== undefined && values['lang'] !== 'fr' && values['lang'] !== 'en') {
      throw new Refusal('cli.badValue', { flag: 'lang', known: 'fr, en' }, 2);
    }
    return { values, words: positionals };
  } catch (error) {
    if (error instanceof Refusal) throw error;
    // The option in question stands first in each message of parseArgs; the rest is English.
    const flag = /'(-[^'\s<]+)/.exec(error instanceof Error ? error.message : '')?.[1] ?? '';
    const unknown =
      error instanceof Error && 'code' in error && error.code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION';
    throw new Refusal(unknown ? 'cli.unknownFlag' : 'cli.flagValue', { flag }, 2);
  }
}

function optionsOf(flags: Record<string, boolean>): Record<string, { type: 'string' | 'boolean' }> {
  return Object.fromEntries(
    Object.entries(flags).map(([flag, valued]) => [flag, { type: valued ? 'string' : 'boolean' } as const]),
  );
}

function checkWords(name: string, verb: Verb, positionals: readonly string[]): void {
  const missing = verb.words[positionals.length];
  if (missing !== undefined) throw new Refusal('cli.missingWord', { verb: name, word: missing }, 2);
  const extra = positionals[verb.words.length];
  if (extra !== undefined) throw new Refusal('cli.extraWord', { verb: name, word: extra }, 2);
}

function checkFormat(name: string, formats: readonly string[], values: Flags): void {
  const chosen = formats.filter((format) => values[format] !== undefined);
  const known = formats.map((format) => `--${format}`).join(', ');
  if (chosen.length === 0) throw missingFlag(name, formats.length === 1 ? (formats[0] ?? '') : known);
  if (chosen.length > 1) throw new Refusal('cli.oneFormat', { known }, 2);
}

function unknownVerb(words: readonly string[]): Refusal {
  const known = Object.keys(verbs).join(', ');
  const word = words.slice(0, 2).join(' ');
  return word === ''
    ? new Refusal('cli.noVerb', { known }, 2)
    : new Refusal('cli.unknownVerb', { word, known }, 2);
}

function missingFlag(verb: string, flag: string): Refusal {
  return new Refusal('cli.missingFlag', { verb, flag: flag.startsWith('--') ? flag : `--${flag}` }, 2);
}
