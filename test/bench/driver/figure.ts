/** Figures as the bench prints them: what was measured here and now, and what it is held against. */

export interface Figure {
  readonly ours: number;
  readonly floor: number | null;
  readonly unit: string;
  /** `ours / floor`, or `ours - floor` where the goal is a difference; null without a floor. */
  readonly ratio: number | null;
  readonly must: string | null;
  readonly goal: string | null;
  readonly meetsMust: boolean | null;
  readonly meetsGoal: boolean | null;
  /** Samples behind each median or percentile. */
  readonly runs: number;
}

interface FigureInput {
  readonly ours: readonly number[];
  readonly floor?: readonly number[];
  readonly unit: string;
  /** Which value of the samples counts; the median unless said. */
  readonly of?: (samples: readonly number[]) => number;
  readonly must?: number;
  readonly goal?: number;
  /** What the limits bound: the ratio, our value itself, what we add to the floor, or, from below, our value. */
  readonly limit?: 'ratio' | 'value' | 'added' | 'at-least';
}

/** Makes a figure of samples of ours and of the floor, taken in turn in the same run. */
export function figure(input: FigureInput): Figure {
  const { unit, of = median, must, goal, limit = 'ratio' } = input;
  const ours = of(input.ours);
  const floor = input.floor && input.floor.length > 0 ? of(input.floor) : null;
  const ratio = floor === null || floor === 0 ? null : ours / floor;
  const measured = limit === 'ratio' ? ratio : limit === 'added' ? ours - (floor ?? 0) : ours;
  const meets = (bound: number | undefined): boolean | null => {
    if (bound === undefined || measured === null) return null;
    return limit === 'at-least' ? measured >= bound : measured <= bound;
  };
  const words = (bound: number | undefined): string | null => {
    if (bound === undefined) return null;
    if (limit === 'ratio') return `<= ${bound} x`;
    if (limit === 'added') return `+ ${bound} ${unit}`;
    return `${limit === 'value' ? '<=' : '>='} ${bound} ${unit}`;
  };
  return {
    ours: round(ours),
    floor: floor === null ? null : round(floor),
    unit,
    ratio: ratio === null ? null : round(ratio),
    must: words(must),
    goal: words(goal),
    meetsMust: meets(must),
    meetsGoal: meets(goal),
    runs: input.ours.length,
  };
}

/** Middle value; the lower of the two middle ones for an even number. */
export function median(samples: readonly number[]): number {
  return percentile(samples, 0.5);
}

/** Value that 95 of 100 samples do not exceed. */
export function p95(samples: readonly number[]): number {
  return percentile(samples, 0.95);
}

function percentile(samples: readonly number[], part: number): number {
  const sorted = [...samples].sort((a, b) => a - b);
  const value = sorted[Math.max(0, Math.ceil(part * sorted.length) - 1)];
  if (value === undefined) throw new Error('no sample was taken');
  return value;
}

function round(value: number): number {
  return value >= 100 ? Math.round(value) : Number(value.toPrecision(3));
}

/** Prints a program's figures as the one JSON value of its standard output. */
export function print(figures: Readonly<Record<string, Figure | Readonly<Record<string, Figure>>>>): void {
  process.stdout.write(`${JSON.stringify(figures)}\n`);
}
