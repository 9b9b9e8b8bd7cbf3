import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';

export const person = sqliteTable('person', {
  id: text('id').primaryKey(),
  deleted: integer('deleted').notNull().default(0),
  firstName: text('first_name'),
  lastName: text('last_name'),
  email: text('email'),
  phone: text('phone'),
  role: text('role'),
  profession: text('profession'),
  establishmentId: text('establishment_id'),
});

export const assignment = sqliteTable(
  'assignment',
  {
    id: text('id').primaryKey(),
    deleted: integer('deleted').notNull().default(0),
    personId: text('person_id'),
    domainId: text('domain_id'),
    establishmentId: text('establishment_id'),
    role: text('role'),
    fromDate: text('from_date'),
    toDate: text('to_date'),
  },
  (table) => [
    index('assignment_by_person').on(table.personId),
    index('assignment_by_establishment_domain').on(table.establishmentId, table.domainId),
  ],
);

export const capacity = sqliteTable(
  'capacity',
  {
    id: text('id').primaryKey(),
    deleted: integer('deleted').notNull().default(0),
    personId: text('person_id'),
    month: text('month'),
    capacity: integer('capacity'),
    committed: integer('committed'),
  },
  (table) => [index('capacity_by_person').on(table.personId)],
);
