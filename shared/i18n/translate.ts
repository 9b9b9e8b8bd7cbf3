import { createInstance, type i18n } from 'i18next';
import { en, fr } from './resources.ts';

export const languages = ['fr', 'en'] as const;
export type Language = (typeof languages)[number];

type WithoutPlural<K extends string> = K extends `${infer Base}_${'one' | 'many' | 'other'}` ? Base : K;

/** A key of the language files, without its plural ending: `common.rows` for `common.rows_one`. */
export type TextKey = WithoutPlural<Extract<keyof typeof fr, string>>;

/** Values put into a text: `{{name}}`; `count` also chooses the plural. */
export type TextValues = Readonly<Record<string, string | number>>;

export type Translate = (key: TextKey, values?: TextValues) => string;

/** French counts millions apart (`_many`), in words that are those of any other number. */
function withMillions(texts: Readonly<Record<string, string>>): Record<string, string> {
  const millions = Object.entries(texts)
    .filter(([key]) => key.endsWith('_other'))
    .map(([key, text]) => [key.replace(/_other$/, '_many'), text] as const);
  return { ...Object.fromEntries(millions), ...texts };
}

/**
 * A fresh i18next with both languages loaded, started at once. Keys are flat, so neither `.` nor `:` splits them;
 * texts are not escaped because React and the command line do it, or need not.
 */
export function createI18n(language: Language): i18n {
  const instance = createInstance();
  void instance.init({
    lng: language,
    fallbackLng: 'fr',
    supportedLngs: [...languages],
    resources: { fr: { translation: withMillions(fr) }, en: { translation: en } },
    keySeparator: false,
    nsSeparator: false,
    initAsync: false,
    interpolation: { escapeValue: false },
    returnNull: false,
  });
  return instance;
}

/** Texts of one language, for menus, dialogs and the command line: `translate('menu.file')`. */
export function createTranslate(language: Language): Translate {
  const instance = createI18n(language);
  return (key, values) => instance.t(key, values ?? {});
}

const known = new Set(Object.keys(fr).map((key) => key.replace(/_(one|many|other)$/, '')));

/** Whether a key that came as data (an error, a step of a job) has a text. */
export function isTextKey(key: string): key is TextKey {
  return known.has(key);
}
