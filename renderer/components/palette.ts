import type { Paint } from '../../shared/gantt/primitives.ts';

/** A colour for each paint, as a canvas understands it. */
export type Palette = Readonly<Record<Paint, string>>;
