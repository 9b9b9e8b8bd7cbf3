/** The register of decisions: what is wanted and by when, then what was decided. */
import { isDecisionOpen } from '../domain/decision.ts';
import { formatDate } from '../i18n/format.ts';
import type { DecisionRow, DecisionsView } from '../views/register-view.ts';
import type { Block, Row } from './blocks.ts';
import type { PaperPart } from './compose.ts';
import { decisionStateRun, dueRuns, ownerCell, placeCell, under } from './register-rows.ts';
import { cell, dayText, type PaperSetting } from './setting.ts';
import { sheetOf, type SheetName } from './sheet.ts';

export function decisionsPart(view: DecisionsView, paper: SheetName, setting: PaperSetting): PaperPart {
  const { t } = setting;
  const open = view.decisions.filter(({ state }) => isDecisionOpen(state));
  const closed = view.decisions.filter(({ state }) => !isDecisionOpen(state));
  const late = open.filter((one) => one.late).length;
  return {
    sheet: sheetOf(paper, 'landscape'),
    title: t('registers.paper.decisions'),
    subtitle: [
      t('registers.decisionCount', { count: view.decisions.length }),
      open.length > 0 && t('registers.decisionsOpen', { count: open.length }),
      late > 0 && t('registers.decisionsLate', { count: late }),
    ]
      .filter(Boolean)
      .join(' · '),
    footnote: [{ text: t('registers.paper.decisionsNote'), paint: 'textMuted' }],
    blocks:
      view.decisions.length === 0
        ? [{ kind: 'text', runs: [{ text: t('registers.paper.noDecision') }] }]
        : [...wantedBlocks(open, setting), ...takenBlocks(closed, setting)],
  };
}

function wantedBlocks(open: readonly DecisionRow[], setting: PaperSetting): Block[] {
  const { t } = setting;
  const title = t('registers.paper.wanted', { count: open.length });
  if (open.length === 0)
    return [
      { kind: 'heading', level: 2, text: title },
      { kind: 'text', runs: [{ text: t('paper.weather.noDecision') }] },
    ];
  return [
    { kind: 'heading', level: 2, text: title },
    {
      kind: 'table',
      label: title,
      columns: [
        { title: t('registers.number'), sample: 'AA-0000' },
        { title: t('registers.decisionLabel'), weight: 4, isHead: true },
        { title: t('registers.paper.whoDecides'), weight: 1.8 },
        { title: t('registers.dueOn'), sample: '00/00/0000' },
        { title: t('registers.state'), weight: 1.8 },
        { title: t('registers.owner'), weight: 1.5 },
        { title: t('registers.place'), weight: 2 },
      ],
      rows: open.map((row): Row => ({
        cells: [
          cell(row.number ?? '', { paint: 'textMuted' }),
          cell(row.label, { bold: true }),
          { runs: [{ text: row.authority ?? row.body ?? '–' }, ...under(row.authority && row.body)] },
          { runs: dueRuns(setting, row.dueOn, row.late) },
          {
            runs: [
              decisionStateRun(setting, row.state),
              ...under(row.askedOn && t('registers.paper.askedOn', { day: formatDate(row.askedOn) })),
            ],
          },
          ownerCell(setting, row.ownerName),
          placeCell(setting, row),
        ],
      })),
    },
  ];
}

function takenBlocks(closed: readonly DecisionRow[], setting: PaperSetting): Block[] {
  if (closed.length === 0) return [];
  const { t } = setting;
  const title = t('registers.paper.taken', { count: closed.length });
  return [
    { kind: 'heading', level: 2, text: title },
    {
      kind: 'table',
      label: title,
      columns: [
        { title: t('registers.number'), sample: 'AA-0000' },
        { title: t('registers.decision'), weight: 4, isHead: true },
        { title: t('registers.body'), weight: 1.8 },
        { title: t('registers.decidedOn'), sample: '00/00/0000' },
        { title: t('registers.state'), weight: 1.4 },
        { title: t('registers.paper.applyBy'), sample: '00/00/0000' },
        { title: t('registers.owner'), weight: 1.5 },
        { title: t('registers.place'), weight: 2 },
      ],
      rows: closed.map((row): Row => ({
        cells: [
          cell(row.number ?? '', { paint: 'textMuted' }),
          {
            runs: [
              { text: row.label, bold: true },
              ...(row.outcome === null ? [] : [{ text: `\n${row.outcome}` }]),
              ...under(row.reason && t('registers.paper.because', { reason: row.reason })),
            ],
          },
          { runs: [{ text: row.body ?? row.authority ?? '–' }, ...under(row.decidedByName)] },
          cell(dayText(row.decidedOn)),
          { runs: [decisionStateRun(setting, row.state)] },
          cell(dayText(row.dueOn)),
          ownerCell(setting, row.ownerName),
          placeCell(setting, row),
        ],
      })),
    },
  ];
}
