/** The convergence map: every domain at every site on one sheet. */
import { shownWeather } from '../domain/weather.ts';
import type { Paint } from '../gantt/primitives.ts';
import { formatDate, formatRate } from '../i18n/format.ts';
import type { MatrixCell, Rate } from '../views/matrix-view.ts';
import type { PaperView } from '../views/paper-view.ts';
import { TIGHTEST_PAIR, type Block, type Cell, type Column, type Row } from './blocks.ts';
import { fitWithAir, LEAST_LISTED, type Imprint, type PaperPart } from './compose.ts';
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
  // Where dates make it too high for its sheet, signs alone are left; then close together, and no name of a family.
  const detailOf = (most: number) => (most === Infinity ? 'dates' : most > LEAST_LISTED ? 'signs' : 'packed');
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
      mapTable(view, { width: sheet.width - sheet.margin * 2, text, air, detail: detailOf(most) }, setting),
      { kind: 'space', lines: 0.4 },
      { kind: 'text', runs: legend(view, setting) },
    ],
    text,
  });
  return fitWithAir(sheet, make, imprint, paperTexts(setting));
}

/** What a cell says: dates of what comes next too, signs, or signs close together. */
type Detail = 'dates' | 'signs' | 'packed';

function mapTable(
  view: PaperView,
  { width, text, air, detail: most }: { width: number; text: number; air: number; detail: Detail },
  setting: PaperSetting,
): Block {
  const { t } = setting;
  const { domains, establishments, cells } = view.matrix;
  const isPacked = most === 'packed';
  const hasDates = most === 'dates';
  const counts = text * (isPacked ? 3.6 : 4.6);
  const longest = Math.max(0, ...domains.map(({ label }) => setting.measure(label, text, false))) + text;
  const least = isPacked ? TIGHTEST_PAIR : hasDates ? 7 : 4.4;
  const room = width - counts * 4 - establishments.length * text * least;
  const head = Math.min(longest, Math.max(width * (isPacked ? 0.14 : 0.2), room));
  const perSite = (width - head - counts * 4) / Math.max(1, establishments.length);
  const words = establishments.flatMap(({ shortName }) => shortName.split(/[ -]/));
  const isTurned = words.some((word) => setting.measure(word, text, true) > perSite - text * 0.8);
  const detail = isPacked
    ? 'packed'
    : perSite > text * 10 && hasDates
      ? 'full'
      : perSite > text * 6.4 && hasDates
        ? 'short'
        : 'signs';
  const columns: Column[] = [
    { title: t('paper.weather.domain'), fixed: head, isHead: true },
    ...establishments.map(({ shortName }): Column => ({
      title: shortName,
      fixed: perSite,
      ...(isTurned && { isTurned: true as const }),
      ...(isPacked && { isTight: true as const }),
    })),
    ...(['live', 'inProgress', 'toCome', 'rate'] as const).map((key): Column => ({
      title: t(`paper.map.${key}`),
      fixed: counts,
    })),
  ];
  const byPair = new Map(cells.map((one) => [`${one.domainId}/${one.establishmentId}`, one]));
  const opensFamily = (index: number) => domains[index - 1]?.family !== domains[index]?.family;
  const rows = domains.flatMap((domain, index): Row[] => [
    ...(isPacked || !opensFamily(index)
      ? []
      : [{ kind: 'group' as const, cells: [cell(domain.familyLabel, { bold: true, paint: 'textStrong' })] }]),
    {
      opens: isPacked && index > 0 && opensFamily(index),
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
      cell(t(isPacked ? 'paper.map.totalPacked' : 'paper.map.total'), { bold: true }),
      ...establishments.map(({ summary }) =>
        isPacked
          ? cell(`${summary.live}\n${summary.rate === null ? '–' : Math.round(summary.rate / 100)}`)
          : cell(`${summary.live}/${summary.inScope}\n${formatRate(summary.rate, setting.language)}`),
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
  detail: 'full' | 'short' | 'signs' | 'packed',
  setting: PaperSetting,
): Cell {
  if (!found) return { runs: [] };
  const { stage, freshness, nextMilestone: next } = found;
  const sign = detail === 'packed' ? 'packed' : 'large';
  if (stage === 'out_of_scope') return { runs: [stageRun(setting, stage, sign)] };
  const weather = shownWeather(found.weather, freshness);
  const date: Run[] =
    next && (detail === 'full' || detail === 'short')
      ? [{ text: `\n${formatDate(next.date)}`, paint: next.late ? 'late' : 'textMuted', bold: next.late }]
      : [];
  const tint = tints[stage];
  return {
    runs: [
      stageRun(setting, stage, detail === 'full' ? 'word' : sign),
      ...(weather === null ? [] : [{ text: ' ' }, weatherRun(setting, weather, sign)]),
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
