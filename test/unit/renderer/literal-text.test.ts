import { describe, expect, it } from 'vitest';
import { type Node, parseSource, readSources, type Source, walk } from '../shared/i18n/read-sources.ts';

/** Attributes a user reads or hears. */
const spoken = new Set([
  'label',
  'title',
  'placeholder',
  'description',
  'alt',
  'aria-label',
  'aria-description',
  'error',
]);
const hasWords = (text: unknown): boolean => /\p{L}{2}/u.test(String(text));

/** Texts written straight into the markup of a file, which no language file could change. */
function literalTexts({ path, tree }: Source): string[] {
  const found: string[] = [];
  const report = (text: unknown): void => void found.push(`${path}: ${String(text).trim()}`);
  walk(tree, (node) => {
    if (node.type === 'JSXText' && hasWords(node['value'])) report(node['value']);
    if (node.type === 'JSXElement') {
      for (const child of node['children'] as Node[]) reportString(child, report);
    }
    if (node.type === 'JSXAttribute' && spoken.has(attributeName(node)))
      reportString(node['value'] as Node, report);
  });
  return found;
}

function reportString(node: Node | null, report: (text: unknown) => void): void {
  if (!node) return;
  const inner = node.type === 'JSXExpressionContainer' ? (node['expression'] as Node) : node;
  if (inner.type === 'StringLiteral' && hasWords(inner['value'])) report(inner['value']);
  if (inner.type !== 'TemplateLiteral') return;
  const words = (inner['quasis'] as { raw: string }[]).map(({ raw }) => raw).join(' ');
  if (hasWords(words)) report(words);
}

function attributeName(attribute: Node): string {
  const name = attribute['name'] as { value?: string };
  return name.value ?? '';
}

describe('interface text', () => {
  it('is never written into the markup', () => {
    expect(
      readSources('renderer')
        .filter(({ path }) => path.endsWith('.tsx'))
        .flatMap(literalTexts),
    ).toEqual([]);
  });

  it('would be found in a child, an attribute, a string and a template', () => {
    const code =
      'const x = (n) => <p title="Fermer" aria-label={`Site ${n}`}>Bonjour {"le monde"} <b>{n}</b> · </p>;';
    expect(literalTexts(parseSource('planted.tsx', code))).toHaveLength(4);
  });
});
