import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { namesNeed, needsMet, needsTable, replaceNeedsTable } from '../../build/needs-table.mjs';
import { projectRoot } from './project-copy.ts';

const list = ['001.1', '001.18', '002.11'].map((id) => ({
  id,
  title: `title ${id}`,
  titleFr: `titre ${id}`,
}));
const report = (tests: Readonly<Record<string, string>>) => ({
  testResults: [
    { assertionResults: Object.entries(tests).map(([fullName, status]) => ({ fullName, status })) },
  ],
});

it('a test names a need by its whole id', () => {
  expect(namesNeed('matrix need 001.1 shows cells', '001.1')).toBe(true);
  expect(namesNeed('need 001.1: shows cells', '001.1')).toBe(true);
  expect(namesNeed('need 001.18 shows cells', '001.1')).toBe(false);
  expect(namesNeed('need 001.1.2 shows cells', '001.1')).toBe(false);
  expect(namesNeed('need 10001.1 shows cells', '001.1')).toBe(false);
  expect(namesNeed('the unneed 001.1', '001.1')).toBe(false);
});

it('a need is met when every test that names it passed, and one does', () => {
  const met = needsMet(
    report({
      'need 001.1 a': 'passed',
      'need 001.1 b': 'failed',
      'need 001.18': 'passed',
      'need 002.11': 'skipped',
    }),
    list,
  );
  expect([...met]).toEqual(['001.18']);
});

it('the table goes between its markers and nowhere else', () => {
  const table = needsTable(list, new Set(['001.18']));
  expect(table).toContain('| 001.18 | title 001.18 | met |');
  expect(table).toContain('| 001.1 | title 001.1 | not met |');
  const text = 'before\n<!-- needs:start -->\nold\n<!-- needs:end -->\nafter\n';
  const written = replaceNeedsTable(text, table);
  expect(written).toBe(`before\n<!-- needs:start -->\n${table}\n<!-- needs:end -->\nafter\n`);
  expect(replaceNeedsTable(written, table)).toBe(written);
  expect(replaceNeedsTable('no markers', table)).toBe('no markers');
});

it('the list holds the 63 needs, each once', () => {
  const { needs } = JSON.parse(readFileSync(join(projectRoot, 'docs/needs.json'), 'utf8')) as {
    needs: { id: string; title: string; titleFr: string }[];
  };
  expect(new Set(needs.map((need) => need.id)).size).toBe(63);
  expect(needs.filter((need) => !need.title || !need.titleFr)).toEqual([]);
});
