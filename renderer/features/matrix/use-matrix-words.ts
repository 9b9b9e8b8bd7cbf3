import { useMemo } from 'react';
import { useLabels } from '../../components/use-labels.ts';
import { useText } from '../../i18n.ts';
import { createMatrixWords, type MatrixWords } from './matrix-words.ts';

/** Words of the matrix in the interface's language; `today` (ISO) decides which dates need their year. */
export function useMatrixWords(today: string): MatrixWords {
  const { t, language } = useText();
  const labels = useLabels();
  return useMemo(() => createMatrixWords(t, language, labels, today), [t, language, labels, today]);
}
