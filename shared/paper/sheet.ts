/** Sheets documents are set on, in points (1/72 inch). */

export const sheetNames = ['A4', 'A3'] as const;
export type SheetName = (typeof sheetNames)[number];
export const orientations = ['portrait', 'landscape'] as const;
export type Orientation = (typeof orientations)[number];

export interface Sheet {
  readonly name: SheetName;
  readonly orientation: Orientation;
  readonly width: number;
  readonly height: number;
  /** Free on each side: nothing is drawn there. */
  readonly margin: number;
  /** Size of ordinary text. */
  readonly text: number;
  /** Nothing is set smaller: 6 pt, on A3 still 6 pt when the sheet is reduced to A4. */
  readonly minText: number;
}

const MM = 72 / 25.4;
const sizes = {
  A4: { short: 210, long: 297, text: 8.5, minText: 6 },
  A3: { short: 297, long: 420, text: 9.5, minText: 8.5 },
} as const;

/** A sheet of a size, on its short or its long side. */
export function sheetOf(name: SheetName, orientation: Orientation): Sheet {
  const { short, long, text, minText } = sizes[name];
  const [width, height] = orientation === 'portrait' ? [short, long] : [long, short];
  return { name, orientation, width: width * MM, height: height * MM, margin: 10 * MM, text, minText };
}

/** Name the style sheet of the print page knows a sheet by. */
export function sheetClass({
  name,
  orientation,
}: {
  readonly name: string;
  readonly orientation: Orientation;
}): string {
  return orientation === 'landscape' ? name.toLowerCase() : `${name.toLowerCase()}-portrait`;
}
