import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';

export const comment = sqliteTable(
  'comment',
  {
    id: text('id').primaryKey(),
    deleted: integer('deleted').notNull().default(0),
    deploymentId: text('deployment_id'),
    milestoneId: text('milestone_id'),
    authorId: text('author_id'),
    text: text('text'),
    writtenAt: integer('written_at'),
    kind: text('kind'),
  },
  (table) => [index('comment_by_deployment').on(table.deploymentId)],
);

export const confirmation = sqliteTable(
  'confirmation',
  {
    id: text('id').primaryKey(),
    deleted: integer('deleted').notNull().default(0),
    deploymentId: text('deployment_id'),
    milestoneId: text('milestone_id'),
    personId: text('person_id'),
    confirmedOn: text('confirmed_on'),
  },
  (table) => [index('confirmation_by_deployment').on(table.deploymentId)],
);
