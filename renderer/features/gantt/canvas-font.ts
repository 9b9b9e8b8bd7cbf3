/** Family of the same Inter with digits of one width, which a canvas cannot ask for by style; see `gantt.module.css`. */
export const CANVAS_FONT = "'Inter Tabular'";

const faces = [400, 600].map((weight) => `${weight} 13px ${CANVAS_FONT}`);

/** Whether the font is there, so that what is drawn now need not be drawn again. */
export function hasCanvasFont(): boolean {
  return faces.every((face) => document.fonts.check(face));
}

/** Resolves when both weights are there; until then texts are drawn in the page's font. */
export async function loadCanvasFont(): Promise<void> {
  await Promise.all(faces.map((face) => document.fonts.load(face)));
}
