/** The project sheet of a deployment, always the same, on one page. */
import { daysBetween } from '../domain/iso-date.ts';
import { isDecisionOpen } from '../domain/decision.ts';
import { isOpenMilestone } from '../domain/milestone-status.ts';
import { shownWeather } from '../domain/weather.ts';
import { formatInstantDay } from '../i18n/format.ts';
import type { DeploymentView, MilestoneRow } from '../views/deployment-view.ts';
import type { DeploymentRegisters } from '../views/register-view.ts';
import type { Block, Cell, Row } from './blocks.ts';
import { fitOnePage, type Imprint, type PaperPart } from './compose.ts';
import { stateRuns } from './milestone-rows.ts';
import { levelRun, under } from './register-rows.ts';
import type { Run } from './rich-text.ts';
import {
  ageText,
  cell,
  dayText,
  driftPaint,
  driftText,
  paperTexts,
  restRuns,
  stageRun,
  weatherRun,
  type PaperSetting,
} from './setting.ts';
import { sheetOf, type SheetName } from './sheet.ts';

const decisionDays = 60;
const mostComments = 3;

export function projectSheetPart(
  view: DeploymentView,
  registers: DeploymentRegisters,
  paper: SheetName,
  imprint: Imprint,
  setting: PaperSetting,
): PaperPart {
  const sheet = sheetOf(paper, 'portrait');
  const { t } = setting;
  const make = (text: number, most: number): PaperPart => ({
    sheet,
    title: t('paper.sheet.title', { domain: view.domain.label, site: view.establishment.shortName }),
    subtitle: view.establishment.name,
    footnote: [{ text: t('paper.note.sheet'), paint: 'textMuted' }],
    blocks: sheetBlocks(view, registers, most, setting),
    text,
  });
  return fitOnePage(sheet, make, imprint, paperTexts(setting));
}

function sheetBlocks(
  view: DeploymentView,
  registers: DeploymentRegisters,
  most: number,
  setting: PaperSetting,
): Block[] {
  return [
    {
      kind: 'columns',
      parts: [
        { weight: 1, blocks: [facts(identity(view, setting), setting.t('paper.sheet.identity'))] },
        { weight: 1, blocks: [facts(health(view, setting), setting.t('paper.sheet.health'))] },
      ],
    },
    ...decisions(view, registers.decisions, setting),
    ...blocked(view, setting),
    ...risks(registers.risks, setting),
    ...plan(view, most, setting),
    ...comments(view, setting),
  ];
}

type Fact = readonly [string, readonly Run[]];

function facts(pairs: readonly Fact[], label: string): Block {
  return {
    kind: 'table',
    label,
    columns: [
      { title: '', weight: 1, isHead: true },
      { title: '', weight: 1.9 },
    ],
    rows: pairs.map(([name, runs]) => ({ cells: [cell(name, { paint: 'textMuted' }), { runs }] })),
  };
}

function identity(view: DeploymentView, setting: PaperSetting): Fact[] {
  const { t, label } = setting;
  const text = (said: string | null | undefined): Run[] => [{ text: said || '–' }];
  const modules = view.modules.map(({ label: name, stage }) =>
    stage === null ? name : `${name} (${label('stage', stage)})`,
  );
  return [
    [t('paper.sheet.current'), text(view.currentProduct?.name)],
    [t('paper.sheet.target'), text(view.targetProduct?.name)],
    [t('paper.sheet.wave'), text(view.wave === null ? null : String(view.wave))],
    ...(modules.length > 0 ? [[t('paper.sheet.modules'), text(modules.join(', '))] as const] : []),
    [
      t('paper.sheet.referents'),
      text(view.referents.map(({ name, role }) => `${name} (${label('role', role)})`).join(', ')),
    ],
  ];
}

function health(view: DeploymentView, setting: PaperSetting): Fact[] {
  const { t } = setting;
  const { stage, stageReason, weather, weatherReason, freshness, confirmedDaysAgo, baselineDrift } = view;
  const reason = (said: string | null): Run[] =>
    said === null ? [] : [{ text: `\n${said}`, paint: 'textMuted' }];
  const done = view.milestones.filter(({ status }) => status === 'done').length;
  const counted = view.milestones.filter(({ status }) => status !== 'not_applicable').length;
  return [
    [t('paper.column.stage'), [stageRun(setting, stage), ...reason(stageReason)]],
    [
      t('paper.column.weather'),
      [weatherRun(setting, shownWeather(weather, freshness)), ...reason(weatherReason)],
    ],
    [
      t('paper.column.confirmed'),
      [
        {
          text: [ageText(setting, confirmedDaysAgo), view.confirmedBy].filter(Boolean).join(', '),
          paint: freshness === 'fresh' ? 'text' : 'late',
        },
      ],
    ],
    [t('paper.sheet.progress'), [{ text: t('paper.sheet.doneCount', { done, count: counted }) }]],
    [
      t('paper.column.drift'),
      [
        baselineDrift === null
          ? { text: t('paper.weather.noBaseline') }
          : {
              text: t('paper.sheet.drift', {
                days: driftText(setting, baselineDrift.workingDays),
                baseline: baselineDrift.label,
              }),
              paint: driftPaint(baselineDrift.workingDays),
            },
      ],
    ],
  ];
}

