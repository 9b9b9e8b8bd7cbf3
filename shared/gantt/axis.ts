/** Ticks of the two axis tiers: where each unit starts and ends, and the longest of its names that fits everywhere. */
import { civilFromDay, dayFromCivil, isoWeekday, isoWeekOf } from '../domain/iso-date.ts';
import { mondayOf } from '../domain/iso-date.ts';
import type { TextMeasure } from './labels.ts';
import type { TickUnit } from './time-scale.ts';
import type { GanttWords } from './words.ts';

/** One unit of a tier; `end` is exclusive and not clipped to the asked range. */
export interface Tick {
  start: number;
  end: number;
  label: string;
}

/** First day of the unit that holds `day`. */
export function startOfUnit(unit: TickUnit, day: number): number {
  if (unit === 'day') return day;
  if (unit === 'week') return mondayOf(day);
  const { year, month } = civilFromDay(day);
  if (unit === 'decade') return dayFromCivil(year - (year % 10), 1, 1);
  if (unit === 'year') return dayFromCivil(year, 1, 1);
  if (unit === 'quarter') return dayFromCivil(year, month - ((month - 1) % 3), 1);
  return dayFromCivil(year, month, 1);
}

/** First day of the unit after the one that starts on `start`. */
export function nextUnit(unit: TickUnit, start: number): number {
  if (unit === 'day') return start + 1;
  if (unit === 'week') return start + 7;
  const { year, month } = civilFromDay(start);
  if (unit === 'decade') return dayFromCivil(year + 10, 1, 1);
  return firstOfMonth(year, month + (unit === 'year' ? 12 : unit === 'quarter' ? 3 : 1));
}

/** `month` from 1 to 24: beyond December it runs into the next year. */
function firstOfMonth(year: number, month: number): number {
  return month > 12 ? dayFromCivil(year + 1, month - 12, 1) : dayFromCivil(year, month, 1);
}

/** Shortest length in days of each unit: a name must fit there to be used anywhere in the tier. */
const SHORTEST: Record<TickUnit, number> = {
  decade: 3652,
  year: 365,
  quarter: 90,
  month: 28,
  week: 7,
  day: 1,
};

export interface TickOptions {
  unit: TickUnit;
  tier: 'upper' | 'lower';
  pxPerDay: number;
  words: GanttWords;
  measure: TextMeasure;
  textSize: number;
}

/** Ticks that meet the days `from` to `to` (inclusive). Labels are empty where even the shortest name does not fit. */
export function axisTicks(from: number, to: number, options: TickOptions): Tick[] {
  const { unit } = options;
  const starts: number[] = [];
  for (let day = startOfUnit(unit, from); day <= to; day = nextUnit(unit, day)) starts.push(day);
  const form = longestForm(starts, options);
  return starts.map((start) => ({ start, end: nextUnit(unit, start), label: form ? form(start) : '' }));
}

type Form = (start: number) => string;

function longestForm(starts: number[], options: TickOptions): Form | undefined {
  const room = SHORTEST[options.unit] * options.pxPerDay - options.textSize * 0.5;
  const forms = options.tier === 'upper' ? upperForms(options) : lowerForms(options);
  return forms.find((form) =>
    starts.every((start) => options.measure(form(start), options.textSize, false) <= room),
  );
}

function upperForms({ unit, words }: TickOptions): Form[] {
  const month = (day: number) => civilFromDay(day).month - 1;
  const year = (day: number) => civilFromDay(day).year;
  if (unit === 'week') {
    const week = (day: number) => `${words.weekPrefix}${isoWeekOf(day).week}`;
    return [
      (day) => `${week(day)} · ${words.monthsLong[month(day)]} ${year(day)}`,
      (day) => `${week(day)} · ${words.monthsShort[month(day)]} ${year(day)}`,
      week,
    ];
  }
  if (unit === 'month') {
    return [
      (day) => `${words.monthsLong[month(day)]} ${year(day)}`,
      (day) => `${words.monthsShort[month(day)]} ${year(day)}`,
      (day) => words.monthsShort[month(day)]!,
    ];
  }
  if (unit === 'quarter')
    return [(day) => `${quarter(words, day)} ${year(day)}`, (day) => quarter(words, day)];
  if (unit === 'decade') return [(day) => `${year(day)}–${year(day) + 9}`, (day) => String(year(day))];
  return yearForms;
}

/** In full, then its last two figures. */
const yearForms: Form[] = [
  (day) => String(civilFromDay(day).year),
  (day) => String(civilFromDay(day).year % 100).padStart(2, '0'),
];

function lowerForms({ unit, words }: TickOptions): Form[] {
  const month = (day: number) => civilFromDay(day).month - 1;
  if (unit === 'day') {
    const weekday = (day: number) => isoWeekday(day) - 1;
    return [
      (day) => `${words.weekdaysLong[weekday(day)]} ${civilFromDay(day).day} ${words.monthsLong[month(day)]}`,
      (day) => `${words.weekdaysLong[weekday(day)]} ${civilFromDay(day).day}`,
      (day) => `${words.weekdaysShort[weekday(day)]} ${civilFromDay(day).day}`,
      (day) => `${words.weekdays[weekday(day)]} ${civilFromDay(day).day}`,
      (day) => String(civilFromDay(day).day),
    ];
  }
  if (unit === 'week') {
    return [(day) => `${words.weekPrefix}${isoWeekOf(day).week}`, (day) => String(isoWeekOf(day).week)];
  }
  if (unit === 'month') {
    return [
      (day) => words.monthsLong[month(day)]!,
      (day) => words.monthsShort[month(day)]!,
      (day) => words.monthsShort[month(day)]!.slice(0, 1).toUpperCase(),
    ];
  }
  if (unit === 'year') return yearForms;
  return [(day) => quarter(words, day)];
}

function quarter(words: GanttWords, day: number): string {
  return `${words.quarterPrefix}${Math.floor((civilFromDay(day).month - 1) / 3) + 1}`;
}
