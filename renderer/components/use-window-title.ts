import { useEffect } from 'react';
import { useText } from '../i18n.ts';

/** Names the window after what it shows: « Matrice · Jalon ». */
export function useWindowTitle(title: string): void {
  const { t } = useText();
  useEffect(() => {
    document.title = t('common.windowTitle', { title });
  }, [t, title]);
}
