import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';

export const hospitalGroup = sqliteTable('hospital_group', {
  id: text('id').primaryKey(),
  deleted: integer('deleted').notNull().default(0),
  name: text('name'),
  finessCode: text('finess_code'),
  groupType: text('group_type'),
  population: integer('population'),
  story: text('story'),
});
