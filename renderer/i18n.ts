import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { createI18n, type Language, type Translate } from '../shared/i18n/translate.ts';

/** The page's one i18next, in French until the settings say otherwise. */
export const i18n = createI18n('fr');

/** Puts the page in a language, its `lang` attribute included. */
export async function setLanguage(language: Language): Promise<void> {
  document.documentElement.lang = language;
  if (i18n.language !== language) await i18n.changeLanguage(language);
}

/** The translate function and the language; the component is drawn again when the language changes. */
export function useText(): { readonly t: Translate; readonly language: Language } {
  const { t, i18n: instance } = useTranslation();
  const translate = useCallback<Translate>((key, values) => t(key, values ?? {}), [t]);
  return { t: translate, language: instance.language === 'en' ? 'en' : 'fr' };
}
