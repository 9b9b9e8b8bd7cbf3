import { foldText } from '../../../shared/domain/fold-text.ts';

interface Labelled {
  readonly label?: string;
}

/** Actions whose words hold all the words typed, accents and case aside; all of them while nothing is typed. */
export function filterActions<T extends Labelled>(actions: readonly T[], typed: string): T[] {
  const words = foldText(typed).split(/\s+/).filter(Boolean);
  return actions.filter(({ label = '' }) => words.every((word) => foldText(label).includes(word)));
}