function decisions(
  view: DeploymentView,
  register: DeploymentRegisters['decisions'],
  { t }: PaperSetting,
): Block[] {
  const asked = register.filter(({ state }) => isDecisionOpen(state));
  const wanted = view.milestones.filter(
    ({ kind, verdict, status, plannedEnd }) =>
      kind === 'gate' &&
      verdict === null &&
      isOpenMilestone(status) &&
      plannedEnd !== null &&
      daysBetween(view.today, plannedEnd) <= decisionDays,
  );
  const before = (day: string | null, late = false): Run => ({
    text: ` ${t('paper.sheet.before', { day: dayText(day) })}`,
    paint: late ? 'late' : 'text',
  });
  const count = asked.length + wanted.length;
  if (count === 0) return [];
  return [
    { kind: 'heading', level: 2, text: t('paper.flash.decisions', { count }) },
    {
      kind: 'list',
      items: [
        ...asked.map(({ label, state, dueOn, late }): Run[] => [
          { mark: { of: 'register', code: state }, text: label, bold: true },
          ...(dueOn === null ? [] : [before(dueOn, late)]),
        ]),
        ...wanted.map(({ label, plannedEnd }): Run[] => [
          { mark: { of: 'gate' }, text: label, bold: true },
          before(plannedEnd),
        ]),
      ],
    },
  ];
}

/** Risks that are not closed, each with its plan B. */
function risks(register: DeploymentRegisters['risks'], setting: PaperSetting): Block[] {
  const open = register.filter(({ state }) => state !== 'closed');
  if (open.length === 0) return [];
  const { t } = setting;
  return [
    { kind: 'heading', level: 2, text: t('registers.paper.open', { count: open.length }) },
    {
      kind: 'list',
      items: open.map(({ label, level, planB }): Run[] => [
        levelRun(setting, level),
        { text: ` ${label}`, bold: true },
        ...under(planB && t('paper.sheet.planB', { plan: planB })),
      ]),
    },
  ];
}

/** What is stopped and why, with what would be done instead. */
function blocked(view: DeploymentView, { t }: PaperSetting): Block[] {
  const stopped = view.milestones.filter(
    ({ status, blockedReason, blockedBy }) =>
      isOpenMilestone(status) && (blockedReason !== null || blockedBy.length > 0),
  );
  if (stopped.length === 0) return [];
  return [
    { kind: 'heading', level: 2, text: t('paper.flash.blocked', { count: stopped.length }) },
    {
      kind: 'list',
      items: stopped.map(({ label, blockedReason, blockedBy, planB }) => [
        { mark: { of: 'blocked' } as const, text: label, bold: true },
        { text: ` ${[blockedReason, ...blockedBy].filter(Boolean).join(' ; ')}` },
        ...(planB === null ? [] : [{ text: `\n${t('paper.sheet.planB', { plan: planB })}` }]),
      ]),
    },
  ];
}

/** Gates and milestones first when there is no room for every task. */
function plan(view: DeploymentView, most: number, setting: PaperSetting): Block[] {
  const { t } = setting;
  const all = view.milestones;
  if (all.length === 0) return [];
  const kept =
    all.length <= most
      ? all
      : [...all]
          .toSorted((a, b) => rank(a) - rank(b))
          .slice(0, most)
          .toSorted((a, b) => a.position - b.position);
  const title = t('paper.sheet.plan', { count: all.length });
  return [
    { kind: 'heading', level: 2, text: title },
    {
      kind: 'table',
      label: title,
      columns: [
        { title: t('paper.column.milestone'), weight: 3, isHead: true },
        { title: t('paper.column.start'), sample: '00/00/0000' },
        { title: t('paper.column.end'), sample: '00/00/0000' },
        { title: t('paper.column.owner'), weight: 1.3 },
        { title: t('paper.column.state'), weight: 1.6 },
      ],
      rows: kept.map((milestone) => planRow(milestone, setting)),
    },
    ...(kept.length < all.length
      ? [{ kind: 'text', runs: restRuns(setting, all.length - kept.length) } as const]
      : []),
  ];
}

function rank({ kind, late, status }: MilestoneRow): number {
  return (kind === 'task' ? 2 : 0) + (isOpenMilestone(status) ? 0 : 1) - (late ? 3 : 0);
}

function planRow(milestone: MilestoneRow, setting: PaperSetting): Row {
  const { kind, label, plannedStart, plannedEnd, ownerName, late } = milestone;
  const end: Cell = cell(dayText(plannedEnd), late ? { paint: 'late', bold: true } : {});
  return {
    cells: [
      { runs: [{ mark: { of: kind }, text: label }] },
      cell(kind === 'task' ? dayText(plannedStart) : ''),
      end,
      cell(ownerName ?? '–'),
      { runs: stateRuns({ ...milestone, blockedReason: null }, setting) },
    ],
  };
}

function comments(view: DeploymentView, { t }: PaperSetting): Block[] {
  const last = [...view.comments].toSorted((a, b) => b.writtenAt - a.writtenAt).slice(0, mostComments);
  if (last.length === 0) return [];
  return [
    { kind: 'heading', level: 2, text: t('paper.sheet.comments') },
    {
      kind: 'list',
      items: last.map(({ text, author, writtenAt }) => [
        { text: `${formatInstantDay(writtenAt)} · ${author}`, bold: true },
        { text: ` ${text.slice(0, 400)}` },
      ]),
    },
  ];
}
