import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';

export const partner = sqliteTable('partner', {
  id: text('id').primaryKey(),
  deleted: integer('deleted').notNull().default(0),
  name: text('name'),
  kind: text('kind'),
  email: text('email'),
});

export const action = sqliteTable(
  'action',
  {
    id: text('id').primaryKey(),
    deleted: integer('deleted').notNull().default(0),
    label: text('label'),
    partnerId: text('partner_id'),
    ownerId: text('owner_id'),
    deploymentId: text('deployment_id'),
    dueOn: text('due_on'),
    state: text('state'),
    note: text('note'),
  },
  (table) => [index('action_by_partner').on(table.partnerId)],
);
