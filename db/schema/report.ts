import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';

export const committee = sqliteTable('committee', {
  id: text('id').primaryKey(),
  deleted: integer('deleted').notNull().default(0),
  name: text('name'),
  day: text('day'),
  kind: text('kind'),
});

export const reportEdition = sqliteTable('report_edition', {
  id: text('id').primaryKey(),
  deleted: integer('deleted').notNull().default(0),
  report: text('report'),
  committeeId: text('committee_id'),
  committeeName: text('committee_name'),
  issuedOn: text('issued_on'),
  dataDate: text('data_date'),
  since: text('since'),
  groupName: text('group_name'),
  author: text('author'),
  version: integer('version'),
  previousId: text('previous_id'),
  diffusion: text('diffusion'),
  vector: text('vector'),
  title: text('title'),
  subject: text('subject'),
});

export const reportLine = sqliteTable(
  'report_line',
  {
    id: text('id').primaryKey(),
    deleted: integer('deleted').notNull().default(0),
    editionId: text('edition_id'),
    part: text('part'),
    position: integer('position'),
    domainId: text('domain_id'),
    establishmentId: text('establishment_id'),
    label: text('label'),
    place: text('place'),
    detail: text('detail'),
    kind: text('kind'),
    stage: text('stage'),
    weather: text('weather'),
    trend: text('trend'),
    day: text('day'),
    formerDay: text('former_day'),
    days: integer('days'),
    rate: integer('rate'),
    strictRate: integer('strict_rate'),
    inScope: integer('in_scope'),
    converged: integer('converged'),
    live: integer('live'),
    inProgress: integer('in_progress'),
    toCome: integer('to_come'),
    amount: integer('amount'),
    age: integer('age'),
  },
  (table) => [index('report_line_by_edition').on(table.editionId)],
);

export const reportContent = sqliteTable(
  'report_content',
  {
    id: text('id').primaryKey(),
    deleted: integer('deleted').notNull().default(0),
    editionId: text('edition_id'),
    position: integer('position'),
    content: text('content'),
  },
  (table) => [index('report_content_by_edition').on(table.editionId)],
);

export const restartStep = sqliteTable(
  'restart_step',
  {
    id: text('id').primaryKey(),
    deleted: integer('deleted').notNull().default(0),
    establishmentId: text('establishment_id'),
    position: integer('position'),
    label: text('label'),
    domainId: text('domain_id'),
    allowedMinutes: integer('allowed_minutes'),
    degradedMode: text('degraded_mode'),
  },
  (table) => [index('restart_step_by_establishment').on(table.establishmentId)],
);
