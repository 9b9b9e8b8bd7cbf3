/** The météo on one sheet: figures, domains × sites, what comes, what must be decided. */
import { riskStateOf } from '../domain/risk.ts';
import { weatherToConfirm } from '../domain/weather.ts';
import { textAt, type Paint } from '../gantt/primitives.ts';
import { formatCount, formatDate, formatRate, formatSigned } from '../i18n/format.ts';
import type { Rate } from '../views/matrix-view.ts';
import type { WeatherCell, WeatherHead, WeatherLine, WeatherReport } from '../views/paper-view.ts';
import type { Block, Cell, Column, Row } from './blocks.ts';
import { fitOnePage, fitsSheet, fitWithAir, type Imprint, type PaperPart } from './compose.ts';
import { dueRuns, riskStateRun, under } from './register-rows.ts';
import type { Run } from './rich-text.ts';
import {
  cell,
  driftPaint,
  driftText,
  legendTitle,
  paperTexts,
  restRuns,
  stageRun,
  trendRun,
  weatherRun,
  type PaperSetting,
} from './setting.ts';
import { tagged } from './shapes.ts';
import { sheetOf, type SheetName } from './sheet.ts';

/** The one sheet of a météo. */
export function weatherPart(
  report: WeatherReport,
  paper: SheetName,
  imprint: Imprint,
  setting: PaperSetting,
): PaperPart {
  const sheet = sheetOf(paper, 'landscape');
  const { t } = setting;
  const title = t('paper.weather.title');
  const compared = report.previous
    ? t('paper.weather.comparedWith', { day: formatDate(report.previous.day) })
    : t('paper.weather.first');
  const issued = report.issued
    ? t('paper.weather.issued', {
        version: report.issued.version,
        day: formatDate(report.day),
        committee: report.issued.committee ?? '',
      })
    : t('paper.weather.notIssued');
  const period = t('paper.period', { from: formatDate(report.since), to: formatDate(report.day) });
  const make = (text: number, most: number, air = 0): PaperPart => ({
    sheet,
    title,
    subtitle: [period, compared, issued].join(' · '),
    footnote: footnote(report, setting),
    blocks: weatherBlocks(report, { most, air, text, width: sheet.width - sheet.margin * 2 }, setting),
    text,
  });
  const texts = paperTexts(setting);
  const whole = fitWithAir(sheet, make, imprint, texts);
  if (fitsSheet(whole, imprint, texts)) return whole;
  const summed = (text: number, most: number): PaperPart => ({
    ...make(text, most),
    footnote: [...footnote(report, setting), { text: ` ${t('paper.note.tooLarge')}`, paint: 'textMuted' }],
    blocks: summaryBlocks(report, most, setting),
  });
  return fitOnePage(sheet, summed, imprint, texts);
}

const TABLE_SHARE = 64;
const LISTS_SHARE = 36;

interface Room {
  /** Longest list, in lines. */
  readonly most: number;
  readonly air: number;
  readonly text: number;
  readonly width: number;
}

function weatherBlocks(report: WeatherReport, room: Room, setting: PaperSetting): Block[] {
  const { t } = setting;
  const { most, width } = room;
  const tableWidth = (width * TABLE_SHARE) / (TABLE_SHARE + LISTS_SHARE);
  return [
    figures(report, setting),
    {
      kind: 'columns',
      parts: [
        {
          weight: TABLE_SHARE,
          blocks: [
            { kind: 'heading', level: 2, text: t('paper.weather.bySite') },
            weatherTable(report, { ...room, width: tableWidth }, setting),
            { kind: 'space', lines: 0.4 },
            { kind: 'text', runs: legend(report, setting) },
          ],
        },
        {
          weight: LISTS_SHARE,
          blocks: [
            ...decisions(report, most, setting),
            ...criticalRisks(report.risks, Math.ceil(most / 2), setting),
            ...nextMilestones(report.next, most, setting),
            ...missed(report.missedLines, Math.ceil(most / 2), setting),
          ],
        },
      ],
    },
  ];
}

/** Rows of one of the tables domains and sites are told in where a sheet cannot hold them together. */
const MOST_HEADS = 24;

