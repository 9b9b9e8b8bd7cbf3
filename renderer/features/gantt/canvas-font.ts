/** Family of the same Inter with digits of one width, which a canvas cannot ask for by style; see `gantt.module.css`. */
export const CANVAS_FONT = "'Inter Tabular'";

/** Resolves when both weights are there; until then texts are drawn in the page's font. */
export async function loadCanvasFont(): Promise<void> {
  await Promise.all([400, 600].map((weight) => document.fonts.load(`${weight} 13px ${CANVAS_FONT}`)));
}
