import { createContext, useContext } from 'react';
import { createI18n, type Language, type TextKey, type Translate } from '../shared/i18n/translate.ts';

/** The page's one i18next, in French until the settings say otherwise. */
export const i18n = createI18n('fr');

/** Puts the page in a language, its `lang` attribute included. */
export async function setLanguage(language: Language): Promise<void> {
  document.documentElement.lang = language;
  if (i18n.language !== language) await i18n.changeLanguage(language);
}

interface Text {
  readonly t: Translate;
  readonly language: Language;
}

/** The texts of a language; those without values are looked up once, since tables ask for them in every cell. */
function textOf(language: Language): Text {
  const say = i18n.getFixedT(language);
  const plain = new Map<TextKey, string>();
  const t: Translate = (key, values) => {
    if (values) return say(key, values);
    const known = plain.get(key);
    if (known !== undefined) return known;
    const text = say(key, {});
    plain.set(key, text);
    return text;
  };
  return { t, language };
}

const texts: Readonly<Record<Language, Text>> = { fr: textOf('fr'), en: textOf('en') };

/** The texts of the language i18next speaks. */
export const textsOf = (language: string): Text => (language === 'en' ? texts.en : texts.fr);

/** The texts the page is drawn with; `TextProvider` follows the language, so that a table's cells need not. */
export const TextContext = createContext<Text>(texts.fr);

/** The translate function and the language; the component is drawn again when the language changes. */
export function useText(): Text {
  return useContext(TextContext);
}
