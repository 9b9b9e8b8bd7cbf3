import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';

export const post = sqliteTable(
  'post',
  {
    id: text('id').primaryKey(),
    deleted: integer('deleted').notNull().default(0),
    publicKey: text('public_key'),
    establishmentId: text('establishment_id'),
    level: text('level'),
    state: text('state'),
    note: text('note'),
  },
  (table) => [index('post_by_key').on(table.publicKey)],
);

export const postUser = sqliteTable(
  'post_user',
  {
    id: text('id').primaryKey(),
    deleted: integer('deleted').notNull().default(0),
    postId: text('post_id'),
    personId: text('person_id'),
  },
  (table) => [index('post_user_by_post').on(table.postId)],
);

export const trayDecision = sqliteTable(
  'tray_decision',
  {
    id: text('id').primaryKey(),
    deleted: integer('deleted').notNull().default(0),
    incarnation: text('incarnation'),
    save: integer('save'),
    verdict: text('verdict'),
    personId: text('person_id'),
  },
  (table) => [index('tray_decision_by_save').on(table.incarnation, table.save)],
);

export const succession = sqliteTable('succession', {
  id: text('id').primaryKey(),
  deleted: integer('deleted').notNull().default(0),
  publicKey: text('public_key'),
  personId: text('person_id'),
  reason: text('reason'),
});
