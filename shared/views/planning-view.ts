/** Ways of looking at the planning that somebody gave a name to; they belong to this post and are never sent. */
import { z } from 'zod';
import { milestoneFilterSchema } from '../gantt/milestone-filter.ts';
import { pathScopes } from '../gantt/critical-path.ts';
import { groupings } from '../gantt/rows.ts';
import { columnKeys } from '../gantt/table-columns.ts';
import { idSchema } from './common.ts';

/** `collapsed` null: what is finished is folded. `pxPerDay` is the zoom. */
export const planningChoicesSchema = z.object({
  groupBy: z.enum(groupings),
  establishmentIds: z.array(idSchema).max(5000),
  domainIds: z.array(idSchema).max(5000),
  filter: milestoneFilterSchema,
  baselineId: idSchema.nullable(),
  criticalPath: z.enum(pathScopes).nullable(),
  hiddenColumns: z.array(z.enum(columnKeys)).max(columnKeys.length),
  collapsed: z.array(z.string().max(100)).max(100_000).nullable(),
  pxPerDay: z.number().positive().max(1000),
  tableWidth: z.number().int().min(0).max(10_000).nullable(),
});
export type PlanningChoices = z.infer<typeof planningChoicesSchema>;

export const planningNameSchema = z.string().trim().min(1).max(80);

export const planningViewSchema = z.object({
  id: idSchema,
  name: z.string(),
  choices: planningChoicesSchema,
});
export type PlanningView = z.infer<typeof planningViewSchema>;

/** How the screen was last left, and which named view that came from. */
export const lastPlanningSchema = z.object({ viewId: idSchema.nullable(), choices: planningChoicesSchema });
export type LastPlanning = z.infer<typeof lastPlanningSchema>;

/** By name. */
export const planningViewsSchema = z.object({
  views: z.array(planningViewSchema),
  last: lastPlanningSchema.nullable(),
});
export type PlanningViews = z.infer<typeof planningViewsSchema>;
