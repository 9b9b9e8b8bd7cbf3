import { formatCount } from '../../../shared/i18n/format.ts';
import type { Language } from '../../../shared/i18n/translate.ts';

/** A number with its sign and at most two decimals, as the language writes it: `+8`, `−3`, `+0,03`, `0`. */
export function signed(value: number, language: Language): string {
  const size = Math.round(Math.abs(value) * 100) / 100;
  if (size === 0) return '0';
  return `${value > 0 ? '+' : '\u2212'}${formatCount(size, language)}`;
}
