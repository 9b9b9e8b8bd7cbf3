import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';

export const decision = sqliteTable('decision', {
  id: text('id').primaryKey(),
  deleted: integer('deleted').notNull().default(0),
  label: text('label'),
  number: text('number'),
  body: text('body'),
  state: text('state'),
  dueOn: text('due_on'),
  authority: text('authority'),
  askedOn: text('asked_on'),
  decidedOn: text('decided_on'),
  decidedById: text('decided_by_id'),
  outcome: text('outcome'),
  reason: text('reason'),
  ownerId: text('owner_id'),
  domainId: text('domain_id'),
  establishmentId: text('establishment_id'),
});

export const risk = sqliteTable('risk', {
  id: text('id').primaryKey(),
  deleted: integer('deleted').notNull().default(0),
  label: text('label'),
  category: text('category'),
  probability: integer('probability'),
  impact: integer('impact'),
  state: text('state'),
  ownerId: text('owner_id'),
  mitigation: text('mitigation'),
  planB: text('plan_b'),
  planBTrigger: text('plan_b_trigger'),
  planBCost: text('plan_b_cost'),
  planBStartedOn: text('plan_b_started_on'),
  reviewOn: text('review_on'),
  openedOn: text('opened_on'),
  domainId: text('domain_id'),
  otherDomainId: text('other_domain_id'),
  establishmentId: text('establishment_id'),
});

export const riskStep = sqliteTable(
  'risk_step',
  {
    id: text('id').primaryKey(),
    deleted: integer('deleted').notNull().default(0),
    riskId: text('risk_id'),
    position: integer('position'),
    label: text('label'),
    days: integer('days'),
  },
  (table) => [index('risk_step_by_risk').on(table.riskId)],
);
