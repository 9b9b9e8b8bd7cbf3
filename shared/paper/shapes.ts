/**
 * What a document is drawn with: the shapes of the planning, and groups that say what they are. Chromium writes the role
 * of a group as the tag of a PDF, and makes its bookmarks of the headings.
 */
import type { Paint, Primitive } from '../gantt/primitives.ts';

export const paperRoles = [
  'heading',
  'paragraph',
  'table',
  'row',
  'columnheader',
  'rowheader',
  'cell',
  'list',
  'listitem',
  'img',
] as const;
export type PaperRole = (typeof paperRoles)[number];

/** `label` is read in place of a drawing, or as the name of a table. `level` is that of a heading, from 1. */
export interface TaggedGroup {
  readonly shape: 'group';
  readonly role: PaperRole;
  readonly level?: number;
  readonly label?: string;
  readonly children: readonly PaperShape[];
}

/** Text that runs upwards from `y`, centred on `x`. */
export interface TurnedText {
  readonly shape: 'turned';
  readonly x: number;
  readonly y: number;
  readonly text: string;
  readonly size: number;
  readonly bold: boolean;
  readonly paint: Paint;
}

export type PaperShape = Primitive | TaggedGroup | TurnedText;

/** One sheet of a document, in points. */
export interface PaperPage {
  readonly number: number;
  readonly width: number;
  readonly height: number;
  /** Name of the sheet in the style sheet. */
  readonly sheet: string;
  readonly shapes: readonly PaperShape[];
}

/** Shapes that are one thing to a reader who does not see them. */
export function tagged(
  role: PaperRole,
  children: readonly PaperShape[],
  { label, level }: { label?: string | undefined; level?: number | undefined } = {},
): TaggedGroup {
  return {
    shape: 'group',
    role,
    children,
    ...(label !== undefined && { label }),
    ...(level !== undefined && { level }),
  };
}

/** A drawing that is read as its words. */
export function picture(label: string, children: readonly Primitive[]): TaggedGroup {
  return tagged('img', children, { label });
}

/** Every shape that is no group, in the order it is drawn. */
export function flatShapes(shapes: readonly PaperShape[]): Exclude<PaperShape, TaggedGroup>[] {
  return shapes.flatMap((shape) => (shape.shape === 'group' ? flatShapes(shape.children) : [shape]));
}
