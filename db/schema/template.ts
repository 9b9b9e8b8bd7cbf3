import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';

export const template = sqliteTable('template', {
  id: text('id').primaryKey(),
  deleted: integer('deleted').notNull().default(0),
  code: text('code'),
  label: text('label'),
  version: integer('version'),
  note: text('note'),
});

export const templateRow = sqliteTable(
  'template_row',
  {
    id: text('id').primaryKey(),
    deleted: integer('deleted').notNull().default(0),
    templateId: text('template_id'),
    code: text('code'),
    label: text('label'),
    kind: text('kind'),
    phase: text('phase'),
    position: integer('position'),
    duration: integer('duration'),
    durationUnit: text('duration_unit'),
    scalable: integer('scalable'),
    repeated: integer('repeated'),
    role: text('role'),
  },
  (table) => [index('template_row_by_template').on(table.templateId)],
);

export const templateLink = sqliteTable(
  'template_link',
  {
    id: text('id').primaryKey(),
    deleted: integer('deleted').notNull().default(0),
    predecessorId: text('predecessor_id'),
    successorId: text('successor_id'),
    type: text('type'),
    lag: integer('lag'),
    lagUnit: text('lag_unit'),
  },
  (table) => [index('template_link_by_successor').on(table.successorId)],
);