/** Domains and sites apart: what is left of the table where a sheet cannot hold it. */
function summaryBlocks(report: WeatherReport, most: number, setting: PaperSetting): Block[] {
  const { t } = setting;
  const tables = (weight: number, title: string, head: string, heads: readonly WeatherHead[]) =>
    chunks(heads, MOST_HEADS).map((own, index) => ({
      weight,
      blocks: [
        { kind: 'heading', level: 2, text: index === 0 ? title : '\u00a0' } as const,
        headTable(title, head, own, setting),
      ],
    }));
  return [
    figures(report, setting),
    {
      kind: 'columns',
      parts: [
        ...tables(24, t('paper.weather.byDomainOnly'), t('paper.weather.domain'), report.domains),
        ...tables(21, t('paper.weather.bySiteOnly'), t('paper.column.site'), report.sites),
        {
          weight: 30,
          blocks: [
            ...decisions(report, most, setting),
            ...criticalRisks(report.risks, Math.ceil(most / 2), setting),
            ...nextMilestones(report.next, most, setting),
            ...missed(report.missedLines, Math.ceil(most / 2), setting),
          ],
        },
      ],
    },
    { kind: 'text', runs: legend({ ...report, cells: [] }, setting) },
  ];
}

/** As equal as can be, none longer than `most`. */
function chunks<T>(all: readonly T[], most: number): T[][] {
  const count = Math.max(1, Math.ceil(all.length / most));
  const size = Math.ceil(all.length / count);
  return Array.from({ length: count }, (_, index) => all.slice(index * size, (index + 1) * size));
}

function headTable(label: string, head: string, heads: readonly WeatherHead[], setting: PaperSetting): Block {
  const { t } = setting;
  return {
    kind: 'table',
    label,
    columns: [
      { title: head, weight: 1, isHead: true },
      { title: '', sample: '00000' },
      { title: t('paper.weather.rateShort'), sample: '100 % (00/00)', align: 'end' },
    ],
    rows: heads.map((one) => ({
      cells: [cell(one.label), { runs: headRuns(one, setting) }, cell(rateText(one.rate, setting))],
    })),
  };
}

interface BigFigure {
  readonly value: string;
  readonly word: string;
  readonly detail: string;
  readonly paint: Paint;
}

function figures(report: WeatherReport, setting: PaperSetting): Block {
  const items = figureItems(report, setting);
  return {
    kind: 'drawing',
    lines: 4.7,
    draw: (x, y, width, { size }) => {
      const own = width / items.length;
      return items.flatMap(({ value, word, detail, paint }, index) => [
        tagged('paragraph', [
          textAt(x + own * index, y + size * 0.6, word, size, 'textMuted', { isRead: true }),
          textAt(x + own * index, y + size * 2.35, value, size * 1.7, paint, { bold: true, isRead: true }),
          textAt(x + own * index, y + size * 3.95, detail, size, 'text', { isRead: true }),
        ]),
      ]);
    },
  };
}

function figureItems(report: WeatherReport, setting: PaperSetting): BigFigure[] {
  const { t, language } = setting;
  const { total, previous, held, missed: late, domains, decisions: wanted } = report;
  const points =
    previous?.rate == null || total.rate === null
      ? ''
      : total.rate === previous.rate
        ? t('paper.weather.noPoints')
        : t('paper.weather.points', { points: formatSigned((total.rate - previous.rate) / 100, language) });
  const slips = domains.flatMap(({ drift }) => drift ?? []);
  const worst = slips.length === 0 ? null : Math.max(...slips);
  const worstOf = domains.find(({ drift }) => drift !== null && drift === worst);
  // As in the rate, partners do not count.
  const counted = report.sites.filter(({ rate }) => rate.inScope > 0);
  const toConfirm = counted.reduce((sum, site) => sum + site.toConfirm, 0);
  return [
    {
      word: t('paper.weather.rate'),
      value: [formatRate(total.rate, language), points].filter(Boolean).join('  '),
      detail: t('paper.weather.rateCount', {
        converged: total.converged,
        live: total.live,
        inScope: total.inScope,
      }),
      paint: 'textStrong',
    },
    {
      word: t('paper.weather.held'),
      value: `${formatCount(held, language)} / ${formatCount(held + late, language)}`,
      detail: late === 0 ? t('paper.weather.noneMissed') : t('paper.weather.missedCount', { count: late }),
      paint: late > 0 ? 'late' : 'textStrong',
    },
    {
      word: t('paper.weather.worstDrift'),
      value: worst === null ? '–' : driftText(setting, worst),
      detail: worst === null ? t('paper.weather.noBaseline') : (worstOf?.label ?? ''),
      paint: driftPaint(worst),
    },
    {
      word: t('paper.weather.toConfirm'),
      value: `${formatCount(toConfirm, language)} / ${formatCount(total.inScope, language)}`,
      detail: t('paper.weather.toConfirmAfter', { days: report.staleMax }),
      paint: toConfirm > 0 ? 'late' : 'textStrong',
    },
    {
      word: t('paper.weather.decisions'),
      value: formatCount(wanted.length, language),
      detail: t('paper.weather.decisionsBelow'),
      paint: 'textStrong',
    },
  ];
}

