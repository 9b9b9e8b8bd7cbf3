/** Amounts as they are read: « 110 serveurs », « 27 To ». */
import { formatCount, formatDecimal, formatSigned } from '../i18n/format.ts';
import type { Language, Translate } from '../i18n/translate.ts';
import { measures, type Amounts, type Measure } from './scope.ts';

interface Words {
  readonly t: Translate;
  readonly language: Language;
}

/** The number alone; storage in terabytes. */
export function amountNumber(measure: Measure, amount: number, language: Language): string {
  return measure === 'storage' ? formatDecimal(amount / 10, language) : formatCount(amount, language);
}

/** The number with a sign, nothing where there is nothing. */
export function signedAmount(measure: Measure, amount: number, language: Language): string {
  return amount === 0 ? '' : formatSigned(measure === 'storage' ? amount / 10 : amount, language);
}

/** The number with what it counts. */
export function amountText(measure: Measure, amount: number, { t, language }: Words): string {
  const count = measure === 'storage' ? amount / 10 : amount;
  return t(`lots.amount.${measure}`, { count, amount: amountNumber(measure, amount, language) });
}

/** « 110 serveurs · 134 VM · 27 To ». */
export function amountsText(amounts: Amounts, words: Words): string {
  return measures.map((measure) => amountText(measure, amounts[measure], words)).join(' · ');
}
