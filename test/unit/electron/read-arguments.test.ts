import { describe, expect, it } from 'vitest';
import { readArguments, readLanguage } from '../../../electron/cli/read-arguments.ts';
import { Refusal } from '../../../electron/cli/refusal.ts';
import { createTranslate } from '../../../shared/i18n/translate.ts';

function refusalOf(...args: string[]): Refusal {
  try {
    readArguments(args);
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
  throw new Error(`${args.join(' ')} was accepted`);
}

describe('command line', () => {
  it.each([
    [['demo', 'trois-vallees', '--t0', '2026-11-23'], 'demo', ['trois-vallees']],
    [['--profile', 'p', 'import', 'a.jalon', '--dry-run'], 'import', ['a.jalon']],
    [['report', 'gantt', '--pdf', '--output', 'g.pdf', '--paper', 'A4'], 'report gantt', []],
    [['report', '--csv', 'matrix', '--output=m.csv'], 'report matrix', []],
    [['report', 'pack', '--pptx', '--output', 'c.pptx'], 'report pack', []],
    [['report', 'milestones', '--ics', '--site', 'Aptière', '--output', 'j.ics'], 'report milestones', []],
    [['report', 'risks', '--pdf', '--output', 'r.pdf'], 'report risks', []],
    [['report', 'decisions', '--pptx', '--output', 'd.pptx'], 'report decisions', []],
    [['export', '--output', 'f.jalon', '--to', 'Aptière'], 'export', []],
    [['check', '--lang', 'en'], 'check', []],
  ])('reads %j', (args, name, positionals) => {
    expect(readArguments(args)).toMatchObject({ kind: 'verb', name, positionals });
  });

  it('reads help and version anywhere', () => {
    expect(readArguments(['--help']).kind).toBe('help');
    expect(readArguments(['export', '--help']).kind).toBe('help');
    expect(readArguments(['--version']).kind).toBe('version');
  });

  it.each([
    [[], 'cli.noVerb'],
    [['exprot'], 'cli.unknownVerb'],
    [['report'], 'cli.unknownVerb'],
    [['report', 'budget'], 'cli.unknownVerb'],
    [['check', '--fast'], 'cli.unknownFlag'],
    [['check', '-x'], 'cli.unknownFlag'],
    [['demo', 'a', '--dry-run'], 'cli.unknownFlag'],
    [['demo'], 'cli.missingWord'],
    [['demo', 'a', 'b'], 'cli.extraWord'],
    [['import'], 'cli.missingWord'],
    [['export'], 'cli.missingFlag'],
    [['report', 'gantt', '--output', 'g.pdf'], 'cli.missingFlag'],
    [['report', 'gantt', '--pdf', '--svg', '--output', 'g.pdf'], 'cli.oneFormat'],
    [['report', 'gantt', '--pdf'], 'cli.missingFlag'],
    [['report', 'matrix', '--output', 'm.csv'], 'cli.missingFlag'],
    [['report', 'matrix', '--csv', '--xlsx', '--output', 'm.csv'], 'cli.oneFormat'],
    [['report', 'pack', '--pdf', '--pptx', '--output', 'c.pdf'], 'cli.oneFormat'],
    [['demo', 'a', '--t0'], 'cli.flagValue'],
    [['demo', 'a', '--t0', '2026-02-30'], 'cli.badValue'],
    [['check', '--lang', 'de'], 'cli.badValue'],
    [['import', 'a.jalon', '--dry-run=yes'], 'cli.flagValue'],
  ])('refuses %j as wrong usage, in one sentence', (args, key) => {
    const refusal = refusalOf(...args);
    expect([refusal.key, refusal.exitCode]).toEqual([key, 2]);
    for (const language of ['fr', 'en'] as const) {
      const sentence = createTranslate(language)(refusal.key, refusal.values);
      expect(sentence).not.toMatch(/\{\{|undefined|^cli\./);
      expect(sentence).not.toContain('\n');
    }
  });

  it('names the option it does not know', () => {
    expect(refusalOf('check', '--fast').values).toEqual({ flag: '--fast' });
  });

  it('speaks French unless English is asked for', () => {
    expect([
      readLanguage([]),
      readLanguage(['--lang', 'en']),
      readLanguage(['--lang=en']),
      readLanguage(['--lang', 'de']),
    ]).toEqual(['fr', 'en', 'en', 'fr']);
  });
});
