/** Days as people write them in a planning: « 05/01/2026 », « mars 2026 », « S12 », « T2 2026 », « mi-août ». */
import {
  addDays,
  dayFromCivil,
  dayFromIso,
  isIsoDate,
  isoFromDay,
  mondayOfIsoWeek,
  type IsoDate,
} from '../domain/iso-date.ts';
import { foldText } from '../domain/fold-text.ts';
import type { SheetCell } from './cells.ts';

/** What is worth telling about a day that was read, or was not. */
export const dayIssues = [
  'text-date',
  'imprecise-date',
  'year-inferred',
  'serial-number',
  'formula',
  'unreadable-date',
  'cell-error',
] as const;
export type DayIssue = (typeof dayIssues)[number];

export interface ReadDay {
  /** First and last day of what was meant; the same where one day was. Null where nothing could be read. */
  readonly interval: readonly [IsoDate, IsoDate] | null;
  readonly issues: readonly DayIssue[];
}

interface Meant {
  readonly interval: readonly [IsoDate, IsoDate];
  readonly isImprecise: boolean;
  readonly isYearInferred: boolean;
}

const EMPTY: ReadDay = { interval: null, issues: [] };
/** Numbers outside these years are no days of a planning. */
const [FIRST_YEAR, LAST_YEAR] = [1950, 2150];

const months = [
  ['janvier', 'janv', 'jan'],
  ['fevrier', 'fevr', 'fev'],
  ['mars'],
  ['avril', 'avr'],
  ['mai'],
  ['juin'],
  ['juillet', 'juil'],
  ['aout'],
  ['septembre', 'sept', 'sep'],
  ['octobre', 'oct'],
  ['novembre', 'nov'],
  ['decembre', 'dec'],
];
const MONTH = `(${months.flat().join('|')})\\.?`;
const YEAR = '(?:\\s+(\\d{4}))?';
const patterns = {
  numeric: /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d{2})$/,
  iso: /^(\d{4})-(\d{2})-(\d{2})$/,
  day: new RegExp(`^(\\d{1,2})(?:er)?\\s+${MONTH}${YEAR}$`),
  month: new RegExp(`^${MONTH}${YEAR}$`),
  part: new RegExp(`^(debut|mi|fin)[\\s-]*(?:de\\s+)?${MONTH}${YEAR}$`),
  week: /^(?:semaine|sem\.?|s)\s*(\d{1,2})(?:[\s/-]+(\d{4}))?$/,
  quarter: /^(?:t|trimestre\s*)([1-4])(?:[\s/-]+(\d{4}))?$/,
} as const;

/** The day a cell gives; `year` stands where a text names none. */
export function readDay(cell: SheetCell | undefined, year: number, epoch: number): ReadDay {
  const value = cell?.value;
  if (!cell || !value) return EMPTY;
  switch (value.kind) {
    case 'error':
      return { interval: null, issues: ['cell-error'] };
    case 'number': {
      const day = dayOfSerial(value.number, epoch);
      if (day === null) return { interval: null, issues: ['unreadable-date'] };
      const issues: DayIssue[] = [
        ...(cell.hasFormula ? (['formula'] as const) : []),
        ...(cell.isDay ? [] : (['serial-number'] as const)),
      ];
      return { interval: [day, day], issues };
    }
    case 'text':
      return readTypedDay(value.text, year);
  }
}

function readTypedDay(text: string, year: number): ReadDay {
  const folded = foldText(text).replaceAll(/\s+/g, ' ').trim();
  if (folded === '') return EMPTY;
  const meant = meantBy(folded, year);
  if (!meant) return { interval: null, issues: ['unreadable-date'] };
  return {
    interval: meant.interval,
    issues: [
      'text-date',
      ...(meant.isImprecise ? (['imprecise-date'] as const) : []),
      ...(meant.isYearInferred ? (['year-inferred'] as const) : []),
    ],
  };
}

