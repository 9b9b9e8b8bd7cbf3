/** The flash report of a domain: its weather at each site, done, next, blocked, and what is asked for, on one sheet. */
import { addDays } from '../domain/iso-date.ts';
import { isOpenMilestone } from '../domain/milestone-status.ts';
import { shownWeather } from '../domain/weather.ts';
import { formatDate, formatRate } from '../i18n/format.ts';
import type { MatrixCell } from '../views/matrix-view.ts';
import type { PaperMilestone, PaperView } from '../views/paper-view.ts';
import type { Block, Row } from './blocks.ts';
import { fitOnePage, type Imprint, type PaperPart } from './compose.ts';
import { milestoneColumns, milestoneRow, type MilestoneColumn } from './milestone-rows.ts';
import { placesOf } from './milestones-part.ts';
import { ageText, cell, paperTexts, restRuns, stageRun, weatherRun, type PaperSetting } from './setting.ts';
import { sheetOf, type SheetName } from './sheet.ts';

const nextDays = 30;
const decisionDays = 60;

export function flashPart(
  view: PaperView,
  domainId: string,
  paper: SheetName,
  imprint: Imprint,
  setting: PaperSetting,
): PaperPart {
  const sheet = sheetOf(paper, 'portrait');
  const { t, language } = setting;
  const domain = view.matrix.domains.find(({ id }) => id === domainId);
  const label = domain?.label ?? '';
  const rate = domain?.summary;
  const make = (text: number, most: number): PaperPart => ({
    sheet,
    title: t('paper.flash.title', { domain: label }),
    subtitle: [
      t('paper.period', { from: formatDate(view.since.day), to: formatDate(view.today) }),
      rate &&
        t('paper.flash.rate', {
          rate: formatRate(rate.rate, language),
          live: rate.live,
          inProgress: rate.inProgress,
          toCome: rate.toCome,
        }),
    ]
      .filter(Boolean)
      .join(' · '),
    footnote: [
      {
        text: [
          t('paper.note.rate'),
          t('paper.note.weather', { fresh: view.freshMax, stale: view.staleMax }),
        ].join(' '),
        paint: 'textMuted',
      },
    ],
    blocks: flashBlocks(view, domainId, most, setting),
    text,
  });
  return fitOnePage(sheet, make, imprint, paperTexts(setting));
}

function flashBlocks(view: PaperView, domainId: string, most: number, setting: PaperSetting): Block[] {
  const { t } = setting;
  const own = view.milestones.filter((milestone) => milestone.domainId === domainId);
  const open = own.filter(({ status }) => isOpenMilestone(status));
  const isDone = ({ status, actualEnd, end }: PaperMilestone) =>
    status === 'done' && (actualEnd ?? end) >= view.since.day;
  const soon = open.filter(
    ({ end, late, blockedReason }) => !late && blockedReason === null && end <= addDays(view.today, nextDays),
  );
  const gates = open.filter(
    ({ kind, verdict, end }) =>
      kind === 'gate' && verdict === null && end <= addDays(view.today, decisionDays),
  );
  const list = (title: string, milestones: readonly PaperMilestone[], keys: readonly MilestoneColumn[]) =>
    shortList(title, milestones, keys, view, most, setting);
  return [
    { kind: 'heading', level: 2, text: t('paper.flash.sites') },
    siteTable(view, domainId, setting),
    ...list(t('paper.flash.decisions', { count: gates.length }), gates, [
      'day',
      'milestone',
      'site',
      'owner',
    ]),
    ...list(
      t('paper.flash.blocked', { count: open.filter(({ blockedReason }) => blockedReason !== null).length }),
      open.filter(({ blockedReason }) => blockedReason !== null),
      ['day', 'milestone', 'site', 'state'],
    ),
    ...list(
      t('paper.flash.late', { count: open.filter(({ late }) => late).length }),
      open.filter(({ late }) => late),
      ['day', 'milestone', 'site', 'owner', 'drift'],
    ),
    ...list(t('paper.flash.next', { count: soon.length, days: nextDays }), soon, [
      'day',
      'milestone',
      'site',
      'owner',
    ]),
    ...list(t('paper.flash.done', { count: own.filter(isDone).length }), own.filter(isDone), [
      'day',
      'milestone',
      'site',
      'state',
    ]),
  ];
}

/** A heading and the first lines of a list; nothing where there is none. */
export function shortList(
  title: string,
  milestones: readonly PaperMilestone[],
  keys: readonly MilestoneColumn[],
  view: PaperView,
  most: number,
  setting: PaperSetting,
): Block[] {
  if (milestones.length === 0) return [];
  const shown = milestones.slice(0, most);
  const left = milestones.length - shown.length;
  return [
    { kind: 'heading', level: 2, text: title },
    {
      kind: 'table',
      label: title,
      columns: milestoneColumns(keys, setting),
      rows: shown.map((milestone) => milestoneRow(milestone, keys, placesOf(view), setting)),
    },
    ...(left > 0 ? [{ kind: 'text', runs: restRuns(setting, left) } as const] : []),
  ];
}

function siteTable(view: PaperView, domainId: string, setting: PaperSetting): Block {
  const { t } = setting;
  const { cells, establishments } = view.matrix;
  const own = new Map(
    cells.filter((one) => one.domainId === domainId).map((one) => [one.establishmentId, one]),
  );
  const drifts = new Map(view.drifts.map(({ deploymentId, workingDays }) => [deploymentId, workingDays]));
  const rows = establishments.flatMap(({ id, shortName }): Row[] => {
    const found = own.get(id);
    return found ? [siteRow(shortName, found, drifts.get(found.deploymentId) ?? null, setting)] : [];
  });
  return {
    kind: 'table',
    label: t('paper.flash.sites'),
    columns: [
      { title: t('paper.column.site'), weight: 1.4, isHead: true },
      { title: t('paper.column.stage'), weight: 1.6 },
      { title: t('paper.column.weather'), weight: 1.4 },
      { title: t('paper.column.product'), weight: 2.2 },
      { title: t('paper.column.next'), weight: 2.8 },
      { title: t('paper.column.confirmed'), weight: 1.5 },
    ],
    rows,
  };
}

function siteRow(site: string, found: MatrixCell, drift: number | null, setting: PaperSetting): Row {
  const { t } = setting;
  const { stage, freshness, nextMilestone: next, confirmedDaysAgo: age } = found;
  const products = [found.currentProduct, found.targetProduct].filter(Boolean);
  return {
    cells: [
      cell(site),
      { runs: [stageRun(setting, stage)] },
      { runs: [weatherRun(setting, shownWeather(found.weather, freshness))] },
      cell([...new Set(products)].join(' › ')),
      {
        runs:
          next === null
            ? [{ text: '–' }]
            : [
                { text: formatDate(next.date), paint: next.late ? 'late' : 'text', bold: next.late },
                { text: ` ${next.label}` },
                ...(drift !== null && drift > 0
                  ? [{ text: ` (${t('paper.days', { days: `+${drift}` })})`, paint: 'late' as const }]
                  : []),
              ],
      },
      cell(ageText(setting, age), freshness === 'fresh' ? {} : { paint: 'late' }),
    ],
  };
}
