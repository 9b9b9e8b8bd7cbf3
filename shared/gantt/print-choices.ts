/** What somebody chooses for a printed planning and finds again the next time; what it shows is chosen on the planning. */
import { z } from 'zod';
import { diffusionLevels } from '../paper/cartouche.ts';
import { scaleUnits } from './page-fit.ts';
import { orientations, paperNames } from './paper.ts';
import { columnKeys } from './table-columns.ts';

/** At most so many sheets, or a true scale. */
export const pageFitSchema = z.union([
  z
    .object({
      wide: z.number().int().min(1).max(40),
      high: z.number().int().min(1).max(1000).nullable(),
    })
    .strict(),
  z.object({ mm: z.number().min(0.1).max(1000), per: z.enum(scaleUnits) }).strict(),
]);

export const printChoicesSchema = z
  .object({
    paper: z.enum(paperNames),
    /** Landscape where it is absent. */
    orientation: z.enum(orientations).optional(),
    /** `deployments` prints one line a deployment. */
    detail: z.enum(['milestones', 'deployments']),
    /** Absent prints one sheet wide, as many high as the rows need. */
    fit: pageFitSchema.optional(),
    /** Columns beside the label; absent prints the usual ones. */
    columns: z.array(z.enum(columnKeys)).max(columnKeys.length).optional(),
    /** Whether each group begins a sheet. */
    breaksGroups: z.boolean().optional(),
    title: z.string().trim().min(1).max(120).optional(),
    version: z.string().trim().min(1).max(40).optional(),
    /** Internal where it is absent. */
    diffusion: z.enum(diffusionLevels).optional(),
  })
  .strict();
export type PrintChoices = z.output<typeof printChoicesSchema>;

/** A planning nobody has chosen anything for. */
export const USUAL_CHOICES: PrintChoices = { paper: 'A3', detail: 'milestones' };