function dayOfSerial(serial: number, epoch: number): IsoDate | null {
  const day = Math.floor(serial) + epoch;
  const [first, last] = [dayFromCivil(FIRST_YEAR, 1, 1), dayFromCivil(LAST_YEAR, 12, 31)];
  return day >= first && day <= last ? isoFromDay(day) : null;
}

function meantBy(text: string, usualYear: number): Meant | null {
  const exact = exactDay(text, usualYear);
  if (exact) return exact;
  const [, week, ofYear] = patterns.week.exec(text) ?? [];
  if (week !== undefined) return wholeWeek(Number(week), ofYear, usualYear);
  const [, quarter, quarterYear] = patterns.quarter.exec(text) ?? [];
  if (quarter !== undefined) {
    const first = (Number(quarter) - 1) * 3 + 1;
    return between(quarterYear, usualYear, (year) => [civil(year, first, 1), lastOfMonth(year, first + 2)]);
  }
  const [, part, partMonth, partYear] = patterns.part.exec(text) ?? [];
  if (part !== undefined && partMonth !== undefined) {
    const month = monthOf(partMonth);
    return between(partYear, usualYear, (year) => {
      if (part === 'debut') return [civil(year, month, 1), civil(year, month, 10)];
      if (part === 'mi') return [civil(year, month, 11), civil(year, month, 20)];
      return [civil(year, month, 21), lastOfMonth(year, month)];
    });
  }
  const [, name, nameYear] = patterns.month.exec(text) ?? [];
  if (name === undefined) return null;
  const month = monthOf(name);
  return between(nameYear, usualYear, (year) => [civil(year, month, 1), lastOfMonth(year, month)]);
}

function exactDay(text: string, usualYear: number): Meant | null {
  const [, day, month, year] = patterns.numeric.exec(text) ?? [];
  if (day !== undefined && month !== undefined && year !== undefined)
    return oneDay(year.length === 2 ? `20${year}` : year, Number(month), Number(day), false);
  const [iso] = patterns.iso.exec(text) ?? [];
  if (iso !== undefined)
    return isIsoDate(iso) ? { interval: [iso, iso], isImprecise: false, isYearInferred: false } : null;
  const [, dayOfMonth, name, namedYear] = patterns.day.exec(text) ?? [];
  if (dayOfMonth === undefined || name === undefined) return null;
  return oneDay(namedYear ?? String(usualYear), monthOf(name), Number(dayOfMonth), namedYear === undefined);
}

function oneDay(year: string, month: number, day: number, isYearInferred: boolean): Meant | null {
  const iso = `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
  return isIsoDate(iso) ? { interval: [iso, iso], isImprecise: false, isYearInferred } : null;
}

function wholeWeek(week: number, typedYear: string | undefined, usualYear: number): Meant | null {
  const year = typedYear === undefined ? usualYear : Number(typedYear);
  const weeks = Math.round(
    (mondayOfIsoWeek({ year: year + 1, week: 1 }) - mondayOfIsoWeek({ year, week: 1 })) / 7,
  );
  if (week < 1 || week > weeks) return null;
  const monday = isoFromDay(mondayOfIsoWeek({ year, week }));
  return {
    interval: [monday, addDays(monday, 6)],
    isImprecise: true,
    isYearInferred: typedYear === undefined,
  };
}

function between(
  typedYear: string | undefined,
  usualYear: number,
  of: (year: number) => readonly [IsoDate, IsoDate],
): Meant {
  const year = typedYear === undefined ? usualYear : Number(typedYear);
  return { interval: of(year), isImprecise: true, isYearInferred: typedYear === undefined };
}

function monthOf(name: string): number {
  return months.findIndex((names) => names.includes(name)) + 1;
}

function civil(year: number, month: number, day: number): IsoDate {
  return isoFromDay(dayFromCivil(year, month, day));
}

function lastOfMonth(year: number, month: number): IsoDate {
  return addDays(civil(month === 12 ? year + 1 : year, (month % 12) + 1, 1), -1);
}

/** Serial number of a day in a workbook. */
export function serialOf(day: IsoDate, epoch: number): number {
  return dayFromIso(day) - epoch;
}
