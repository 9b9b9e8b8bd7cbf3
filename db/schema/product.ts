import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';

export const product = sqliteTable('product', {
  id: text('id').primaryKey(),
  deleted: integer('deleted').notNull().default(0),
  name: text('name'),
  editor: text('editor'),
  version: text('version'),
  endOfLife: text('end_of_life'),
  domainId: text('domain_id'),
});
