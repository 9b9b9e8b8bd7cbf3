/** What moved since the last committee: in words, then line by line with who wrote it. */
import { riskLevelOf, riskStateOf } from '../domain/risk.ts';
import { formatDate } from '../i18n/format.ts';
import type { MovedKind, MovedLine, MovedView } from '../views/paper-view.ts';
import type { Block, Cell, Column, Row } from './blocks.ts';
import type { PaperPart } from './compose.ts';
import { levelRun, riskStateRun, under } from './register-rows.ts';
import type { Run } from './rich-text.ts';
import { cell, dayText, driftPaint, driftText, stageRun, weatherRun, type PaperSetting } from './setting.ts';
import { sheetOf, type SheetName } from './sheet.ts';

/** What a committee asks about first comes first. */
const order: readonly MovedKind[] = [
  'moved',
  'blocked',
  'verdict',
  'decision',
  'wanted',
  'risk',
  'risk_level',
  'risk_state',
  'stage',
  'weather',
  'unblocked',
  'done',
  'added',
  'removed',
];

export function movedPart(view: MovedView, paper: SheetName, setting: PaperSetting): PaperPart {
  const { t } = setting;
  const { since } = view;
  const lookedBack = since.committee
    ? t('paper.moved.sinceCommittee', { committee: since.committee, day: formatDate(since.day) })
    : t('paper.moved.sinceDay', { day: formatDate(since.day) });
  const byKind = Map.groupBy(view.lines, ({ kind }) => kind);
  return {
    sheet: sheetOf(paper, 'landscape'),
    title: t('paper.moved.title'),
    subtitle: lookedBack,
    footnote: [
      { text: t(since.exact ? 'paper.note.movedExact' : 'paper.note.movedDay'), paint: 'textMuted' },
    ],
    blocks: [
      ...inWords(view, setting),
      ...order.flatMap((kind) => {
        const lines = byKind.get(kind) ?? [];
        return lines.length === 0 ? [] : section(kind, lines, setting);
      }),
    ],
  };
}

/** One sentence for each kind of change, and how far the furthest moved. */
function inWords({ lines, newDeployments }: MovedView, setting: PaperSetting): Block[] {
  const { t } = setting;
  const items: Run[][] = order.flatMap((kind) => {
    const own = lines.filter((line) => line.kind === kind);
    if (own.length === 0) return [];
    return [
      [
        {
          text:
            kind === 'moved'
              ? movedSentence(own, setting)
              : t(`paper.moved.said.${kind}`, { count: own.length }),
        },
      ],
    ];
  });
  if (newDeployments > 0) items.push([{ text: t('paper.moved.newDeployments', { count: newDeployments }) }]);
  return items.length === 0
    ? [{ kind: 'text', runs: [{ text: t('paper.moved.nothing') }], scale: 1.1 }]
    : [
        { kind: 'heading', level: 2, text: t('paper.moved.inWords') },
        { kind: 'list', items },
      ];
}

function movedSentence(lines: readonly MovedLine[], setting: PaperSetting): string {
  const { t } = setting;
  const later = lines.filter((line) => (line.to ?? '') > (line.from ?? ''));
  const furthest = later.toSorted((a, b) => (b.workingDays ?? 0) - (a.workingDays ?? 0))[0];
  const counted = t('paper.moved.said.moved', {
    count: lines.length,
    later: later.length,
    earlier: lines.length - later.length,
  });
  if (!furthest?.workingDays) return counted;
  const most = t('paper.moved.furthest', {
    label: furthest.label,
    place: placeOf(furthest),
    days: driftText(setting, furthest.workingDays),
  });
  return `${counted} ${most}`;
}

function placeOf({ domainLabel, siteName }: MovedLine): string {
  return [domainLabel, siteName].filter(Boolean).join(' · ');
}

function section(kind: MovedKind, lines: readonly MovedLine[], setting: PaperSetting): Block[] {
  const { t } = setting;
  const title = t(`paper.moved.heading.${kind}`, { count: lines.length });
  const own = shapeOf(kind, setting);
  const groups = [...Map.groupBy(lines, ({ deploymentId }) => deploymentId).values()];
  // Where each deployment has about one line, columns say better where it is.
  const isGrouped = kind === 'moved' && lines.length >= groups.length * 2;
  const place: Column[] = [
    { title: t('paper.column.domain'), weight: 1.7 },
    { title: t('paper.column.site'), weight: 1.2 },
  ];
  const columns: Column[] = [
    ...(isGrouped ? [] : place),
    ...own.columns,
    { title: t('paper.column.by'), weight: 1.4 },
    { title: t('paper.column.on'), sample: '00/00/0000' },
  ];
  const rowOf = (line: MovedLine): Row => ({
    cells: [
      ...(isGrouped ? [] : [cell(line.domainLabel), cell(line.siteName)]),
      ...own.cells(line),
      cell(line.by ?? '–'),
      cell(formatDate(line.on), { paint: 'textMuted' }),
    ],
  });
  const headed = (group: readonly MovedLine[]): Row[] => [
    { kind: 'group', cells: [cell(group[0] ? placeOf(group[0]) : '', { bold: true, paint: 'textStrong' })] },
    ...group.map(rowOf),
  ];
  const rows = isGrouped
    ? groups.flatMap(headed)
    : (isList(kind) ? groups.flatMap(merged) : lines).map(rowOf);
  return [
    { kind: 'heading', level: 2, text: title },
    { kind: 'table', label: title, columns, rows },
  ];
}

