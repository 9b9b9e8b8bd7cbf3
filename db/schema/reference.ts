import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';

export const referenceValue = sqliteTable(
  'reference_value',
  {
    id: text('id').primaryKey(),
    deleted: integer('deleted').notNull().default(0),
    list: text('list'),
    code: text('code'),
    label: text('label'),
    labelEn: text('label_en'),
    position: integer('position'),
    value: integer('value'),
    note: text('note'),
  },
  (table) => [index('reference_value_by_list_code').on(table.list, table.code)],
);
