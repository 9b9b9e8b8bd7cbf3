/** Both weights of the page's own fonts, letters and figures. */
function faces(): string[] {
  const family = getComputedStyle(document.documentElement).getPropertyValue('--font-family');
  return [400, 600].map((weight) => `${weight} 13px ${family}`);
}

const SAMPLE = 'Aé0';

/** Whether the fonts are there, so that what is drawn now need not be drawn again. */
export function hasCanvasFont(): boolean {
  return faces().every((face) => document.fonts.check(face, SAMPLE));
}

/** Resolves when they are there; until then texts are drawn in a font of the system. */
export async function loadCanvasFont(): Promise<void> {
  await Promise.all(faces().map((face) => document.fonts.load(face, SAMPLE)));
}
