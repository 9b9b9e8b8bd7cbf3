/** Days to pixels and back. Zoom is pixels per day; x = 0 is the start of `origin`. */

export interface TimeScale {
  origin: number;
  pxPerDay: number;
}

/** Some decades fit on a screen at the least zoom; one day fills it at the greatest. */
export const MIN_PX_PER_DAY = 0.06;
export const MAX_PX_PER_DAY = 640;

/** The named zooms, by what their axis shows below: months, weeks, days. */
export const ZOOM_PRESETS = { quarter: 1.8, month: 6, week: 36 } as const;
export type ZoomPreset = keyof typeof ZOOM_PRESETS;

/** Left edge of a day; fractions of a day are allowed. */
export function xOfDay(scale: TimeScale, day: number): number {
  return (day - scale.origin) * scale.pxPerDay;
}

/** Fractional day at x: its floor is the day under the pointer. */
export function dayAtX(scale: TimeScale, x: number): number {
  return scale.origin + x / scale.pxPerDay;
}

/** A zoom brought into the allowed range. */
export function clampZoom(pxPerDay: number): number {
  return Math.min(MAX_PX_PER_DAY, Math.max(MIN_PX_PER_DAY, pxPerDay));
}

/** Zooms by a factor; the day under `pointerX` (from the viewport's left) stays there. Returns zoom and scroll position. */
export function zoomAt(
  scale: TimeScale,
  scrollLeft: number,
  pointerX: number,
  factor: number,
): { pxPerDay: number; scrollLeft: number } {
  const pxPerDay = clampZoom(scale.pxPerDay * factor);
  const days = (scrollLeft + pointerX) / scale.pxPerDay;
  return { pxPerDay, scrollLeft: days * pxPerDay - pointerX };
}

/** Zoom at which `days` fill `width` pixels. */
export function fitZoom(days: number, width: number): number {
  return clampZoom(width / Math.max(1, days));
}

/** The preset whose axis a zoom shows. */
export function presetOf(pxPerDay: number): ZoomPreset | 'year' {
  const tiers = tiersOf(pxPerDay, 11);
  if (tiers.lower === 'day') return 'week';
  if (tiers.lower === 'week') return 'month';
  return tiers.lower === 'month' ? 'quarter' : 'year';
}

export type TickUnit = 'decade' | 'year' | 'quarter' | 'month' | 'week' | 'day';
export interface Tiers {
  upper: TickUnit;
  lower: TickUnit;
  /** Whose limits are drawn heavier than all others. */
  heavy: 'year' | 'decade';
}

/**
 * The two axis tiers readable at a zoom, for text of `textSize` in the same unit as the zoom's pixels: each unit is wide
 * enough for the shortest of its names.
 */
export function tiersOf(pxPerDay: number, textSize: number): Tiers {
  const em = pxPerDay / textSize;
  if (em * 1 >= 1.9) return { upper: 'week', lower: 'day', heavy: 'year' };
  if (em * 7 >= 2.4) return { upper: 'month', lower: 'week', heavy: 'year' };
  if (em * 30 >= 1.55) return { upper: 'quarter', lower: 'month', heavy: 'year' };
  if (em * 90 >= 1.95) return { upper: 'year', lower: 'quarter', heavy: 'year' };
  return { upper: 'decade', lower: 'year', heavy: 'decade' };
}
