/**
 * Dates, numbers and sizes in words of a language. Days are ISO `YYYY-MM-DD`, instants UTC milliseconds shown in
 * the machine's time zone, rates basis points.
 */
import { getISOWeek, parseISO } from 'date-fns';
import type { Language } from './translate.ts';

const NBSP = '\u00a0';
const locales = { fr: 'fr-FR', en: 'en-GB' } as const satisfies Record<Language, string>;

const numberFormats = new Map<string, Intl.NumberFormat>();

/** One format for each language and number of decimals: making one costs more than a hundred uses of it. */
function numberFormat(language: Language, decimals: number): Intl.NumberFormat {
  const key = `${language}/${decimals}`;
  const known = numberFormats.get(key);
  if (known) return known;
  const made = new Intl.NumberFormat(locales[language], { maximumFractionDigits: decimals });
  numberFormats.set(key, made);
  return made;
}

/** Day as `15/03/2026`, the same in both languages. */
export function formatDate(day: string): string {
  const [year = '', month = '', date = ''] = day.split('-');
  return `${date}/${month}/${year}`;
}

/** ISO week of a day: `S12` in French, `W12` in English. */
export function formatWeek(day: string, language: Language): string {
  return `${language === 'fr' ? 'S' : 'W'}${getISOWeek(parseISO(day))}`;
}

const longDates = new Map<Language, Intl.DateTimeFormat>();

/** Day in full with its weekday: `dimanche 15 mars 2026`. */
export function formatLongDate(day: string, language: Language): string {
  const known = longDates.get(language);
  const format = known ?? new Intl.DateTimeFormat(locales[language], { dateStyle: 'full' });
  if (!known) longDates.set(language, format);
  return format.format(parseISO(day));
}

const months = new Map<Language, Intl.DateTimeFormat>();

/** Month of a day: `novembre 2026`. */
export function formatMonth(day: string, language: Language): string {
  const known = months.get(language);
  const format = known ?? new Intl.DateTimeFormat(locales[language], { month: 'long', year: 'numeric' });
  if (!known) months.set(language, format);
  return format.format(parseISO(day));
}

/** Whole per cent: `133 %` (French) or `133%` (English). */
export function formatPercent(percent: number, language: Language): string {
  return formatRate(percent * 100, language);
}

/** Instant as `21/11/2026 18:04` in the machine's time zone. */
export function formatInstant(instant: number): string {
  const at = new Date(instant);
  const two = (value: number) => String(value).padStart(2, '0');
  const day = `${two(at.getDate())}/${two(at.getMonth() + 1)}/${at.getFullYear()}`;
  return `${day} ${two(at.getHours())}:${two(at.getMinutes())}`;
}

/** Day of an instant as `21/11/2026` in the machine's time zone. */
export function formatInstantDay(instant: number): string {
  return formatInstant(instant).slice(0, 10);
}

/** Whole number with its thousands set apart. */
export function formatCount(value: number, language: Language): string {
  return numberFormat(language, 3).format(value);
}

/** A number with its sign and at most two decimals, as the language writes it: `+8`, `−3`, `+0,03`, `0`. */
export function formatSigned(value: number, language: Language): string {
  const size = Math.round(Math.abs(value) * 100) / 100;
  if (size === 0) return '0';
  return `${value > 0 ? '+' : '\u2212'}${formatCount(size, language)}`;
}

/** Rate of basis points as `71 %` (French) or `71%` (English); a dash where nothing is in scope. */
export function formatRate(basisPoints: number | null, language: Language): string {
  if (basisPoints === null) return '–';
  const percent = numberFormat(language, 0).format(basisPoints / 100);
  return language === 'fr' ? `${percent}${NBSP}%` : `${percent}%`;
}

const units = { fr: ['o', 'Ko', 'Mo', 'Go'], en: ['B', 'KB', 'MB', 'GB'] } as const;

/** Size of a file as `412 o`, `2,4 Ko`, `18 Mo`; 1 Ko = 1024 o. */
export function formatBytes(bytes: number, language: Language): string {
  const step = bytes < 1 ? 0 : Math.min(3, Math.floor(Math.log2(bytes) / 10));
  const amount = bytes / 1024 ** step;
  const digits = step > 0 && amount < 10 ? 1 : 0;
  const text = numberFormat(language, digits).format(amount);
  return `${text}${NBSP}${units[language][step]}`;
}

/** A number with at most one decimal, `3,4`. */
export function formatDecimal(value: number, language: Language): string {
  return numberFormat(language, 1).format(value);
}
