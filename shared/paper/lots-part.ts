/** Hosting lots on one page: the course of the move, its lots, and why there is more or less to move than was planned. */
import { amountNumber, amountText, signedAmount } from '../hosting/amount-text.ts';
import { burnUpScene, burnUpStrokes } from '../hosting/burn-up-scene.ts';
import { measures, subtractAmounts, type Amounts, type Measure } from '../hosting/scope.ts';
import { formatSigned } from '../i18n/format.ts';
import { textAt } from '../gantt/primitives.ts';
import type { AssetChangeRow, LotRow, LotsView } from '../views/lots-view.ts';
import type { Block, Cell, Column, Row } from './blocks.ts';
import { fitWithAir, type Imprint, type PaperPart } from './compose.ts';
import { picture } from './shapes.ts';
import type { TypeSetting } from './rich-text.ts';
import { cell, dayText, paperTexts, restRuns, type PaperSetting } from './setting.ts';
import { sheetOf, type SheetName } from './sheet.ts';

/** Of the charts, in heights of the text. */
const CHART = 25;
const GAP = 2;

export function lotsPart(
  view: LotsView,
  paper: SheetName,
  imprint: Imprint,
  setting: PaperSetting,
): PaperPart {
  const sheet = sheetOf(paper, 'portrait');
  const { t } = setting;
  const done = view.lots.filter(({ status }) => status === 'done').length;
  const make = (text: number, most: number, air: number): PaperPart => ({
    sheet,
    title: t('paper.document.lots'),
    subtitle: [
      t('lots.done', { done, of: view.lots.length }),
      ...measures.map((measure) => progressText(view, measure, setting)),
    ].join(' · '),
    footnote: [{ text: t('lots.note'), paint: 'textMuted' }],
    blocks: view.lots.length === 0 ? [textOf(t('lots.emptyTitle'))] : lotsBlocks(view, most, air, setting),
    text,
  });
  return fitWithAir(sheet, make, imprint, paperTexts(setting));
}

function lotsBlocks(view: LotsView, most: number, air: number, setting: PaperSetting): Block[] {
  const { t } = setting;
  const scope = view.changes.filter(({ kind }) => kind === 'scope');
  const shown = scope.slice(0, most);
  return [
    { kind: 'heading', level: 2, text: t('lots.burnUp') },
    charts(view, setting),
    { kind: 'heading', level: 2, text: t('lots.title') },
    lotTable(view, air, setting),
    { kind: 'heading', level: 2, text: t('lots.scopeLog') },
    textOf(driftSentence(view, setting)),
    { kind: 'space', lines: 0.4 },
    ...(shown.length === 0
      ? []
      : [{ kind: 'table' as const, label: t('lots.scopeLog'), air, ...scopeTable(shown, setting) }]),
    ...(shown.length < scope.length
      ? [{ kind: 'text', runs: restRuns(setting, scope.length - shown.length) } as const]
      : []),
  ];
}

/** « 110 serveurs sur 166 ». */
export function progressText(
  { totals }: Pick<LotsView, 'totals'>,
  measure: Measure,
  setting: Pick<PaperSetting, 't' | 'language'>,
): string {
  return setting.t('lots.progress', {
    amount: amountText(measure, totals.transferred[measure], setting),
    of: amountNumber(measure, totals.current[measure], setting.language),
  });
}

/** « 156 serveurs prévus, 166 aujourd’hui (+10) », and the same for what else has changed. */
export function driftSentence(
  { totals: { planned, current } }: Pick<LotsView, 'totals'>,
  setting: Pick<PaperSetting, 't' | 'language'>,
): string {
  const { t, language } = setting;
  const changed = measures.filter((measure) => planned[measure] !== current[measure]);
  if (changed.length === 0) return t('lots.noDrift');
  return changed
    .map((measure) =>
      t('lots.drift', {
        planned: amountText(measure, planned[measure], setting),
        current: amountNumber(measure, current[measure], language),
        change: signedAmount(measure, current[measure] - planned[measure], language),
      }),
    )
    .join(' · ');
}