/** Changes that need no line each: those of a deployment by one person stand together. */
function isList(kind: MovedKind): boolean {
  return kind === 'done' || kind === 'added' || kind === 'removed';
}

function merged(group: readonly MovedLine[]): MovedLine[] {
  return [...Map.groupBy(group, ({ by, on }) => `${by ?? ''} ${on}`).values()].flatMap((own) => {
    const [first] = own;
    return first ? [{ ...first, label: own.map(listed).join(' ; ') }] : [];
  });
}

function listed({ label, kind, to }: MovedLine): string {
  return kind === 'added' && to !== null ? `${label} (${formatDate(to)})` : label;
}

interface Shape {
  readonly columns: readonly Column[];
  readonly cells: (line: MovedLine) => Cell[];
}

function shapeOf(kind: MovedKind, setting: PaperSetting): Shape {
  const { t } = setting;
  const milestone: Column = { title: t('paper.column.milestone'), weight: 2.8 };
  switch (kind) {
    case 'moved':
      return {
        columns: [
          milestone,
          { title: t('paper.column.formerDay'), sample: '00/00/0000' },
          { title: t('paper.column.newDay'), sample: '00/00/0000' },
          { title: t('paper.column.slip'), sample: '+000 J ouvrés', align: 'end' },
        ],
        cells: ({ label, from, to, workingDays }) => [
          cell(label),
          cell(dayText(from), { struck: true, paint: 'textMuted' }),
          cell(dayText(to), { bold: true }),
          cell(driftText(setting, workingDays), { paint: driftPaint(workingDays) }),
        ],
      };
    case 'stage':
    case 'weather': {
      const run = kind === 'stage' ? stageRun : weatherRun;
      const shown = (code: string | null): Cell => ({
        runs: code === null ? [{ text: '–' }] : [run(setting, code)],
      });
      return {
        columns: [
          { title: t('paper.column.wasBefore'), weight: 1.4 },
          { title: t('paper.column.now'), weight: 1.4 },
          { title: t('paper.column.why'), weight: 2.4 },
        ],
        cells: ({ from, to, detail }) => [shown(from), shown(to), cell(detail ?? '')],
      };
    }
    case 'verdict':
      return {
        columns: [milestone, { title: t('paper.column.verdict'), weight: 1.6 }],
        cells: ({ label, to }) => [
          { runs: [{ mark: { of: 'gate' }, text: label }] },
          cell(to === null ? '' : setting.label('gate_verdict', to), { bold: true }),
        ],
      };
    case 'blocked':
    case 'unblocked':
      return {
        columns: [milestone, { title: t('paper.column.why'), weight: 2.8 }],
        cells: ({ label, detail }) => [
          kind === 'blocked' ? { runs: [{ mark: { of: 'blocked' }, text: label }] } : cell(label),
          cell(detail ?? ''),
        ],
      };
    case 'wanted':
      return {
        columns: [
          { title: t('paper.column.decision'), weight: 4 },
          { title: t('paper.column.before'), sample: '00/00/0000' },
        ],
        cells: ({ label, to }) => [cell(label), cell(dayText(to))],
      };
    case 'risk':
      return {
        columns: [
          { title: t('paper.column.risk'), weight: 4 },
          { title: t('paper.column.level'), weight: 1.2 },
        ],
        cells: ({ label, to }) => [cell(label), { runs: [levelRun(setting, riskLevelOf(to))] }],
      };
    case 'risk_level':
    case 'risk_state': {
      const shown = (code: string | null): Cell => ({
        runs: [
          kind === 'risk_level'
            ? levelRun(setting, riskLevelOf(code))
            : riskStateRun(setting, riskStateOf(code)),
        ],
      });
      return {
        columns: [
          { title: t('paper.column.risk'), weight: 3 },
          { title: t('paper.column.wasBefore'), weight: 1.2 },
          { title: t('paper.column.now'), weight: 1.2 },
        ],
        cells: ({ label, from, to }) => [cell(label), shown(from), shown(to)],
      };
    }
    case 'decision':
      return {
        columns: [{ title: t('paper.column.decision'), weight: 5 }],
        cells: ({ label, detail }) => [
          label === '' ? cell(detail ?? '') : { runs: [{ text: label }, ...under(detail)] },
        ],
      };
    case 'added':
    case 'done':
    case 'removed':
      return { columns: [{ ...milestone, weight: 5 }], cells: ({ label }) => [cell(label)] };
  }
}
