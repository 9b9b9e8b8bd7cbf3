import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';

export const milestone = sqliteTable(
  'milestone',
  {
    id: text('id').primaryKey(),
    deleted: integer('deleted').notNull().default(0),
    deploymentId: text('deployment_id'),
    moduleId: text('module_id'),
    code: text('code'),
    label: text('label'),
    kind: text('kind'),
    phase: text('phase'),
    position: integer('position'),
    plannedStart: text('planned_start'),
    plannedEnd: text('planned_end'),
    duration: integer('duration'),
    durationUnit: text('duration_unit'),
    status: text('status'),
    statusReason: text('status_reason'),
    progress: integer('progress'),
    ownerId: text('owner_id'),
    actualStart: text('actual_start'),
    actualEnd: text('actual_end'),
    verdict: text('verdict'),
    blockedReason: text('blocked_reason'),
    planB: text('plan_b'),
    planning: text('planning'),
    notBefore: text('not_before'),
    notAfter: text('not_after'),
    fixedOn: text('fixed_on'),
    deadline: text('deadline'),
    asLateAsPossible: integer('as_late_as_possible'),
    sharedWithId: text('shared_with_id'),
    templateRowId: text('template_row_id'),
  },
  (table) => [
    index('milestone_by_deployment').on(table.deploymentId),
    index('milestone_by_owner').on(table.ownerId),
  ],
);

export const dependency = sqliteTable(
  'dependency',
  {
    id: text('id').primaryKey(),
    deleted: integer('deleted').notNull().default(0),
    predecessorId: text('predecessor_id'),
    successorId: text('successor_id'),
    type: text('type'),
    lag: integer('lag'),
    lagUnit: text('lag_unit'),
    reason: text('reason'),
  },
  (table) => [
    index('dependency_by_predecessor').on(table.predecessorId),
    index('dependency_by_successor').on(table.successorId),
  ],
);
