/** Statuses as people write or paint them in a planning. */
import { foldText } from '../domain/fold-text.ts';

export const writtenStatuses = ['done', 'in_progress', 'to_come', 'postponed', 'not_applicable'] as const;
export type WrittenStatus = (typeof writtenStatuses)[number];

const words: readonly (readonly [WrittenStatus, RegExp])[] = [
  ['done', /^(fait|faite|ok|termine|terminee|realise|realisee|clos|close|livre|livree|100 ?%)$/],
  ['in_progress', /^(en cours|encours|demarre|demarree|commence|commencee|lance|lancee)\b/],
  [
    'to_come',
    /^(a faire|a venir|a planifier|a lancer|a demarrer|non demarre|non demarree|prevu|prevue|planifie|planifiee)$/,
  ],
  ['postponed', /^(reporte|reportee|decale|decalee|suspendu|suspendue)$/],
  ['not_applicable', /^(n\/?a|sans objet|s\/?o|annule|annulee|non applicable)$/],
];

/** The status a text means; null where it means none known. */
export function statusOfText(text: string): WrittenStatus | null {
  const folded = foldText(text).replaceAll(/\s+/g, ' ').trim();
  return words.find(([, pattern]) => pattern.test(folded))?.[0] ?? null;
}

/** The status a colour means by the legend of the workbook itself; null without one: colours are not guessed. */
export function statusOfColour(colour: string, legend: ReadonlyMap<string, string>): WrittenStatus | null {
  const meaning = legend.get(nameOf(colour) ?? '');
  return meaning === undefined ? null : statusOfText(meaning);
}

/** French name of a fill, by its hue; null for white, black and what has no name in a legend. */
function nameOf(colour: string): string | null {
  const [red = 0, green = 0, blue = 0] = [0, 2, 4].map((at) => Number.parseInt(colour.slice(at, at + 2), 16));
  const [most, least] = [Math.max(red, green, blue), Math.min(red, green, blue)];
  if (most - least < 30) return most > 240 || most < 40 ? null : 'gris';
  const spread = most - least;
  const turn =
    most === red
      ? (green - blue) / spread
      : most === green
        ? 2 + (blue - red) / spread
        : 4 + (red - green) / spread;
  const hue = (turn * 60 + 360) % 360;
  if (hue < 15 || hue >= 330) return 'rouge';
  if (hue < 50) return 'orange';
  if (hue < 70) return 'jaune';
  return hue < 170 ? 'vert' : hue < 260 ? 'bleu' : 'violet';
}
