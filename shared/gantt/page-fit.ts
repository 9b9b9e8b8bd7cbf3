/** How a print fills its sheets: so many of them, or a true scale; the size of the text that goes with it. */
import { startOfUnit, nextUnit } from './axis.ts';
import { MIN_TEXT, MM } from './paper.ts';

export const scaleUnits = ['day', 'week', 'month'] as const;
export type ScaleUnit = (typeof scaleUnits)[number];

/**
 * At most so many sheets wide and high (`high: null`: as many as the rows need, with the usual text), or millimetres of
 * paper for a unit of time, on as many sheets as that needs.
 */
export type PageFit = { wide: number; high: number | null } | { mm: number; per: ScaleUnit };

/** Inclusive days. */
export interface Days {
  from: number;
  to: number;
}

/** Sheets side by side, all at one scale: the last may be narrower than the paper. */
export interface Strips {
  pxPerDay: number;
  strips: Days[];
}

const DAYS_OF: Record<ScaleUnit, number> = { day: 1, week: 7, month: 365.25 / 12 };

/** Cuts a period into sheets with a chart `width` points wide. */
export function cutPeriod(period: Days, fit: PageFit, width: number): Strips {
  if ('mm' in fit) return cutToScale(period, (fit.mm * MM) / DAYS_OF[fit.per], fit.per, width);
  const days = period.to - period.from + 1;
  const count = Math.max(1, Math.min(Math.round(fit.wide), Math.ceil(days / 7)));
  const cuts = Array.from({ length: count - 1 }, (_, i) =>
    nearestStart(period.from + Math.round((days * (i + 1)) / count), days / count),
  );
  const strips = between(period, cuts);
  const longest = Math.max(...strips.map(({ from, to }) => to - from + 1));
  return { pxPerDay: width / longest, strips };
}

/** Sheets begin with a month where they hold several, else with a week. */
function nearestStart(day: number, length: number): number {
  if (length < 15) return day;
  const unit = length < 100 ? 'week' : 'month';
  const before = startOfUnit(unit, day);
  const after = nextUnit(unit, before);
  return day - before <= after - day ? before : after;
}

function cutToScale(period: Days, pxPerDay: number, per: ScaleUnit, width: number): Strips {
  const most = Math.max(1, Math.floor(width / pxPerDay + 1e-6));
  const cuts: number[] = [];
  let from = period.from;
  while (period.to - from + 1 > most) {
    const whole = startOfUnit(per, from + most);
    from = whole > from ? whole : from + most;
    cuts.push(from);
  }
  return { pxPerDay: Math.min(pxPerDay, width), strips: between(period, cuts) };
}

function between({ from, to }: Days, cuts: readonly number[]): Days[] {
  const starts = [from, ...cuts.filter((day) => day > from && day <= to)];
  return starts.map((start, i) => ({ from: start, to: (starts[i + 1] ?? to + 1) - 1 }));
}

/** Sizes of text are tried in steps of this many points. */
const STEP = 0.05;
/** Below this nothing is tried: no number of points would be of use to anyone. */
const LEAST_TRIED = 0.5;

/** What was asked for and cannot be read. */
export interface TooSmall {
  /** Size the text would have; null where no size brings the rows on so few sheets. */
  text: number | null;
  /** Sheets asked for, one above the other. */
  asked: number;
  /** The fewest that keep the text readable: these are drawn. */
  high: number;
}

/** The largest text, up to the usual one, at which `sheetsAt` answers at most `high`, but none below 6 pt. */
export function fitHeight(
  high: number,
  usual: number,
  sheetsAt: (text: number) => number,
): { text: number; tooSmall: TooSmall | null } {
  if (sheetsAt(usual) <= high) return { text: usual, tooSmall: null };
  if (sheetsAt(MIN_TEXT) <= high)
    return { text: largest(MIN_TEXT, usual, (text) => sheetsAt(text) <= high), tooSmall: null };
  const text =
    sheetsAt(LEAST_TRIED) <= high ? largest(LEAST_TRIED, MIN_TEXT, (size) => sheetsAt(size) <= high) : null;
  return { text: MIN_TEXT, tooSmall: { text, asked: high, high: sheetsAt(MIN_TEXT) } };
}

/** The largest step between a size that does and one that does not. */
function largest(does: number, doesNot: number, test: (size: number) => boolean): number {
  let low = 0;
  let high = Math.ceil((doesNot - does) / STEP);
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (test(does + middle * STEP)) low = middle;
    else high = middle;
  }
  return Math.round((does + low * STEP) * 100) / 100;
}
