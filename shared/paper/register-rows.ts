/** What both registers on paper have in common. */
import type { Paint } from '../gantt/primitives.ts';
import { formatDate } from '../i18n/format.ts';
import { domainWords, type Placed } from '../views/place-words.ts';
import type { DecisionState } from '../domain/decision.ts';
import type { RiskLevel, RiskState } from '../domain/risk.ts';
import type { Cell } from './blocks.ts';
import type { Run } from './rich-text.ts';
import { cell, type PaperSetting } from './setting.ts';

/** How grave a risk is: bars that fill up, and a word. */
export function levelRun({ t, label }: PaperSetting, level: RiskLevel | null): Run {
  return level === null
    ? { text: t('registers.notRated'), paint: 'textMuted' }
    : { mark: { of: 'level', code: level }, text: label('risk_level', level), bold: level === 'critical' };
}

/** Where a risk stands, in sign and word. */
export function riskStateRun({ label }: PaperSetting, state: RiskState): Run {
  return { mark: { of: 'register', code: state }, text: label('risk_state', state) };
}

/** Where a decision stands, in sign and word. */
export function decisionStateRun({ label }: PaperSetting, state: DecisionState): Run {
  return { mark: { of: 'register', code: state }, text: label('decision_state', state) };
}

/** What a line is about: its site, under it its domains; « Tout le groupe » where it names nothing. */
export function placeCell({ t }: PaperSetting, row: Placed): Cell {
  const domains = domainWords(row);
  if (row.establishmentName === null)
    return domains === null ? cell(t('registers.wholeGroup'), { paint: 'textMuted' }) : cell(domains);
  return { runs: [{ text: row.establishmentName }, ...under(domains)] };
}

/** Who sees to a line, or that nobody does. */
export function ownerCell({ t }: PaperSetting, name: string | null): Cell {
  return name === null ? cell(t('paper.nobody'), { paint: 'textMuted' }) : cell(name);
}

/** A day one waits for; one that has passed is bold, and says so. */
export function dueRuns({ t }: PaperSetting, day: string | null, isLate: boolean): Run[] {
  if (day === null) return [{ text: '–' }];
  const paint: Paint = isLate ? 'late' : 'text';
  const runs: Run[] = [{ text: formatDate(day), paint, bold: isLate }];
  return isLate ? [...runs, { text: `\n${t('paper.late')}`, paint }] : runs;
}

/** Words under others, quieter; none where there are none. */
export function under(text: string | null): Run[] {
  return text === null || text === '' ? [] : [{ text: `\n${text}`, paint: 'textMuted' }];
}
