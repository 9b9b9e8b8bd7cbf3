/** The register of risks: how they spread over the scale, then each with what is done against it and its plan B. */
import { riskLevel, riskLevels, riskScale } from '../domain/risk.ts';
import type { Paint } from '../gantt/primitives.ts';
import { formatDate } from '../i18n/format.ts';
import type { RiskRow, RisksView } from '../views/register-view.ts';
import type { Block, Cell, Row } from './blocks.ts';
import type { PaperPart } from './compose.ts';
import { dueRuns, levelRun, placeCell, riskStateRun, under } from './register-rows.ts';
import type { Run } from './rich-text.ts';
import { cell, type PaperSetting } from './setting.ts';
import { sheetOf, type SheetName } from './sheet.ts';

export function risksPart(view: RisksView, paper: SheetName, setting: PaperSetting): PaperPart {
  const { t } = setting;
  const open = view.risks.filter(({ state }) => state !== 'closed');
  const closed = view.risks.filter(({ state }) => state === 'closed');
  const critical = open.filter(({ level }) => level === 'critical').length;
  const late = open.filter((risk) => risk.late).length;
  return {
    sheet: sheetOf(paper, 'landscape'),
    title: t('registers.paper.risks'),
    subtitle: [
      t('registers.riskCount', { count: view.risks.length }),
      critical > 0 && t('registers.risksCritical', { count: critical }),
      late > 0 && t('registers.risksLate', { count: late }),
    ]
      .filter(Boolean)
      .join(' · '),
    footnote: [{ text: t('registers.paper.risksNote'), paint: 'textMuted' }],
    blocks:
      view.risks.length === 0
        ? [{ kind: 'text', runs: [{ text: t('registers.paper.noRisk') }] }]
        : [
            ...scaleBlocks(view, open, setting),
            ...openBlocks(open, setting),
            ...closedBlocks(closed, setting),
          ],
  };
}

/** Words of how probable and how grave, by number. */
function scaleWord({ label }: PaperSetting, list: 'risk_probability' | 'risk_impact', value: number): string {
  return `${value} · ${label(list, `${list === 'risk_impact' ? 'i' : 'p'}${value}`)}`;
}

const steps = Array.from({ length: riskScale }, (_, index) => index + 1);

/** How many risks stand where on the scale; the level of a field is told by its sign too. */
function scaleBlocks(view: RisksView, open: readonly RiskRow[], setting: PaperSetting): Block[] {
  const { t, label } = setting;
  if (open.every(({ level }) => level === null)) return [];
  const field = (probability: number, impact: number): Cell => {
    const own = open.filter((risk) => risk.probability === probability && risk.impact === impact);
    const level = riskLevel(probability, impact, view.thresholds) ?? 'low';
    const tint: Paint | null = own.length > 0 ? 'selection' : null;
    return {
      runs: [
        { mark: { of: 'level', code: level }, text: '', said: label('risk_level', level), fit: 'large' },
        { text: own.length === 0 ? '' : `\u00a0${own.length}`, bold: true },
      ],
      ...(tint && { tint }),
    };
  };
  return [
    { kind: 'heading', level: 2, text: t('registers.paper.scale', { count: open.length }) },
    {
      kind: 'columns',
      parts: [
        {
          weight: 62,
          blocks: [
            {
              kind: 'table',
              label: t('registers.paper.scale', { count: open.length }),
              isGrid: true,
              columns: [
                { title: t('registers.paper.axes'), weight: 1.4, isHead: true },
                ...steps.map((impact) => ({ title: scaleWord(setting, 'risk_impact', impact), weight: 1 })),
              ],
              rows: steps.toReversed().map((probability) => ({
                cells: [
                  cell(scaleWord(setting, 'risk_probability', probability)),
                  ...steps.map((impact) => field(probability, impact)),
                ],
              })),
            },
          ],
        },
        {
          weight: 38,
          blocks: [
            {
              kind: 'list',
              items: riskLevels.toReversed().map((level): Run[] => [
                levelRun(setting, level),
                {
                  text: t('registers.paper.levelCount', {
                    count: open.filter((risk) => risk.level === level).length,
                  }),
                },
              ]),
            },
          ],
        },
      ],
    },
  ];
}

function openBlocks(open: readonly RiskRow[], setting: PaperSetting): Block[] {
  if (open.length === 0) return [];
  const { t, label } = setting;
  const title = t('registers.paper.open', { count: open.length });
  return [
    { kind: 'heading', level: 2, text: title },
    {
      kind: 'table',
      label: title,
      columns: [
        { title: t('registers.level'), sample: 'MM Critique' },
        { title: t('registers.risk'), weight: 2.7, isHead: true },
        { title: t('registers.place'), weight: 2.3 },
        { title: t('registers.mitigation'), weight: 2 },
        { title: t('registers.planB'), weight: 2.3 },
        { title: t('registers.owner'), weight: 1.4 },
        { title: t('registers.reviewOn'), sample: '00/00/0000' },
        { title: t('registers.state'), sample: 'MM Surveillé' },
      ],
      rows: open.map((risk): Row => ({
        cells: [
          { runs: [levelRun(setting, risk.level), ...under(productOf(risk))] },
          {
            runs: [
              { text: risk.label, bold: true },
              ...under(risk.category && label('risk_category', risk.category)),
            ],
          },
          placeCell(setting, risk),
          neededCell(risk.mitigation, setting),
          { runs: planBRuns(risk, setting) },
          neededCell(risk.ownerName, setting),
          risk.reviewOn === null
            ? neededCell(null, setting)
            : { runs: dueRuns(setting, risk.reviewOn, risk.late) },
          { runs: [riskStateRun(setting, risk.state)] },
        ],
      })),
    },
  ];
}

function productOf({ probability, impact }: RiskRow): string | null {
  return probability === null || impact === null ? null : `${probability} × ${impact}`;
}

/** What a risk cannot do without says that it is missing. */
function neededCell(text: string | null, { t }: PaperSetting): Cell {
  return text === null ? cell(t('registers.missing'), { paint: 'late' }) : cell(text);
}

function planBRuns(risk: RiskRow, { t }: PaperSetting): Run[] {
  const { planB, planBStartedOn, planBTrigger, steps: own, planBDays } = risk;
  if (planB === null && own.length === 0) return [{ text: t('registers.missing'), paint: 'late' }];
  return [
    { text: planB ?? '' },
    ...under(own.length === 0 ? null : t('registers.planBLength', { count: own.length, days: planBDays })),
    ...(planBStartedOn === null
      ? under(planBTrigger && t('registers.planBTriggerIs', { trigger: planBTrigger }))
      : [
          {
            text: `\n${t('registers.planBStarted', { day: formatDate(planBStartedOn) })}`,
            bold: true,
            paint: 'late' as const,
          },
        ]),
  ];
}

function closedBlocks(closed: readonly RiskRow[], setting: PaperSetting): Block[] {
  if (closed.length === 0) return [];
  const { t } = setting;
  const title = t('registers.paper.closed', { count: closed.length });
  return [
    { kind: 'heading', level: 2, text: title },
    {
      kind: 'list',
      items: closed.map((risk): Run[] => [riskStateRun(setting, risk.state), { text: ` ${risk.label}` }]),
    },
  ];
}
