import type { z } from 'zod';
import { ganttViewInputSchema } from '../gantt/gantt-view.ts';
import { milestoneFilterSchema } from '../gantt/milestone-filter.ts';

/** Which milestones a file is written of: those the planning shows with the same choices. */
export const planningChoiceSchema = ganttViewInputSchema
  .pick({ establishmentIds: true, domainIds: true, scenarioId: true })
  .extend({ filter: milestoneFilterSchema.optional() })
  .strict();
export type PlanningChoice = z.infer<typeof planningChoiceSchema>;

/** `ics` holds the milestones as days of a calendar. */
export const planningFormats = ['xlsx', 'csv', 'ics'] as const;
export type PlanningFormat = (typeof planningFormats)[number];
