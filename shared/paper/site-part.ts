/** What a referent takes along: where each domain of a site stands, what comes, and who to ask. */
import { isOpenMilestone } from '../domain/milestone-status.ts';
import { shownWeather } from '../domain/weather.ts';
import { formatDate, formatRate } from '../i18n/format.ts';
import type { HomeView } from '../views/home-view.ts';
import type { PaperView } from '../views/paper-view.ts';
import type { Block, Row } from './blocks.ts';
import type { PaperPart } from './compose.ts';
import { comingMilestones, milestoneBlocks, placesOf } from './milestones-part.ts';
import { cell, stageRun, weatherRun, type PaperSetting } from './setting.ts';
import { sheetOf, type SheetName } from './sheet.ts';

export function sitePart(
  view: PaperView,
  home: HomeView,
  siteId: string,
  paper: SheetName,
  setting: PaperSetting,
): PaperPart {
  const { t, language } = setting;
  const site = view.matrix.establishments.find(({ id }) => id === siteId);
  const rate = site?.summary;
  return {
    sheet: sheetOf(paper, 'portrait'),
    title: t('paper.site.title', { site: site?.name ?? '' }),
    subtitle: rate
      ? t('paper.flash.rate', {
          rate: formatRate(rate.rate, language),
          live: rate.live,
          inProgress: rate.inProgress,
          toCome: rate.toCome,
        })
      : '',
    footnote: [
      {
        text: [
          t('paper.note.rate'),
          t('paper.note.weather', { fresh: view.freshMax, stale: view.staleMax }),
          t('paper.note.late'),
        ].join(' '),
        paint: 'textMuted',
      },
    ],
    blocks: [
      { kind: 'heading', level: 2, text: t('paper.site.domains') },
      domainTable(view, siteId, setting),
      { kind: 'heading', level: 2, text: t('paper.milestones.title', { days: 90 }) },
      ...coming(view, siteId, setting),
      ...people(home, setting),
      ...periods(home, setting),
    ],
  };
}

/** With the tasks: they are the work of the site. */
function coming(view: PaperView, siteId: string, setting: PaperSetting): Block[] {
  const known = new Set(comingMilestones(view).map(({ id }) => id));
  const own = view.milestones.filter(
    ({ id, siteId: site, status, end, late }) =>
      site === siteId && isOpenMilestone(status) && (known.has(id) || late || end >= view.today),
  );
  return milestoneBlocks(own, placesOf(view), setting, ['day', 'milestone', 'domain', 'owner', 'state']);
}

function domainTable(view: PaperView, siteId: string, setting: PaperSetting): Block {
  const { t } = setting;
  const { domains, cells } = view.matrix;
  const own = new Map(
    cells.filter((one) => one.establishmentId === siteId).map((one) => [one.domainId, one]),
  );
  const rows = domains.flatMap(({ id, label }): Row[] => {
    const found = own.get(id);
    if (!found || found.stage === 'out_of_scope') return [];
    const { currentProduct, targetProduct, nextMilestone: next, waitsFor, freshness } = found;
    return [
      {
        cells: [
          cell(label),
          { runs: [stageRun(setting, found.stage)] },
          { runs: [weatherRun(setting, shownWeather(found.weather, freshness))] },
          cell([...new Set([currentProduct, targetProduct].filter(Boolean))].join(' › ')),
          cell(
            [
              next ? `${formatDate(next.date)} ${next.label}` : '–',
              waitsFor.length > 0 ? t('paper.site.waits', { domains: waitsFor.join(', ') }) : '',
            ]
              .filter(Boolean)
              .join('\n'),
            next?.late ? { paint: 'late' } : {},
          ),
        ],
      },
    ];
  });
  return {
    kind: 'table',
    label: t('paper.site.domains'),
    columns: [
      { title: t('paper.column.domain'), weight: 1.8, isHead: true },
      { title: t('paper.column.stage'), weight: 1.4 },
      { title: t('paper.column.weather'), weight: 1.2 },
      { title: t('paper.column.product'), weight: 1.8 },
      { title: t('paper.column.next'), weight: 2.6 },
    ],
    rows,
  };
}

function people({ people: known }: HomeView, { t, label }: PaperSetting): Block[] {
  if (known.length === 0) return [];
  const title = t('paper.site.people');
  return [
    { kind: 'heading', level: 2, text: title },
    {
      kind: 'table',
      label: title,
      columns: [
        { title: t('paper.column.domain'), weight: 1.6 },
        { title: t('paper.column.person'), weight: 2 },
        { title: t('paper.column.role'), weight: 2 },
      ],
      rows: known.map(({ name, role, domainLabel }) => ({
        cells: [cell(domainLabel), cell(name), cell(label('role', role))],
      })),
    },
  ];
}

function periods({ periods: known }: HomeView, { t }: PaperSetting): Block[] {
  if (known.length === 0) return [];
  return [
    { kind: 'heading', level: 2, text: t('paper.site.periods') },
    {
      kind: 'list',
      items: known.map(({ label, from, to }) => [
        { text: t('paper.period', { from: formatDate(from), to: formatDate(to) }), bold: true },
        { text: ` ${label}` },
      ]),
    },
  ];
}
