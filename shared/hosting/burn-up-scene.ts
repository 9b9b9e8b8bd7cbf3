/**
 * The burn-up of one measure: what was planned day by day, what is to be moved in all, and what stands at the host. Told
 * apart by stroke and words, not by colour alone; every line ends in its number.
 */
import { civilFromDay, dayFromCivil, dayFromIso } from '../domain/iso-date.ts';
import {
  crispLines,
  freeLines,
  polygon,
  textAt,
  type Primitive,
  type SegmentsPrimitive,
} from '../gantt/primitives.ts';
import type { TextMeasure } from '../gantt/labels.ts';
import type { BurnUpPoint, Measure } from './scope.ts';

export interface BurnUpBox {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** Of its text. */
  readonly size: number;
}

export interface BurnUpScene {
  readonly points: readonly BurnUpPoint[];
  readonly measure: Measure;
  readonly today: string;
  /** The number of an amount. */
  readonly number: (amount: number) => string;
  /** « Auj. » */
  readonly todayWord: string;
  readonly textWidth: TextMeasure;
}

interface Curve {
  readonly x: number;
  readonly y: number;
}

const MOST_TICKS = 5;

/** The shapes of one chart within its box. */
export function burnUpScene(scene: BurnUpScene, box: BurnUpBox): Primitive[] {
  const { points, measure, today } = scene;
  const [first, last] = [points[0], points.at(-1)];
  if (!first || !last) return [];
  const { size } = box;
  const most = Math.max(1, ...points.flatMap(({ planned, scope }) => [planned[measure], scope[measure]]));
  const start = dayFromIso(first.day);
  const days = Math.max(1, dayFromIso(last.day) - start);
  const widest = (numbers: readonly number[]): number =>
    Math.max(...numbers.map((amount) => scene.textWidth(scene.number(amount), size, true)));
  const left = box.x + widest([0, most]) + size * 0.6;
  const right = box.x + box.width - widest([most]) - size * 0.6;
  const top = box.y + size * 1.5;
  const bottom = box.y + box.height - size * 1.5;
  const xOf = (day: string): number => left + ((dayFromIso(day) - start) / days) * (right - left);
  const yOf = (amount: number): number => bottom - (amount / most) * (bottom - top);
  const at = (day: string, amount: number): Curve => ({ x: xOf(day), y: yOf(amount) });

  const done = points.flatMap(({ day, transferred }) =>
    transferred === null ? [] : [at(day, transferred[measure])],
  );
  const doneNow = points.findLast(({ transferred }) => transferred !== null)?.transferred?.[measure] ?? 0;
  const scopeNow = last.scope[measure];
  const area = done.flatMap(({ x, y }) => [x, y]);
  const begin = done[0];
  const end = done.at(-1);
  const todayX = xOf(today);
  return [
    crispLines([left, bottom, right, bottom], 'gridMajor', size * 0.08),
    ...monthTicks(start, days, { left, right, bottom, size }, scene.textWidth),
    ...(begin && end && done.length > 1
      ? [polygon([...area, end.x, bottom, begin.x, bottom], 'inProgressTint', null)]
      : []),
    crispLines([todayX, top, todayX, bottom], 'today', size * 0.1),
    textAt(todayX, top - size * 0.8, scene.todayWord, size, 'today', { anchor: 'middle' }),
    dashed(
      points.map(({ day, planned }) => at(day, planned[measure])),
      size * 0.12,
    ),
    steps(
      points.map(({ day, scope }) => at(day, scope[measure])),
      size * 0.12,
    ),
    freeLines(joined(done), 'inProgress', size * 0.24),
    textAt(left - size * 0.4, bottom, scene.number(0), size, 'textMuted', { anchor: 'end' }),
    textAt(
      left - size * 0.4,
      yOf(first.scope[measure]),
      scene.number(first.scope[measure]),
      size,
      'textMuted',
      {
        anchor: 'end',
      },
    ),
    ...(scopeNow === first.scope[measure]
      ? []
      : [textAt(right + size * 0.4, yOf(scopeNow), scene.number(scopeNow), size, 'text', { bold: true })]),
    ...(end ? [doneLabel(scene.number(doneNow), end, size)] : []),
  ];
}

/** The strokes of the three lines, as they stand in a legend beside their words. */
export function burnUpStrokes(x: number, y: number, width: number, size: number) {
  const ends = [
    { x, y },
    { x: x + width, y },
  ];
  return {
    transferred: freeLines(joined(ends), 'inProgress', size * 0.24),
    planned: dashed(ends, size * 0.12),
    scope: freeLines(joined(ends), 'text', size * 0.12),
  } as const;
}

/** Left of the end where the line has come from there, above it. */
function doneLabel(text: string, { x, y }: Curve, size: number): Primitive {
  return textAt(x - size * 0.4, y - size * 0.7, text, size, 'inProgress', { bold: true, anchor: 'end' });
}

interface Axis {
  readonly left: number;
  readonly right: number;
  readonly bottom: number;
  readonly size: number;
}

/** First days of months, as many as have room, the month written « 03/26 ». */
function monthTicks(start: number, days: number, axis: Axis, textWidth: TextMeasure): Primitive[] {
  const { left, right, bottom, size } = axis;
  const { year, month } = civilFromDay(start);
  const firsts: number[] = [];
  for (let n = 1; ; n++) {
    const day = dayFromCivil(year + Math.floor((month - 1 + n) / 12), ((month - 1 + n) % 12) + 1, 1);
    if (day > start + days) break;
    firsts.push(day);
  }
  const room = Math.max(
    2,
    Math.min(MOST_TICKS, Math.floor((right - left) / (textWidth('00/00', size, false) * 1.6))),
  );
  const every = Math.max(1, Math.ceil(firsts.length / room));
  return firsts
    .filter((_, index) => index % every === 0)
    .flatMap((day) => {
      const x = left + ((day - start) / days) * (right - left);
      const on = civilFromDay(day);
      const text = `${String(on.month).padStart(2, '0')}/${String(on.year % 100).padStart(2, '0')}`;
      return [
        crispLines([x, bottom, x, bottom + size * 0.35], 'gridMajor', size * 0.08),
        textAt(x, bottom + size * 1, text, size, 'textMuted', { anchor: 'middle' }),
      ];
    });
}

function joined(curve: readonly Curve[]): number[] {
  return curve.slice(1).flatMap(({ x, y }, index) => [curve[index]?.x ?? x, curve[index]?.y ?? y, x, y]);
}

function dashed(curve: readonly Curve[], lineWidth: number): SegmentsPrimitive {
  return { ...freeLines(joined(curve), 'textMuted', lineWidth), dashed: true };
}

/** A line that holds until it changes. */
function steps(curve: readonly Curve[], lineWidth: number): SegmentsPrimitive {
  const points = curve.slice(1).flatMap(({ x, y }, index) => {
    const before = curve[index] ?? { x, y };
    return [before.x, before.y, x, before.y, x, before.y, x, y];
  });
  return freeLines(points, 'text', lineWidth);
}
