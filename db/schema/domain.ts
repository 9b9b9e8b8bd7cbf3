import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';

export const domain = sqliteTable('domain', {
  id: text('id').primaryKey(),
  deleted: integer('deleted').notNull().default(0),
  code: text('code'),
  label: text('label'),
  family: text('family'),
  weight: integer('weight'),
  position: integer('position'),
  templateId: text('template_id'),
});

export const domainModule = sqliteTable(
  'domain_module',
  {
    id: text('id').primaryKey(),
    deleted: integer('deleted').notNull().default(0),
    domainId: text('domain_id'),
    label: text('label'),
    position: integer('position'),
  },
  (table) => [index('domain_module_by_domain').on(table.domainId)],
);

export const domainProgramme = sqliteTable(
  'domain_programme',
  {
    id: text('id').primaryKey(),
    deleted: integer('deleted').notNull().default(0),
    domainId: text('domain_id'),
    programme: text('programme'),
  },
  (table) => [index('domain_programme_by_domain').on(table.domainId)],
);

export const domainPrerequisite = sqliteTable(
  'domain_prerequisite',
  {
    id: text('id').primaryKey(),
    deleted: integer('deleted').notNull().default(0),
    domainId: text('domain_id'),
    requiresId: text('requires_id'),
    scope: text('scope'),
  },
  (table) => [index('domain_prerequisite_by_domain').on(table.domainId)],
);
