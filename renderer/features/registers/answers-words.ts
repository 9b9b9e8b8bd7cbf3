import { foldText } from '../../../shared/domain/fold-text.ts';

/** True when all words that were typed occur in what is told of a line, whatever their accents. */
export function answersWords(told: readonly (string | null)[], wanted: string): boolean {
  const text = foldText(told.filter(Boolean).join(' '));
  return foldText(wanted)
    .split(/\s+/)
    .every((word) => text.includes(word));
}
