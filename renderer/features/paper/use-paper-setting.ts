import { useCallback } from 'react';
import type { PaperSetting } from '../../../shared/paper/setting.ts';
import { useLabels } from '../../components/use-labels.ts';
import { useText } from '../../i18n.ts';
import { createPrintMeasure, loadPrintFonts } from '../../print/print-fonts.ts';

let measure: ReturnType<typeof createPrintMeasure> | null = null;

/** The words and widths sheets are set with, those of the print page; there once its fonts are. */
export function usePaperSetting(): () => Promise<PaperSetting> {
  const { t, language } = useText();
  const { label } = useLabels();
  return useCallback(async () => {
    await loadPrintFonts();
    measure ??= createPrintMeasure();
    return { t, language, label, measure };
  }, [t, language, label]);
}
