import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';

export const fork = sqliteTable('fork', {
  id: text('id').primaryKey(),
  deleted: integer('deleted').notNull().default(0),
  incarnation: text('incarnation'),
  hash: text('hash'),
  firstSave: integer('first_save'),
  common: integer('common'),
  successor: text('successor'),
});

export const forkReader = sqliteTable('fork_reader', {
  id: text('id').primaryKey(),
  deleted: integer('deleted').notNull().default(0),
  successor: text('successor'),
  incarnation: text('incarnation'),
  lastSave: integer('last_save'),
});
