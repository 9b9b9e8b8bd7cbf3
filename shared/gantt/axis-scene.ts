/** The two-tier axis as primitives, the same on screen and on every printed page. */
import { axisTicks, startOfUnit, nextUnit } from './axis.ts';
import { dayText } from './day.ts';
import type { TextMeasure } from './labels.ts';
import { crispLines, filledRect, textAt, type Primitive } from './primitives.ts';
import { dayAtX, tiersOf, xOfDay, type TickUnit, type TimeScale } from './time-scale.ts';
import type { GanttWords } from './words.ts';

export interface AxisInput {
  scale: TimeScale;
  left: number;
  clip: { x0: number; x1: number };
  top: number;
  height: number;
  textSize: number;
  today: number;
  words: GanttWords;
  measure: TextMeasure;
}

/** Both tiers, the year boundaries, and the dated flag of today. */
export function axisScene(input: AxisInput): Primitive[] {
  const out: Primitive[] = [];
  const half = input.height / 2;
  const { clip, top } = input;
  const tiers = tiersOf(input.scale.pxPerDay, input.textSize);
  out.push(filledRect(clip.x0, top, clip.x1 - clip.x0, input.height, 'ground'));
  const flag = todayFlag(input);
  pushTier(out, input, tiers.upper, 'upper', top, half, flag);
  pushTier(out, input, tiers.lower, 'lower', top + half, half, null);
  const line = top + input.height;
  out.push(crispLines([clip.x0, top + half, clip.x1, top + half], 'gridMinor', 0.75));
  out.push(crispLines([clip.x0, line, clip.x1, line], 'gridMajor', 1));
  pushHeavy(out, input, tiers.heavy, tiers.lower === 'week' ? half : input.height);
  if (flag) pushTodayFlag(out, input, flag);
  return out;
}

function days(input: AxisInput): { from: number; to: number } {
  return {
    from: Math.floor(dayAtX(input.scale, input.clip.x0 - input.left)),
    to: Math.ceil(dayAtX(input.scale, input.clip.x1 - input.left)) - 1,
  };
}

function pushTier(
  out: Primitive[],
  input: AxisInput,
  unit: TickUnit,
  tier: 'upper' | 'lower',
  top: number,
  height: number,
  flag: Flag | null,
): void {
  const { clip, left, scale, textSize, words, measure } = input;
  const { from, to } = days(input);
  const ticks = axisTicks(from, to, { unit, tier, pxPerDay: scale.pxPerDay, words, measure, textSize });
  const lines: number[] = [];
  const pad = textSize * 0.4;
  for (const tick of ticks) {
    const x0 = left + xOfDay(scale, tick.start);
    const x1 = Math.min(clip.x1, left + xOfDay(scale, tick.end));
    if (x0 >= clip.x0) lines.push(x0, top, x0, top + height);
    const visible = Math.max(x0, clip.x0);
    const y = top + height / 2;
    if (tier === 'upper') {
      const form = [tick.label, tick.label.split(' ')[0]!].find((text) => {
        const width = measure(text, textSize, true);
        return text !== '' && besideFlag(visible + pad, width, flag, pad) + width <= x1;
      });
      if (!form) continue;
      const x = besideFlag(visible + pad, measure(form, textSize, true), flag, pad);
      out.push(textAt(x, y, form, textSize, 'textStrong', { bold: true }));
    } else if (tick.label && x0 >= clip.x0 - 1 && measure(tick.label, textSize, false) <= x1 - x0) {
      out.push(textAt((x0 + x1) / 2, y, tick.label, textSize, 'textMuted', { anchor: 'middle' }));
    }
  }
  out.push(crispLines(lines, tier === 'upper' ? 'gridMajor' : 'gridMinor', 0.75));
}

/** Where a label of the upper tier goes: to the right of today's flag when that would hide it. */
function besideFlag(x: number, width: number, flag: Flag | null, pad: number): number {
  return flag && x < flag.x0 + flag.width && x + width > flag.x0 ? flag.x0 + flag.width + pad : x;
}

/** The limits of years or decades. Weeks run across the new year, so over them the line stays in the upper tier. */
function pushHeavy(out: Primitive[], input: AxisInput, unit: TickUnit, height: number): void {
  const { from, to } = days(input);
  const lines: number[] = [];
  for (let day = startOfUnit(unit, from); day <= to; day = nextUnit(unit, day)) {
    const x = input.left + xOfDay(input.scale, day);
    if (x >= input.clip.x0) lines.push(x, input.top, x, input.top + height);
  }
  out.push(crispLines(lines, 'gridYear', 1.5));
}

interface Flag {
  /** Where today stands. */
  x: number;
  x0: number;
  width: number;
  text: string;
}

/** The flag of today, kept inside the axis; null when today is not shown. */
function todayFlag({ clip, textSize, left, scale, today, measure }: AxisInput): Flag | null {
  const x = left + xOfDay(scale, today + 0.5);
  if (x < clip.x0 || x > clip.x1) return null;
  const text = dayText(today);
  const width = measure(text, textSize, true) + textSize * 0.8;
  return { x, x0: Math.min(Math.max(clip.x0, x - width / 2), clip.x1 - width), width, text };
}

function pushTodayFlag(out: Primitive[], { textSize, top, height }: AxisInput, flag: Flag): void {
  const flagTop = top + height * 0.06;
  const flagHeight = height * 0.38;
  out.push(filledRect(flag.x0, flagTop, flag.width, flagHeight, 'today'));
  const middle = flagTop + flagHeight / 2;
  const style = { bold: true, anchor: 'middle' } as const;
  out.push(textAt(flag.x0 + flag.width / 2, middle, flag.text, textSize, 'ground', style));
  out.push(crispLines([flag.x, flagTop + flagHeight, flag.x, top + height], 'today', 1.5, true));
}
