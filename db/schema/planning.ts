import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';

export const calendarPeriod = sqliteTable(
  'calendar_period',
  {
    id: text('id').primaryKey(),
    deleted: integer('deleted').notNull().default(0),
    establishmentId: text('establishment_id'),
    kind: text('kind'),
    label: text('label'),
    fromDate: text('from_date'),
    toDate: text('to_date'),
  },
  (table) => [index('calendar_period_by_establishment').on(table.establishmentId)],
);

export const baseline = sqliteTable('baseline', {
  id: text('id').primaryKey(),
  deleted: integer('deleted').notNull().default(0),
  label: text('label'),
  takenOn: text('taken_on'),
  deploymentId: text('deployment_id'),
  vector: text('vector'),
  note: text('note'),
});