function weatherTable(report: WeatherReport, { width, text, air }: Room, setting: PaperSetting): Block {
  const { t } = setting;
  const tail = { weather: text * 4.2, rate: text * 8.8 };
  const head = headWidth(report, { room: width - tail.weather - tail.rate, text }, setting);
  const perSite = (width - head - tail.weather - tail.rate) / Math.max(1, report.sites.length);
  const longest = Math.max(
    0,
    ...report.sites.flatMap(({ label }) =>
      label.split(/[ -]/).map((word) => setting.measure(word, text, true)),
    ),
  );
  const isTurned = longest > perSite - text * 0.8;
  const hasWords = perSite > text * 9.4;
  const columns: Column[] = [
    { title: t('paper.weather.domain'), fixed: head, isHead: true },
    ...report.sites.map(({ label }): Column => ({
      title: label,
      weight: 1,
      ...(isTurned && { isTurned: true as const }),
    })),
    { title: t('paper.weather.weather'), fixed: tail.weather },
    { title: t('paper.weather.rateShort'), fixed: tail.rate, align: 'end' },
  ];
  const cells = new Map(report.cells.map((one) => [`${one.domainId}/${one.siteId}`, one]));
  const domainRows = report.domains.map((domain): Row => ({
    cells: [
      cell(domain.label),
      ...report.sites.map((site) => weatherCell(cells.get(`${domain.id}/${site.id}`), hasWords, setting)),
      { runs: headRuns(domain, setting) },
      cell(rateText(domain.rate, setting)),
    ],
  }));
  const siteRow = (label: string, told: (site: WeatherHead) => Cell, whole: Cell, rate: Cell): Row => ({
    kind: 'total',
    cells: [cell(label, { bold: true }), ...report.sites.map(told), whole, rate],
  });
  return {
    kind: 'table',
    label: t('paper.weather.bySite'),
    isGrid: true,
    air,
    columns,
    rows: [
      siteRow(t('paper.weather.site'), (site) => ({ runs: headRuns(site, setting) }), cell(''), cell('')),
      ...domainRows,
      siteRow(
        t('paper.weather.rateRow'),
        ({ rate }) => cell(formatRate(rate.rate, setting.language)),
        cell(''),
        cell(rateText(report.total, setting), { bold: true }),
      ),
      ...driftRows(report, siteRow, setting),
      siteRow(
        t('paper.weather.ageRow'),
        ({ age }) => ageCell(age, report.staleMax, setting),
        cell(''),
        cell(''),
      ),
      siteRow(
        t('paper.weather.oldRow'),
        ({ toConfirm }) => cell(String(toConfirm), toConfirm > 0 ? { paint: 'late', bold: true } : {}),
        cell(''),
        cell(''),
      ),
    ],
  };
}

/** As wide as the longest name of a domain, unless the sites need the room for their signs. */
function headWidth(
  { domains, sites }: WeatherReport,
  { room, text }: { room: number; text: number },
  { measure, t }: PaperSetting,
): number {
  const names = [...domains.map(({ label }) => label), t('paper.weather.ageRow'), t('paper.weather.site')];
  const longest = Math.max(...names.map((name) => measure(name, text, true))) + text;
  return Math.min(longest, Math.max(room * 0.22, room - sites.length * text * 5.6));
}

function driftRows(
  { sites, baseline }: WeatherReport,
  siteRow: (label: string, told: (site: WeatherHead) => Cell, whole: Cell, rate: Cell) => Row,
  setting: PaperSetting,
): Row[] {
  if (baseline === null || sites.every(({ drift }) => drift === null)) return [];
  return [
    siteRow(
      setting.t('paper.weather.driftRow'),
      ({ drift }) => cell(driftText(setting, drift), { paint: driftPaint(drift) }),
      cell(''),
      cell(''),
    ),
  ];
}

function headRuns({ weather, trend }: WeatherHead, setting: PaperSetting): Run[] {
  return weather === null ? [] : [weatherRun(setting, weather, 'large'), ...trendRun(setting, trend)];
}

/** A domain at a site: weather, how it has gone, stage; framed where the stage differs from the former edition. */
function weatherCell(found: WeatherCell | undefined, hasWord: boolean, setting: PaperSetting): Cell {
  if (!found) return { runs: [] };
  const { weather, trend, stage, stageChanged } = found;
  if (stage === 'out_of_scope') return { runs: [stageRun(setting, stage, 'large')] };
  const moved = trend === 'better' || trend === 'worse' ? trendRun(setting, trend) : [];
  const changed: Run[] = stageChanged
    ? [{ mark: { of: 'changed' }, text: '', said: setting.t('paper.weather.stageChanged') }]
    : [];
  return {
    runs: [
      ...(weather === null ? [] : [weatherRun(setting, weather, hasWord ? 'word' : 'large')]),
      ...moved,
      stageRun(setting, stage, 'large'),
      ...changed,
    ],
    ...(stageChanged && { tint: 'selection' as const }),
  };
}

