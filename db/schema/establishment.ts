import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';

export const establishment = sqliteTable('establishment', {
  id: text('id').primaryKey(),
  deleted: integer('deleted').notNull().default(0),
  kind: text('kind'),
  parentId: text('parent_id'),
  name: text('name'),
  shortName: text('short_name'),
  finess: text('finess'),
  category: text('category'),
  beds: integer('beds'),
  staff: integer('staff'),
  workstations: integer('workstations'),
  networkClass: text('network_class'),
  holidayZone: text('holiday_zone'),
  sizeFactor: integer('size_factor'),
  town: text('town'),
  travelMinutes: integer('travel_minutes'),
  closedOn: text('closed_on'),
  mergedIntoId: text('merged_into_id'),
  position: integer('position'),
});

export const membership = sqliteTable(
  'membership',
  {
    id: text('id').primaryKey(),
    deleted: integer('deleted').notNull().default(0),
    establishmentId: text('establishment_id'),
    role: text('role'),
    fromDate: text('from_date'),
    toDate: text('to_date'),
    act: text('act'),
  },
  (table) => [index('membership_by_establishment').on(table.establishmentId)],
);
