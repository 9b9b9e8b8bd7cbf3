/** The words and widths documents are set with, and the runs they have in common. */
import { weatherToConfirm } from '../domain/weather.ts';
import type { TextMeasure } from '../gantt/labels.ts';
import { formatDate, formatSigned } from '../i18n/format.ts';
import type { Language, Translate } from '../i18n/translate.ts';
import type { Paint } from '../gantt/primitives.ts';
import type { Cell } from './blocks.ts';
import { cartoucheWords } from './cartouche.ts';
import type { PaperTexts } from './compose.ts';
import type { Mark, Trend } from './marks.ts';
import { plain, type Run } from './rich-text.ts';

/** Lists of the group whose words documents use. */
export type PaperList =
  | 'stage'
  | 'weather'
  | 'milestone_status'
  | 'gate_verdict'
  | 'freshness_level'
  | 'role'
  | 'decision_state'
  | 'risk_state'
  | 'risk_category'
  | 'risk_probability'
  | 'risk_impact'
  | 'risk_level';

export interface PaperSetting {
  readonly t: Translate;
  readonly language: Language;
  readonly label: (list: PaperList, code: string) => string;
  readonly measure: TextMeasure;
}

/** What sheets are framed with. */
export function paperTexts({ t, measure }: PaperSetting): PaperTexts {
  return { measure, words: cartoucheWords(t) };
}

/** A sign with its word, or alone where a legend gives that: as high as its line, or close to its neighbour. */
export type Shown = 'word' | 'large' | 'packed';

/** A stage: its sign, and its word unless a legend gives it. */
export function stageRun({ label }: PaperSetting, code: string, show: Shown = 'word'): Run {
  const mark: Mark = { of: 'stage', code };
  const word = label('stage', code);
  return show === 'word' ? { mark, text: word } : { mark, text: '', said: word, fit: show };
}

/** A weather as it may be shown; nothing where nobody said any. */
export function weatherRun({ label }: PaperSetting, code: string | null, show: Shown = 'word'): Run {
  if (code === null) return { text: show === 'word' ? '–' : '' };
  const mark: Mark = { of: 'weather', code };
  const word =
    code === weatherToConfirm ? label('freshness_level', weatherToConfirm) : label('weather', code);
  return show === 'word' ? { mark, text: word } : { mark, text: '', said: word, fit: show };
}

/** How something has gone since the former edition; nothing while there is none. */
export function trendRun({ t }: PaperSetting, trend: Trend): Run[] {
  if (trend === 'new') return [];
  return [{ mark: { of: 'trend', code: trend }, text: '', said: t(`paper.trend.${trend}`) }];
}

/** « +8 J ouvrés »; nothing where there is nothing to compare with. */
export function driftText({ t, language }: PaperSetting, days: number | null): string {
  if (days === null) return '';
  return days === 0 ? '0' : t('paper.days', { days: formatSigned(days, language) });
}

/** Later is told in the colour of what is late, and by its sign. */
export function driftPaint(days: number | null): Paint {
  return days !== null && days > 0 ? 'late' : 'text';
}

/** A day, « – » where there is none. */
export function dayText(day: string | null): string {
  return day === null ? '–' : formatDate(day);
}

/** A cell of one style. */
export function cell(text: string, style: Omit<Run, 'text'> = {}): Cell {
  return { runs: plain(text, style) };
}

/** The word before a list that was cut, « et 12 autres »; nothing where it is whole. */
export function restRuns({ t }: PaperSetting, left: number): Run[] {
  return left <= 0 ? [] : plain(t('paper.more', { count: left }), { paint: 'textMuted' });
}

/** How long ago a person last confirmed. */
export function ageText({ t }: PaperSetting, days: number | null): string {
  if (days === null) return t('paper.weather.never');
  return days === 0 ? t('paper.weather.today') : t('paper.weather.age', { days });
}

/** The title of a part of a legend, apart from what stands before it. */
export function legendTitle(text: string): Run {
  return { text: `\u00a0\u00a0\u00a0${text}`, bold: true };
}
