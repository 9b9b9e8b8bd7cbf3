/** Weekends, holidays and periods behind the rows, each row by its own calendar. */
import { mondayOf } from '../domain/iso-date.ts';
import { hatchRect, type MarkSizes } from './marks.ts';
import { crispLines, filledRect, freeLines, type Primitive } from './primitives.ts';
import {
  calendarOfRow,
  forEachHoliday,
  type DrawnCalendar,
  type PeriodKind,
  type PeriodSpan,
} from './drawn-calendars.ts';
import { rowTop, type SceneInput } from './scene-input.ts';
import { dayAtX, xOfDay } from './time-scale.ts';

/** Pixels per day, for the text of the screen, from which days off are wide enough to be tinted. */
const DAY_PX = 3.4;
/** Width from which a period is drawn. */
const PERIOD_PX = 1.5;
const NO_FEET: readonly number[] = [];

/** Whether single days are wide enough to be told apart, for a text of `textSize` in the same unit. */
export function showsDays(pxPerDay: number, textSize: number): boolean {
  return pxPerDay * (11 / textSize) >= DAY_PX;
}

/** Tints the days nobody works: weekends all the way down, holidays where they are kept. */
export function pushDaysOff(out: Primitive[], input: SceneInput): void {
  if (!showsDays(input.scale.pxPerDay, input.sizes.text)) return;
  const { from, to } = shownDays(input);
  const top = input.top;
  const bottom = rowTop(input, input.lastRow);
  for (let monday = mondayOf(from); monday <= to; monday += 7)
    pushSpan(out, input, monday + 5, monday + 6, top, bottom);
  forEachRun(input, (calendar, y0, y1) =>
    forEachHoliday(calendar, from, to, (day) => pushSpan(out, input, day, day, y0, y1)),
  );
}

/** Hatches freezes and closures, one way and the other; a maintenance window is a dashed line along its days. */
export function pushPeriods(out: Primitive[], input: SceneInput): void {
  const { sizes, left } = input;
  const { from, to } = shownDays(input);
  const lines: PeriodLines = { freeze: [], closure: [], maintenance: [] };
  // Hatches are measured from the first day and row, so that they go with what they lie behind.
  const origin = { x: left + xOfDay(input.scale, 0), y: rowTop(input, 0) };
  forEachRun(input, ({ periods }, y0, y1, rows) => {
    for (const period of periods) {
      if (period.from > to) break;
      if (period.to < from) continue;
      const across = periodBox(input, period);
      if (across) {
        const feet = period.kind === 'maintenance' ? feetOf(input, rows) : NO_FEET;
        drawPeriod(lines, period.kind, { ...across, y0, y1 }, origin, sizes, feet);
      }
    }
  });
  pushPeriodLines(out, lines, sizes);
}

/** What stands for a kind of period in a legend. */
export function pushPeriodSign(out: Primitive[], kind: PeriodKind, box: Box, sizes: MarkSizes): void {
  const lines: PeriodLines = { freeze: [], closure: [], maintenance: [] };
  drawPeriod(lines, kind, box, { x: box.x0, y: box.y0 }, sizes, [box.y1]);
  pushPeriodLines(out, lines, sizes);
}

interface Box {
  x0: number;
  x1: number;
  y0: number;
  y1: number;
}

type PeriodLines = Record<PeriodKind, number[]>;

function pushPeriodLines(
  out: Primitive[],
  { freeze, closure, maintenance }: PeriodLines,
  { outline }: MarkSizes,
): void {
  if (freeze.length > 0) out.push(freeLines(freeze, 'freeze', outline * 0.6));
  if (closure.length > 0) out.push(freeLines(closure, 'closure', outline * 0.6));
  if (maintenance.length > 0) out.push(crispLines(maintenance, 'maintenance', outline * 0.8, true));
}

function drawPeriod(
  lines: PeriodLines,
  kind: PeriodKind,
  { x0, x1, y0, y1 }: Box,
  origin: { x: number; y: number },
  sizes: MarkSizes,
  feet: readonly number[],
): void {
  const step = sizes.hatch * 1.8;
  if (kind === 'freeze') {
    for (const point of hatchRect(x0, y0, x1, y1, step, (origin.x + origin.y) % step))
      lines.freeze.push(point);
  } else if (kind === 'closure') {
    // Falling lines are rising ones in a mirror.
    const mirrored = hatchRect(-x1, y0, -x0, y1, step, (origin.y - origin.x) % step);
    for (let i = 0; i < mirrored.length; i += 2) lines.closure.push(-mirrored[i]!, mirrored[i + 1]!);
  } else {
    for (const foot of feet) {
      const y = foot - sizes.outline * 1.6;
      lines.maintenance.push(x0, y, x1, y);
    }
  }
}

function shownDays({ scale, clip, left }: SceneInput): { from: number; to: number } {
  return {
    from: Math.floor(dayAtX(scale, clip.x0 - left)),
    to: Math.ceil(dayAtX(scale, clip.x1 - left)) - 1,
  };
}

/** Rows `first ... last - 1`. */
interface RowRun {
  first: number;
  last: number;
}

/** Where each row ends. */
function feetOf(input: SceneInput, { first, last }: RowRun): number[] {
  return Array.from({ length: last - first }, (_, i) => rowTop(input, first + i + 1));
}

/** Calls `visit` with each run of rows that share a calendar, from top to bottom. */
function forEachRun(
  input: SceneInput,
  visit: (calendar: DrawnCalendar, y0: number, y1: number, rows: RowRun) => void,
): void {
  const { calendars, model, rows, firstRow, lastRow } = input;
  let start = firstRow;
  let current: DrawnCalendar | null = null;
  for (let row = firstRow; row < lastRow; row++) {
    const calendar = calendarOfRow(calendars, model, rows, row);
    if (calendar === current) continue;
    if (current) visit(current, rowTop(input, start), rowTop(input, row), { first: start, last: row });
    current = calendar;
    start = row;
  }
  if (current) visit(current, rowTop(input, start), rowTop(input, lastRow), { first: start, last: lastRow });
}

function pushSpan(
  out: Primitive[],
  { clip, left, scale }: SceneInput,
  first: number,
  last: number,
  y0: number,
  y1: number,
): void {
  const x0 = Math.max(clip.x0, left + xOfDay(scale, first));
  const x1 = Math.min(clip.x1, left + xOfDay(scale, last + 1));
  if (x1 > x0) out.push(filledRect(x0, y0, x1 - x0, y1 - y0, 'weekend'));
}

function periodBox(
  { clip, left, scale }: SceneInput,
  { from, to }: PeriodSpan,
): { x0: number; x1: number } | null {
  const [start, end] = [left + xOfDay(scale, from), left + xOfDay(scale, to + 1)];
  if (end - start < PERIOD_PX) return null;
  return { x0: Math.max(clip.x0, start), x1: Math.min(clip.x1, end) };
}
