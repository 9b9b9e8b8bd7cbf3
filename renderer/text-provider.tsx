import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { i18n, TextContext, textsOf } from './i18n.ts';

/** Gives the page its texts, and others when the language changes. */
export function TextProvider({ children }: { readonly children: ReactNode }) {
  const { i18n: instance } = useTranslation(undefined, { i18n });
  return <TextContext value={textsOf(instance.language)}>{children}</TextContext>;
}