function rateText({ inScope, converged, rate }: Rate, { language }: PaperSetting): string {
  return inScope === 0 ? '–' : `${formatRate(rate, language)} (${converged}/${inScope})`;
}

function ageCell(age: number | null, staleMax: number, { t }: PaperSetting): Cell {
  const said = age === null ? t('paper.weather.never') : t('paper.weather.ageShort', { days: age });
  return cell(said, age === null || age > staleMax ? { paint: 'late' } : {});
}

/** Words of the signs that stand in the table, and of no others. */
function legend(report: WeatherReport, setting: PaperSetting): Run[] {
  const { t } = setting;
  const inOrder = (known: readonly string[], used: ReadonlySet<string>) => [
    ...known.filter((code) => used.has(code)),
    ...[...used].filter((code) => !known.includes(code)),
  ];
  const heads = [...report.domains, ...report.sites];
  const weathers = new Set([...heads, ...report.cells].flatMap(({ weather }) => weather ?? []));
  const stages = new Set(report.cells.map(({ stage }) => stage));
  const moved = new Set([...heads, ...report.cells].map(({ trend }) => trend));
  const runs: Run[] = [
    { text: t('paper.legend.weather'), bold: true },
    ...inOrder(weatherOrder, weathers).map((code) => weatherRun(setting, code)),
    ...(stages.size === 0 ? [] : [legendTitle(t('paper.legend.stage'))]),
    ...inOrder(stageOrder, stages).map((code) => stageRun(setting, code)),
  ];
  const trends = (['better', 'same', 'worse'] as const).filter((trend) => moved.has(trend));
  if (trends.length > 0) {
    runs.push(legendTitle(t('paper.legend.trend')));
    runs.push(
      ...trends.map((trend): Run => ({
        mark: { of: 'trend', code: trend },
        text: t(`paper.trend.${trend}`),
      })),
    );
  }
  if (report.cells.some(({ stageChanged }) => stageChanged)) {
    runs.push({ mark: { of: 'changed' }, text: t('paper.weather.stageChanged') });
  }
  return runs;
}

export const weatherOrder = ['sun', 'bright_spells', 'cloud', 'storm', weatherToConfirm];
export const stageOrder = [
  'not_started',
  'framing',
  'in_progress',
  'acceptance',
  'ready_for_cutover',
  'in_production',
  'converged',
  'suspended',
  'abandoned',
  'derogation',
  'out_of_scope',
];

function decisions(report: WeatherReport, most: number, setting: PaperSetting): Block[] {
  const { t } = setting;
  const { decisions: lines, day } = report;
  const shown = lines.slice(0, most);
  return [
    { kind: 'heading', level: 2, text: t('paper.weather.decisionsWanted', { count: lines.length }) },
    ...(shown.length === 0
      ? [{ kind: 'text', runs: [{ text: t('paper.weather.noDecision') }] } as const]
      : [
          {
            kind: 'table',
            label: t('paper.weather.decisionsWanted', { count: lines.length }),
            columns: [
              { title: t('paper.column.what'), weight: 3 },
              { title: t('paper.column.where'), weight: 2.4 },
              { title: t('paper.column.before'), sample: '00/00/0000' },
            ],
            rows: shown.map((line) => decisionRow(line, day, setting)),
          } as const,
        ]),
    ...rest(lines.length - shown.length, setting),
  ];
}

function decisionRow(line: WeatherLine, today: string, setting: PaperSetting): Row {
  const { t } = setting;
  if (line.kind === 'conflicts') {
    return {
      cells: [
        {
          runs: [{ mark: { of: 'blocked' }, text: t('paper.weather.conflicts', { count: line.days ?? 0 }) }],
        },
        cell(''),
        cell(''),
      ],
    };
  }
  if (line.kind === 'decision') {
    return {
      cells: [
        { runs: [{ mark: { of: 'register', code: 'to_take' }, text: line.label }] },
        cell(line.place),
        { runs: dueRuns(setting, line.day, line.day !== null && line.day < today) },
      ],
    };
  }
  const isBlocked = line.kind === 'blocked';
  const what = isBlocked
    ? t('paper.weather.blocked', { label: line.label })
    : t('paper.weather.gate', { label: line.label });
  const reason: Run[] = line.detail === '' ? [] : [{ text: `\n${line.detail}`, paint: 'textMuted' }];
  return {
    cells: [
      { runs: [{ mark: { of: isBlocked ? 'blocked' : 'gate' }, text: what }, ...reason] },
      cell(line.place),
      cell(line.day === null ? '' : formatDate(line.day)),
    ],
  };
}

