import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';

export const purge = sqliteTable(
  'purge',
  {
    id: text('id').primaryKey(),
    deleted: integer('deleted').notNull().default(0),
    personId: text('person_id'),
    reason: text('reason'),
  },
  (table) => [index('purge_by_person').on(table.personId)],
);
