import type { StepWordsView } from '../views/workspace-view.ts';
import type { Translate } from './translate.ts';

const longestPlace = 70;

/** What a step of undo did, in words: « déplacement de 12 jalons », « création d’un jalon (Bascule) ». */
export function stepText(t: Translate, { change, table, count, place }: StepWordsView): string {
  const what = t(`history.change.${change}`, { of: t(`history.of.${table}`, { count }) });
  if (count !== 1 || place === '') return what;
  const short = place.length > longestPlace ? `${place.slice(0, longestPlace - 1)}…` : place;
  return t('history.atPlace', { what, place: short });
}
