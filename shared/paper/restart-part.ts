/** The order in which a site starts again after an outage: kept on paper, for the day the screens are dark. */
import { formatCount } from '../i18n/format.ts';
import type { RestartView } from '../views/restart-view.ts';
import type { PaperPart } from './compose.ts';
import { cell, type PaperSetting } from './setting.ts';
import { sheetOf, type SheetName } from './sheet.ts';

const CRISIS_TEXT = 10.5;

export function restartPart(view: RestartView, paper: SheetName, setting: PaperSetting): PaperPart {
  const { t } = setting;
  return {
    sheet: sheetOf(paper, 'portrait'),
    title: t('paper.restart.title', { site: view.siteName }),
    subtitle: t('paper.restart.count', { count: view.steps.length }),
    footnote: [{ text: t('paper.restart.note'), paint: 'textMuted' }],
    // Read by torch light.
    text: CRISIS_TEXT,
    blocks:
      view.steps.length === 0
        ? [{ kind: 'text', runs: [{ text: t('paper.restart.none') }] }]
        : [
            {
              kind: 'table',
              label: t('paper.restart.title', { site: view.siteName }),
              air: 0.7,
              columns: [
                { title: t('paper.restart.rank'), sample: '000', align: 'end', isHead: true },
                { title: t('paper.restart.step'), weight: 3 },
                { title: t('paper.restart.allowed'), sample: '000 jours' },
                { title: t('paper.restart.degraded'), weight: 3.4 },
                { title: t('paper.restart.restored'), sample: '00/00 à 00:00' },
              ],
              rows: view.steps.map((step, index) => ({
                cells: [
                  cell(String(index + 1), { bold: true }),
                  {
                    runs: [
                      { text: step.label, bold: true },
                      ...(step.domainLabel === ''
                        ? []
                        : [{ text: `\n${step.domainLabel}`, paint: 'textMuted' as const }]),
                    ],
                  },
                  cell(allowedText(step.allowedMinutes, setting)),
                  cell(step.degradedMode ?? '–'),
                  cell(''),
                ],
              })),
            },
          ],
  };
}

/** « 45 min », « 4 h », « 2 jours ». */
export function allowedText(
  minutes: number | null,
  { t, language }: Pick<PaperSetting, 't' | 'language'>,
): string {
  if (minutes === null) return '–';
  if (minutes === 0) return t('paper.restart.noOutage');
  if (minutes < 120 && minutes % 60 !== 0) return t('paper.restart.minutes', { count: minutes });
  if (minutes < 48 * 60) return t('paper.restart.hours', { hours: formatCount(minutes / 60, language) });
  return t('paper.restart.days', { count: Math.round(minutes / 1440) });
}