function charts(view: LotsView, setting: PaperSetting): Block {
  const { t, language } = setting;
  return {
    kind: 'drawing',
    lines: CHART + 3,
    draw: (x, y, width, { size, measure: textWidth }: TypeSetting) => {
      const own = (width - size * GAP * (measures.length - 1)) / measures.length;
      const strokes = burnUpStrokes(0, 0, size * 2.4, size);
      const legend = [];
      let at = x;
      for (const line of ['transferred', 'planned', 'scope'] as const) {
        const { points, ...stroke } = strokes[line];
        const middle = y + size * 0.8;
        legend.push(
          { ...stroke, points: points.map((value, index) => value + (index % 2 === 0 ? at : middle)) },
          textAt(at + size * 2.9, middle, t(`lots.line.${line}`), size, 'text'),
        );
        at += size * 5 + textWidth(t(`lots.line.${line}`), size, false);
      }
      return [
        picture(t('lots.legend'), legend),
        ...measures.map((measure, index) => {
          const left = x + index * (own + size * GAP);
          return picture([t(`lots.measure.${measure}`), progressText(view, measure, setting)].join(' : '), [
            textAt(left, y + size * 2.6, t(`lots.measure.${measure}`), size, 'textStrong', { bold: true }),
            ...burnUpScene(
              {
                points: view.burnUp,
                measure,
                today: view.today,
                number: (amount) => amountNumber(measure, amount, language),
                todayWord: t('lots.today'),
                textWidth,
              },
              { x: left, y: y + size * 3, width: own, height: size * CHART - size * 0.4, size: size * 0.9 },
            ),
          ]);
        }),
      ];
    },
  };
}

function lotTable({ lots, totals }: LotsView, air: number, setting: PaperSetting): Block {
  const { t } = setting;
  const number = (title: string): Column => ({ title, sample: '00 000', align: 'end' });
  return {
    kind: 'table',
    label: t('lots.title'),
    air,
    columns: [
      { title: t('lots.rank'), sample: '00', align: 'end' },
      { title: t('lots.lot'), weight: 1, isHead: true },
      number(t('lots.column.planned')),
      number(t('lots.column.current')),
      number(t('lots.measure.virtualMachines')),
      number(t('lots.column.storage')),
      { title: t('lots.column.plannedEnd'), sample: '00/00/0000' },
      { title: t('lots.column.transferredOn'), sample: '00/00/0000' },
      { title: t('lots.column.status'), sample: 'En cours, en retard' },
    ],
    rows: [
      ...lots.map((lot): Row => lotRow(lot, setting)),
      {
        kind: 'total',
        cells: [
          cell(''),
          cell(t('lots.total'), { bold: true }),
          ...amountCells(totals.planned, totals.current, setting),
          cell(''),
          cell(''),
          cell(''),
        ],
      },
    ],
  };
}

function lotRow(lot: LotRow, setting: PaperSetting): Row {
  const { t } = setting;
  return {
    cells: [
      cell(lot.position === null ? '' : String(lot.position)),
      cell(lot.label),
      ...amountCells(lot.planned, lot.current, setting),
      cell(dayText(lot.plannedEnd), lot.late ? { paint: 'late', bold: true } : {}),
      cell(dayText(lot.transferredOn)),
      cell(
        [t(`lots.status.${lot.status}`), lot.late && t('lots.late')].filter(Boolean).join(', '),
        lot.late ? { paint: 'late' } : {},
      ),
    ],
  };
}

/** What is to be moved now; servers as they were planned too, where lots grow. */
function amountCells(planned: Amounts, current: Amounts, { language }: PaperSetting): Cell[] {
  const more = subtractAmounts(current, planned);
  return [
    cell(amountNumber('servers', planned.servers, language)),
    cell(
      amountNumber('servers', current.servers, language),
      more.servers === 0 ? {} : { bold: true, paint: 'late' },
    ),
    cell(amountNumber('virtualMachines', current.virtualMachines, language)),
    cell(amountNumber('storage', current.storage, language)),
  ];
}

function scopeTable(
  changes: readonly AssetChangeRow[],
  { t, language }: PaperSetting,
): { columns: readonly Column[]; rows: readonly Row[] } {
  return {
    columns: [
      { title: t('lots.column.day'), sample: '00/00/0000' },
      { title: t('lots.column.reason'), weight: 3.2, isHead: true },
      { title: t('lots.lot'), weight: 1.2 },
      ...measures.map((measure): Column => ({
        title: t(`lots.column.${measure}`),
        sample: '+00 00',
        align: 'end',
      })),
      { title: t('lots.column.delay'), sample: '+00 J ouvrés' },
      { title: t('lots.column.author'), weight: 1.4 },
    ],
    rows: changes.map(({ day, reason, unplanned, lotLabel, amounts, delay, authorName }) => ({
      cells: [
        cell(dayText(day)),
        {
          runs: [
            { text: reason },
            ...(unplanned ? [{ text: `\n${t('lots.unplanned')}`, bold: true, paint: 'late' as const }] : []),
          ],
        },
        cell(lotLabel ?? '–'),
        ...measures.map((measure) => cell(signedAmount(measure, amounts[measure], language) || '0')),
        cell(delay === null ? '–' : t('paper.days', { days: formatSigned(delay, language) })),
        cell(authorName ?? '–'),
      ],
    })),
  };
}

function textOf(text: string): Block {
  return { kind: 'text', runs: [{ text }] };
}
