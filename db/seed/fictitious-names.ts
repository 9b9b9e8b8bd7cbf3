import type { SeededRandom } from './seeded-random.ts';

const firstNames = [
  'Adèle',
  'Alban',
  'Apolline',
  'Basile',
  'Blandine',
  'Céleste',
  'Clément',
  'Colombe',
  'Désiré',
  'Diane',
  'Edgar',
  'Éléonore',
  'Émile',
  'Faustine',
  'Félix',
  'Flavie',
  'Gaspard',
  'Hélène',
  'Hippolyte',
  'Irène',
  'Jeanne',
  'Joachim',
  'Léopold',
  'Lucile',
  'Marin',
  'Mathilde',
  'Noé',
  'Octavie',
  'Oscar',
  'Paulin',
  'Quitterie',
  'Rosalie',
  'Sidonie',
  'Théodore',
  'Ursule',
  'Valère',
  'Victoire',
  'Xavière',
  'Yves',
  'Zoé',
];
const nameStarts = [
  'Aubr',
  'Berg',
  'Cass',
  'Dorm',
  'Estr',
  'Ferv',
  'Garn',
  'Hesd',
  'Jol',
  'Lamb',
  'Marv',
  'Nolv',
  'Orv',
  'Pelv',
  'Quinc',
  'Rosv',
  'Solm',
  'Tourv',
  'Vauc',
  'Ybr',
];
const nameEnds = [
  'aldier',
  'ambeau',
  'annelle',
  'aquin',
  'eflin',
  'égault',
  'élisse',
  'ermoz',
  'ibert',
  'ignolle',
  'inaud',
  'oisnel',
  'onchère',
  'orgeat',
  'oubrel',
  'uchon',
  'umièges',
  'ytrac',
];
const placeStarts = [
  'Arbe',
  'Boiso',
  'Chante',
  'Douve',
  'Écla',
  'Fonte',
  'Grave',
  'Haute',
  'Ise',
  'Lande',
  'Marsi',
  'Noire',
  'Orge',
  'Prée',
  'Quiver',
  'Rive',
  'Serra',
  'Tille',
  'Uzer',
  'Verne',
];
const placeEnds = [
  'brune',
  'couze',
  'dolles',
  'fraye',
  'lombes',
  'mèze',
  'nac',
  'plaine',
  'quières',
  'rolles',
  'sonne',
  'tanne',
  'vette',
  'zelles',
];

/** A person's name put together from syllables; `last` differs each time as long as there are combinations left. */
export interface FictitiousName {
  readonly first: string;
  readonly last: string;
}

/** Draws names nobody bears together. */
export function fictitiousPeople(random: SeededRandom, count: number): FictitiousName[] {
  const lasts = distinct(random, nameStarts, nameEnds, count);
  return lasts.map((last) => ({ first: random.pick(firstNames), last }));
}

/** Draws names of places that do not exist. */
export function fictitiousPlaces(random: SeededRandom, count: number): string[] {
  return distinct(random, placeStarts, placeEnds, count);
}

/** A place after its preposition: « de Rivemèze », « d'Isebrune ». */
export function ofPlace(place: string): string {
  return /^[aeiouy]/.test(plainText(place)) ? `d'${place}` : `de ${place}`;
}

/** A text without accents, capitals or spaces, as addresses are written. */
export function plainText(text: string): string {
  return text
    .normalize('NFD')
    .replaceAll(/[^A-Za-z]/g, '')
    .toLowerCase();
}

/** Distinct combinations in a drawn order; past the last one they begin again with a numeral. */
function distinct(
  random: SeededRandom,
  starts: readonly string[],
  ends: readonly string[],
  count: number,
): string[] {
  const all = starts.flatMap((start) => ends.map((end) => start + end));
  for (let i = all.length - 1; i > 0; i--) {
    const other = random.int(0, i);
    [all[i], all[other]] = [all[other] ?? '', all[i] ?? ''];
  }
  return Array.from({ length: count }, (_, index) => {
    const round = Math.floor(index / all.length);
    const name = all[index % all.length] ?? '';
    return round === 0 ? name : `${name} ${round + 1}`;
  });
}
