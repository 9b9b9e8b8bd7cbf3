/** Sheets that come from outside: a page hands them over to be issued, and they come back out of files of other posts. */
import { z } from 'zod';
import type { Paint } from '../gantt/primitives.ts';
import { inks } from './inks.ts';
import { paperRoles, type PaperPage, type PaperShape, type TaggedGroup } from './shapes.ts';

const paintSchema = z.custom<Paint>((value) => typeof value === 'string' && Object.hasOwn(inks, value));
const coordinate = z.number().min(-100_000).max(100_000);
const coordinates = z.array(coordinate).max(200_000);
const outline = {
  fill: paintSchema.nullable(),
  stroke: paintSchema.nullable(),
  lineWidth: coordinate,
  dashed: z.boolean(),
};
const lettering = { text: z.string().max(2000), size: coordinate, bold: z.boolean(), paint: paintSchema };

const plainShapes = [
  z.object({
    shape: z.literal('rect'),
    x: coordinate,
    y: coordinate,
    width: coordinate,
    height: coordinate,
    radius: coordinate,
    ...outline,
  }),
  z.object({ shape: z.literal('polygon'), points: coordinates, ...outline }),
  z.object({
    shape: z.literal('segments'),
    points: coordinates,
    stroke: paintSchema,
    lineWidth: coordinate,
    dashed: z.boolean(),
    crisp: z.boolean(),
  }),
  z.object({
    shape: z.literal('text'),
    x: coordinate,
    y: coordinate,
    ...lettering,
    anchor: z.enum(['start', 'middle', 'end']),
    isRead: z.boolean(),
  }),
  z.object({ shape: z.literal('turned'), x: coordinate, y: coordinate, ...lettering }),
] as const;

const groupSchema: z.ZodType<TaggedGroup> = z.object({
  shape: z.literal('group'),
  role: z.enum(paperRoles),
  level: z.number().int().min(1).max(6).exactOptional(),
  label: z.string().max(2000).exactOptional(),
  get children() {
    return z.array(shapeSchema);
  },
});

const shapeSchema: z.ZodType<PaperShape> = z.union([...plainShapes, groupSchema]);

const paperPageSchema: z.ZodType<PaperPage> = z.object({
  number: z.number().int().positive(),
  width: coordinate.positive(),
  height: coordinate.positive(),
  sheet: z.string().regex(/^a[1-4](-portrait)?$/),
  shapes: z.array(shapeSchema),
});

/** A document laid out: its sheets in their order. */
export const paperPagesSchema = z.array(paperPageSchema).min(1).max(2000);
