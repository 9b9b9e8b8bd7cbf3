/** The convergence map: every domain at every site on one sheet. */
import { shownWeather } from '../domain/weather.ts';
import type { Paint } from '../gantt/primitives.ts';
import { formatDate, formatRate } from '../i18n/format.ts';
import type { MatrixCell, Rate } from '../views/matrix-view.ts';
import type { PaperView } from '../views/paper-view.ts';
import type { Block, Cell, Column, Row } from './blocks.ts';
import { fitWithAir, type Imprint, type PaperPart } from './compose.ts';
import type { Run } from './rich-text.ts';
import { cell, legendTitle, paperTexts, stageRun, weatherRun, type PaperSetting } from './setting.ts';
import { sheetOf, type SheetName } from './sheet.ts';
import { stageOrder, weatherOrder } from './weather-part.ts';

/** Tints of the stages, light enough for a photocopy: the sign tells them apart. */
const tints: Readonly<Record<string, Paint>> = {
  converged: 'summaryTint',
  in_production: 'selection',
  ready_for_cutover: 'inProgressTint',
  acceptance: 'inProgressTint',
  in_progress: 'inProgressTint',
};

export function mapPart(
  view: PaperView,
  paper: SheetName,
  imprint: Imprint,
  setting: PaperSetting,
): PaperPart {
  const sheet = sheetOf(paper, 'landscape');
  const { t, language } = setting;
  const { total } = view.matrix;
  // Where dates make it too high for its sheet, signs alone are left.
  const make = (text: number, most: number, air = 0): PaperPart => ({
    sheet,
    title: t('paper.map.title'),
    subtitle: [
      t('paper.map.rateIs', { rate: formatRate(total.rate, language) }),
      t('paper.weather.rateCount', {
        converged: total.converged,
        live: total.live,
        inScope: total.inScope,
      }),
    ].join(' · '),
    footnote: [
      {
        text: [t('paper.note.rate'), ...(most === Infinity ? [t('paper.note.map')] : [])].join(' '),
        paint: 'textMuted',
      },
    ],
    blocks: [
      mapTable(
        view,
        { width: sheet.width - sheet.margin * 2, text, air, hasDates: most === Infinity },
        setting,
      ),
      { kind: 'space', lines: 0.4 },
      { kind: 'text', runs: legend(view, setting) },
    ],
    text,
  });
  return fitWithAir(sheet, make, imprint, paperTexts(setting));
}

function mapTable(
  view: PaperView,
  { width, text, air, hasDates }: { width: number; text: number; air: number; hasDates: boolean },
  setting: PaperSetting,
): Block {
  const { t } = setting;
  const { domains, establishments, cells } = view.matrix;
  const counts = text * 4.6;
  const longest = Math.max(0, ...domains.map(({ label }) => setting.measure(label, text, false))) + text;
  const room = width - counts * 4 - establishments.length * text * (hasDates ? 7 : 4.4);
  const head = Math.min(longest, Math.max(width * 0.2, room));
  const perSite = (width - head - counts * 4) / Math.max(1, establishments.length);
  const words = establishments.flatMap(({ shortName }) => shortName.split(/[ -]/));
  const isTurned = words.some((word) => setting.measure(word, text, true) > perSite - text * 0.8);
  const detail =
    perSite > text * 10 && hasDates ? 'full' : perSite > text * 6.4 && hasDates ? 'short' : 'signs';
  const columns: Column[] = [
    { title: t('paper.weather.domain'), fixed: head, isHead: true },
    ...establishments.map(({ shortName }): Column => ({
      title: shortName,
      fixed: perSite,
      ...(isTurned && { isTurned: true as const }),
    })),
    ...(['live', 'inProgress', 'toCome', 'rate'] as const).map((key): Column => ({
      title: t(`paper.map.${key}`),
      fixed: counts,
    })),
  ];
  const byPair = new Map(cells.map((one) => [`${one.domainId}/${one.establishmentId}`, one]));
  const rows = domains.flatMap((domain, index): Row[] => [
    ...(domains[index - 1]?.family === domain.family
      ? []
      : [{ kind: 'group' as const, cells: [cell(domain.familyLabel, { bold: true, paint: 'textStrong' })] }]),
    {
      cells: [
        cell(domain.label),
        ...establishments.map((site) => mapCell(byPair.get(`${domain.id}/${site.id}`), detail, setting)),
        ...countCells(domain.summary, setting),
      ],
    },
  ]);
  const totals: Row = {
    kind: 'total',
    cells: [
      cell(t('paper.map.total'), { bold: true }),
      ...establishments.map(({ summary }) =>
        cell(`${summary.live}/${summary.inScope}\n${formatRate(summary.rate, setting.language)}`),
      ),
      ...countCells(view.matrix.total, setting, true),
    ],
  };
  return { kind: 'table', label: t('paper.map.title'), isGrid: true, air, columns, rows: [...rows, totals] };
}

function countCells(rate: Rate, { language }: PaperSetting, bold = false): Cell[] {
  return [
    ...[rate.live, rate.inProgress, rate.toCome].map((count) => cell(String(count), { bold })),
    cell(formatRate(rate.rate, language), { bold }),
  ];
}

/** Stage, weather and next milestone; by signs alone where columns are narrow. */
function mapCell(
  found: MatrixCell | undefined,
  detail: 'full' | 'short' | 'signs',
  setting: PaperSetting,
): Cell {
  if (!found) return { runs: [] };
  const { stage, freshness, nextMilestone: next } = found;
  if (stage === 'out_of_scope') return { runs: [stageRun(setting, stage, false)] };
  const weather = shownWeather(found.weather, freshness);
  const date: Run[] =
    next && detail !== 'signs'
      ? [{ text: `\n${formatDate(next.date)}`, paint: next.late ? 'late' : 'textMuted', bold: next.late }]
      : [];
  const tint = tints[stage];
  return {
    runs: [
      stageRun(setting, stage, detail === 'full'),
      ...(weather === null ? [] : [{ text: ' ' }, weatherRun(setting, weather, false)]),
      ...date,
    ],
    ...(tint && { tint }),
  };
}

function legend(view: PaperView, setting: PaperSetting): Run[] {
  const used = new Set(view.matrix.cells.map(({ stage }) => stage));
  const weathers = new Set(
    view.matrix.cells.flatMap(({ weather, freshness }) => shownWeather(weather, freshness) ?? []),
  );
  const stages = [
    ...stageOrder.filter((code) => used.has(code)),
    ...[...used].filter((code) => !stageOrder.includes(code)),
  ];
  return [
    { text: setting.t('paper.legend.stage'), bold: true },
    ...stages.map((code) => stageRun(setting, code)),
    legendTitle(setting.t('paper.legend.weather')),
    ...weatherOrder.filter((code) => weathers.has(code)).map((code) => weatherRun(setting, code)),
  ];
}
