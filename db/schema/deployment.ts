import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';

export const deployment = sqliteTable(
  'deployment',
  {
    id: text('id').primaryKey(),
    deleted: integer('deleted').notNull().default(0),
    domainId: text('domain_id'),
    establishmentId: text('establishment_id'),
    currentProductId: text('current_product_id'),
    targetProductId: text('target_product_id'),
    stage: text('stage'),
    stageReason: text('stage_reason'),
    weather: text('weather'),
    weatherReason: text('weather_reason'),
    wave: integer('wave'),
    hosting: text('hosting'),
    operatedById: text('operated_by_id'),
    templateId: text('template_id'),
    sizeFactor: integer('size_factor'),
    templateVersion: integer('template_version'),
  },
  (table) => [
    index('deployment_by_establishment').on(table.establishmentId),
    index('deployment_by_domain').on(table.domainId),
  ],
);

export const deploymentModule = sqliteTable(
  'deployment_module',
  {
    id: text('id').primaryKey(),
    deleted: integer('deleted').notNull().default(0),
    deploymentId: text('deployment_id'),
    label: text('label'),
    stage: text('stage'),
    position: integer('position'),
  },
  (table) => [index('deployment_module_by_deployment').on(table.deploymentId)],
);
