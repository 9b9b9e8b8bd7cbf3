import { shownWeather } from '../../../shared/domain/weather.ts';
import { formatCount, formatDate, formatRate } from '../../../shared/i18n/format.ts';
import type { Language, Translate } from '../../../shared/i18n/translate.ts';
import type { Freshness } from '../../../shared/views/common.ts';
import type { MatrixCell, Rate } from '../../../shared/views/matrix-view.ts';
import type { Labels } from '../../../shared/views/labels.ts';

type NextMilestone = NonNullable<MatrixCell['nextMilestone']>;

/** Every word a cell may show, looked up once for the grid instead of once a cell. */
export interface MatrixWords {
  readonly stage: (code: string) => string;
  /** Word of a weather, and its age when that matters. */
  readonly weather: (code: string, freshness: Freshness) => string;
  /** The weather to draw: its code, or undefined where it is too old to pass for true. */
  readonly trueWeather: (code: string, freshness: Freshness) => string | undefined;
  /** `18/12`, with the year when it is not within half a year; marked when late. */
  readonly shortDate: (milestone: Pick<NextMilestone, 'date' | 'late'>) => string;
  /** `3 j`, or `jamais`. */
  readonly age: (days: number | null) => string;
  readonly waitsFor: (codes: readonly string[]) => string;
  /** `71 % · 3 / 10`. */
  readonly rate: (rate: Rate) => string;
  /** `3 en service, 1 en cours, 1 à venir`. */
  readonly counts: (rate: Rate) => string;
  /** `71 % pondéré, 60 % strict, 3 convergés sur 10`. */
  readonly rates: (rate: Rate) => string;
  /** All a summary says, one fact a line: rates weighted and strict, then counts. */
  readonly summary: (rate: Rate) => string;
  readonly outOfScope: string;
  /** All that a cell says, one fact a line: its tooltip, and its description for screen readers. */
  readonly tell: (cell: MatrixCell) => string;
}

const LATE_MARK = '▲';

/** Words of the matrix in a language; `today` (ISO) decides which dates need their year. */
export function createMatrixWords(
  t: Translate,
  language: Language,
  labels: Labels,
  today: string,
): MatrixWords {
  const stage = (code: string): string => labels.label('stage', code);
  const age = remembering((days: number | null) =>
    days === null ? t('matrix.never') : t('matrix.days', { count: days }),
  );
  const confirmed = remembering((days: number | null) =>
    days === null ? t('matrix.neverConfirmed') : t('matrix.confirmed', { age: age(days) }),
  );
  const waitsForText = remembering((domains: string) => t('matrix.waitsFor', { domains }));
  const waitsFor = (codes: readonly string[]): string => waitsForText(codes.join(', '));
  const lateCount = remembering((count: number) => t('matrix.lateCount', { count }));
  const target = remembering((product: string) => t('matrix.target', { product }));
  const oldWeather = remembering((both: string) => {
    const [weather = '', freshness = ''] = both.split('/');
    return t('matrix.weatherOld', {
      weather: labels.label('weather', weather),
      freshness: labels.label('freshness_level', freshness),
    });
  });
  const weather = (code: string, freshness: Freshness): string =>
    freshness === 'fresh' ? labels.label('weather', code) : oldWeather(`${code}/${freshness}`);
  const counts = (rate: Rate): string =>
    [
      t('matrix.live', { count: rate.live }),
      t('matrix.inProgress', { count: rate.inProgress }),
      t('matrix.toCome', { count: rate.toCome }),
    ].join(', ');
  const rates = (rate: Rate): string =>
    t('matrix.rates', {
      rate: formatRate(rate.rate, language),
      strict: formatRate(rate.strictRate, language),
      done: formatCount(rate.converged, language),
      of: formatCount(rate.inScope, language),
    });
  return {
    stage,
    weather,
    trueWeather: (code, freshness) =>
      freshness !== 'to_confirm' && shownWeather(code, freshness) === code ? code : undefined,
    shortDate: ({ date, late }) => (late ? LATE_MARK : '') + shortDate(date, today),
    age,
    waitsFor,
    rate: (rate) =>
      t('matrix.rate', {
        rate: formatRate(rate.rate, language),
        done: formatCount(rate.converged, language),
        of: formatCount(rate.inScope, language),
      }),
    counts,
    rates,
    summary: (rate) => `${counts(rate)}\n${rates(rate)}`,
    outOfScope: stage('out_of_scope'),
    tell: (cell) => {
      const facts = [stage(cell.stage)];
      if (cell.weather !== null) facts.push(weather(cell.weather, cell.freshness));
      if (cell.waitsFor.length > 0) facts.push(waitsFor(cell.waitsFor));
      if (cell.nextMilestone)
        facts.push(`${cell.nextMilestone.label} · ${formatDate(cell.nextMilestone.date)}`);
      if (cell.lateCount > 0) facts.push(lateCount(cell.lateCount));
      if (cell.targetProduct !== null) facts.push(target(cell.targetProduct));
      facts.push(confirmed(cell.confirmedDaysAgo));
      return facts.join('\n');
    },
  };
}

const HALF_YEAR_MS = 183 * 86_400_000;

/** `18/12`, or `18/12/27` when a day without its year could be taken for another one. */
export function shortDate(day: string, today: string): string {
  const near = Math.abs(Date.parse(day) - Date.parse(today)) < HALF_YEAR_MS;
  const [year = '', month = '', date = ''] = day.split('-');
  return near ? `${date}/${month}` : `${date}/${month}/${year.slice(2)}`;
}

/** The same function, each answer worked out once. */
function remembering<K>(make: (key: K) => string): (key: K) => string {
  const known = new Map<K, string>();
  return (key) => {
    const before = known.get(key);
    if (before !== undefined) return before;
    const made = make(key);
    known.set(key, made);
    return made;
  };
}
