/** The milestones of the next ninety days, what is late before them. */
import { addDays } from '../domain/iso-date.ts';
import { isOpenMilestone } from '../domain/milestone-status.ts';
import { formatDate, formatMonth } from '../i18n/format.ts';
import type { PaperMilestone, PaperView } from '../views/paper-view.ts';
import type { Block, Row } from './blocks.ts';
import type { PaperPart } from './compose.ts';
import { milestoneColumns, milestoneRow, type MilestoneColumn, type Places } from './milestone-rows.ts';
import type { PaperSetting } from './setting.ts';
import { cell } from './setting.ts';
import { sheetOf, type SheetName } from './sheet.ts';

const days = 90;

export function milestonesPart(view: PaperView, paper: SheetName, setting: PaperSetting): PaperPart {
  const { t } = setting;
  const last = addDays(view.today, days);
  const open = comingMilestones(view);
  const gates = open.filter(({ kind }) => kind === 'gate').length;
  return {
    sheet: sheetOf(paper, 'landscape'),
    title: t('paper.milestones.title', { days }),
    subtitle: [
      t('paper.period', { from: formatDate(view.today), to: formatDate(last) }),
      t('paper.milestones.count', { count: open.length }),
      t('paper.milestones.gates', { count: gates }),
    ].join(' · '),
    footnote: [
      {
        text: [
          t('paper.note.late'),
          view.baseline
            ? t('paper.note.drift', { baseline: view.baseline.label })
            : t('paper.note.noBaseline'),
        ].join(' '),
        paint: 'textMuted',
      },
    ],
    blocks: milestoneBlocks(open, placesOf(view), setting),
  };
}

/** Open milestones and gates that end within the ninety days or are late; tasks only when late or blocked. */
export function comingMilestones(view: PaperView): PaperMilestone[] {
  const last = addDays(view.today, days);
  return view.milestones.filter(
    ({ status, end, late, kind, blockedReason }) =>
      isOpenMilestone(status) && end <= last && (kind !== 'task' || late || blockedReason !== null),
  );
}

/** Words of domains and sites by id. */
export function placesOf({ matrix }: Pick<PaperView, 'matrix'>): Places {
  const domains = new Map(matrix.domains.map(({ id, label }) => [id, label]));
  const sites = new Map(matrix.establishments.map(({ id, shortName }) => [id, shortName]));
  return { domain: (id) => domains.get(id) ?? '', site: (id) => sites.get(id) ?? '' };
}

/** A table grouped by month, late ones first. */
export function milestoneBlocks(
  milestones: readonly PaperMilestone[],
  places: Places,
  setting: PaperSetting,
  keys: readonly MilestoneColumn[] = ['day', 'milestone', 'domain', 'site', 'owner', 'state', 'drift'],
): Block[] {
  const { t, language } = setting;
  if (milestones.length === 0) return [{ kind: 'text', runs: [{ text: t('paper.milestones.none') }] }];
  const late = milestones.filter((one) => one.late);
  const months = Map.groupBy(
    milestones.filter((one) => !one.late),
    ({ end }) => end.slice(0, 7),
  );
  const shown = keys.filter((key) => key !== 'drift' || milestones.some(({ drift }) => drift !== null));
  const rowsOf = (group: readonly PaperMilestone[]) =>
    group.map((milestone) => milestoneRow(milestone, shown, places, setting));
  const head = (text: string): Row => ({
    kind: 'group',
    cells: [cell(text, { bold: true, paint: 'textStrong' })],
  });
  return [
    {
      kind: 'table',
      label: t('paper.milestones.title', { days }),
      columns: milestoneColumns(shown, setting),
      rows: [
        ...(late.length > 0
          ? [head(t('paper.milestones.late', { count: late.length })), ...rowsOf(late)]
          : []),
        ...[...months].flatMap(([month, group]) => [
          head(`${capital(formatMonth(`${month}-01`, language))} (${group.length})`),
          ...rowsOf(group),
        ]),
      ],
    },
  ];
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
