import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';

export const assetLot = sqliteTable('asset_lot', {
  id: text('id').primaryKey(),
  deleted: integer('deleted').notNull().default(0),
  label: text('label'),
  position: integer('position'),
  deploymentId: text('deployment_id'),
  servers: integer('servers'),
  virtualMachines: integer('virtual_machines'),
  storage: integer('storage'),
  plannedStart: text('planned_start'),
  plannedEnd: text('planned_end'),
  transferredOn: text('transferred_on'),
  note: text('note'),
});

export const assetChange = sqliteTable(
  'asset_change',
  {
    id: text('id').primaryKey(),
    deleted: integer('deleted').notNull().default(0),
    kind: text('kind'),
    day: text('day'),
    lotId: text('lot_id'),
    servers: integer('servers'),
    virtualMachines: integer('virtual_machines'),
    storage: integer('storage'),
    reason: text('reason'),
    authorId: text('author_id'),
    unplanned: integer('unplanned'),
    delay: integer('delay'),
  },
  (table) => [index('asset_change_by_lot').on(table.lotId)],
);
