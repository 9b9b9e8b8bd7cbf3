import { describe, expect, it } from 'vitest';
import { contract, events } from '../../../../shared/contract.ts';
import { en, fr, parts } from '../../../../shared/i18n/resources.ts';
import { errorCodes } from '../../../../shared/rpc/app-error.ts';
import { readSources, walk } from './read-sources.ts';

const withoutPlural = (key: string): string => key.replace(/_(one|many|other)$/, '');
/** Keys but those of the French plural for millions, which may be left out. */
const withoutMillions = (texts: object): string[] =>
  Object.keys(texts)
    .filter((key) => !key.endsWith('_many'))
    .toSorted();
/** Names of the values put into a text; a count may be left to the words (« un site »). */
const placeholders = (text: string): string[] =>
  [...new Set([...text.matchAll(/{{\s*(\w+)/g)].map((match) => match[1] ?? ''))]
    .filter((name) => name !== 'count')
    .toSorted();
const entries = Object.entries(fr as Record<string, string>);
const english = en as Record<string, string>;

describe('language files', () => {
  it('have the same keys in French and English', () => {
    for (const { fr: french, en: other } of Object.values(parts)) {
      expect(withoutMillions(other)).toEqual(withoutMillions(french));
    }
  });

  it('name their part first in each key', () => {
    for (const [name, { fr: french }] of Object.entries(parts)) {
      expect(Object.keys(french).filter((key) => !key.startsWith(`${name}.`))).toEqual([]);
    }
  });

  it('give every plural both its forms', () => {
    const forms = Map.groupBy(
      withoutMillions(fr).filter((key) => withoutPlural(key) !== key),
      withoutPlural,
    );
    for (const [base, keys] of forms) expect(keys).toEqual([`${base}_one`, `${base}_other`]);
  });

  it('put the same values into both languages', () => {
    const differing = entries.filter(
      ([key, text]) =>
        key in english && String(placeholders(text)) !== String(placeholders(english[key] ?? '')),
    );
    expect(differing.map(([key]) => key)).toEqual([]);
  });

  it('say what happened for each reason a procedure can fail for', () => {
    expect(errorCodes.filter((code) => !(`error.${code}` in fr))).toEqual([]);
  });
});

describe('French typography', () => {
  // Addresses and the options of the command line are no French.
  const foreign = /\S+@\S+|\[--[^\]]*\]/g;
  const failing = (wrong: RegExp): string[] =>
    entries
      .filter(([, text]) => wrong.test(text.replace(foreign, '')))
      .map(([key, text]) => `${key}: ${text}`);

  it('sets a no-break space before high punctuation and the percent sign', () => {
    expect(failing(/[^\s\u00a0\u202f:;!?.…{(«"][;!?%](\s|$)|[^\s\u00a0\u202f\d]:(\s|$)| [:;!?%»]/u)).toEqual(
      [],
    );
  });

  it('sets no-break spaces inside guillemets', () => {
    expect(failing(/«(?![\u00a0\u202f])|(?<![\u00a0\u202f])»|"/u)).toEqual([]);
  });

  it('uses the curved apostrophe and the one-sign ellipsis', () => {
    expect(failing(/'|\.\.\./)).toEqual([]);
  });

  it('spells dates with slashes and the words of the trade with their accents', () => {
    expect(failing(/\b(etat|etablissement|referent|meteo|derive|reglages?|echanges?|planifie)\b/i)).toEqual(
      [],
    );
  });
});

describe('use of the texts', () => {
  const literals = new Set<string>();
  const patterns: RegExp[] = [];
  for (const { tree } of readSources('renderer', 'electron', 'db', 'shared')) {
    walk(tree, (node) => {
      if (node.type === 'StringLiteral') literals.add(String(node['value']));
      if (node.type === 'TemplateLiteral') patterns.push(...patternOf(node['quasis']));
    });
  }

  it('leaves no text without a use', () => {
    const unused = Object.keys(fr).filter((key) => {
      const base = withoutPlural(key);
      return !literals.has(base) && !literals.has(key) && !patterns.some((pattern) => pattern.test(base));
    });
    expect(unused).toEqual([]);
  });

  it('names no text that is not there', () => {
    const known = new Set(Object.keys(fr).map(withoutPlural));
    const names = new Set<string>([...Object.keys(contract), ...Object.keys(events)]);
    const prefix = new RegExp(`^(${Object.keys(parts).join('|')})\\.[\\w.-]+$`);
    const missing = [...literals].filter(
      (text) =>
        prefix.test(text) && !known.has(text) && !names.has(text) && !/\.(html|json|tsx?|css|db)$/.test(text),
    );
    expect(missing).toEqual([]);
  });
});

/** What a template such as `stage.${code}` may name; templates that name no part are none of our business. */
function patternOf(quasis: unknown): RegExp[] {
  const texts = (quasis as { raw: string }[]).map(({ raw }) => raw);
  const [first = ''] = texts;
  const part = first.split('.')[0] ?? '';
  if (!(part in parts) || !first.includes('.')) return [];
  return [
    new RegExp(`^${texts.map((text) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('[\\w.-]+')}$`),
  ];
}