/** The gravest risks with their plans B; nothing where there is none. */
function criticalRisks(lines: readonly WeatherLine[], most: number, setting: PaperSetting): Block[] {
  if (lines.length === 0) return [];
  const { t } = setting;
  const shown = lines.slice(0, most);
  const title = t('registers.paper.criticalRisks', { count: lines.length });
  return [
    { kind: 'heading', level: 2, text: title },
    {
      kind: 'table',
      label: title,
      columns: [
        { title: t('registers.risk'), weight: 3 },
        { title: t('paper.column.where'), weight: 2.4 },
        { title: t('registers.state'), sample: 'MM Surveillé' },
      ],
      rows: shown.map((line) => ({
        cells: [
          {
            runs: [
              { mark: { of: 'level', code: 'critical' }, text: line.label },
              ...under(planBWords(line, setting)),
            ],
          },
          cell(line.place),
          { runs: [riskStateRun(setting, riskStateOf(line.kind))] },
        ],
      })),
    },
    ...rest(lines.length - shown.length, setting),
  ];
}

function planBWords({ detail, formerDay }: WeatherLine, { t }: PaperSetting): string {
  if (detail === '') return t('registers.paper.noPlanB');
  return formerDay === null
    ? t('registers.paper.criticalPlanB', { plan: detail })
    : `${t('registers.planBStarted', { day: formatDate(formerDay) })} · ${detail}`;
}

function nextMilestones(lines: readonly WeatherLine[], most: number, setting: PaperSetting): Block[] {
  const { t } = setting;
  const shown = lines.slice(0, most);
  return [
    { kind: 'heading', level: 2, text: t('paper.weather.next', { count: lines.length }) },
    {
      kind: 'table',
      label: t('paper.weather.next', { count: lines.length }),
      columns: [
        { title: t('paper.column.day'), sample: '00/00/0000' },
        { title: t('paper.column.milestone'), weight: 2.8 },
        { title: t('paper.column.where'), weight: 2.4 },
      ],
      rows: shown.map((line) => ({
        cells: [
          cell(line.day === null ? '' : formatDate(line.day)),
          { runs: [{ mark: { of: line.kind === 'gate' ? 'gate' : 'milestone' }, text: line.label }] },
          cell(line.place),
        ],
      })),
    },
    ...rest(lines.length - shown.length, setting),
  ];
}

function missed(lines: readonly WeatherLine[], most: number, setting: PaperSetting): Block[] {
  if (lines.length === 0) return [];
  const { t } = setting;
  const shown = lines.slice(0, most);
  return [
    { kind: 'heading', level: 2, text: t('paper.weather.missed', { count: lines.length }) },
    {
      kind: 'table',
      label: t('paper.weather.missed', { count: lines.length }),
      columns: [
        { title: t('paper.column.promised'), sample: '00/00/0000' },
        { title: t('paper.column.now'), sample: t('paper.weather.stillOpen') },
        { title: t('paper.column.milestone'), weight: 2.2 },
        { title: t('paper.column.where'), weight: 2 },
      ],
      rows: shown.map((line) => ({
        cells: [
          cell(line.formerDay === null ? '' : formatDate(line.formerDay), {
            struck: line.day !== line.formerDay,
          }),
          cell(
            line.day === null || line.day === line.formerDay
              ? t('paper.weather.stillOpen')
              : formatDate(line.day),
            {
              paint: 'late',
            },
          ),
          cell(line.label),
          cell(line.place),
        ],
      })),
    },
    ...rest(lines.length - shown.length, setting),
  ];
}

function rest(left: number, setting: PaperSetting): Block[] {
  return left <= 0 ? [] : [{ kind: 'text', runs: restRuns(setting, left) }];
}

function footnote(report: WeatherReport, { t }: PaperSetting): Run[] {
  const parts = [
    t('paper.note.rate'),
    t('paper.note.weather', { fresh: report.freshMax, stale: report.staleMax }),
    t('paper.note.held'),
    report.baseline === null
      ? t('paper.note.noBaseline')
      : t('paper.note.drift', { baseline: report.baseline }),
    t('paper.note.next'),
  ];
  return [{ text: parts.join(' '), paint: 'textMuted' }];
}
