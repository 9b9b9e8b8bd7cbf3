import type { Translate } from '../../../shared/i18n/translate.ts';

/** « marge de 5 J ouvrés », « aucune marge », « il manque 3 J ouvrés ». */
export function marginText(t: Translate, margin: number): string {
  if (margin === 0) return t('deployment.back.noMargin');
  return margin > 0
    ? t('deployment.back.margin', { count: margin })
    : t('deployment.back.missing', { count: -margin });
}
