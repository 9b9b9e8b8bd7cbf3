import { expect, it } from 'vitest';
import { fr } from '../../../../shared/i18n/resources.ts';
import { registry, tableNames, tableSpec } from '../../../../shared/domain/registry.ts';

it('has a word for every table and field a change may name, and no other', () => {
  const wanted = tableNames.flatMap((table) => [
    `change.table.${table}`,
    ...Object.keys(tableSpec(table).fields).map((field) => `change.field.${table}.${field}`),
  ]);
  const given = Object.keys(fr).filter((key) => /^change\.(table|field)\./.test(key));
  expect(given.toSorted()).toEqual(wanted.toSorted());
  expect(wanted.length).toBeGreaterThan(Object.keys(registry).length);
});
