/**
 * A météo as the lines it is issued with, and back: what was issued is drawn from its own lines alone, whatever became of
 * the group since.
 */
import type { RowValues } from '../domain/registry.ts';
import type { Rate } from '../views/matrix-view.ts';
import type { WeatherHead, WeatherLine, WeatherReport } from '../views/paper-view.ts';
import { diffusionLevels } from './cartouche.ts';
import { trends } from './marks.ts';

export type EditionRow = Pick<
  RowValues<'report_edition'>,
  'committeeName' | 'issuedOn' | 'dataDate' | 'since' | 'groupName' | 'author' | 'version' | 'diffusion'
> & { readonly id: string };
export type LineRow = Omit<RowValues<'report_line'>, 'edition'>;

const empty: LineRow = {
  part: null,
  position: null,
  domain: null,
  establishment: null,
  label: null,
  place: null,
  detail: null,
  kind: null,
  stage: null,
  weather: null,
  trend: null,
  day: null,
  formerDay: null,
  days: null,
  rate: null,
  strictRate: null,
  inScope: null,
  converged: null,
  live: null,
  inProgress: null,
  toCome: null,
  amount: null,
  age: null,
};

/** The lines of a report, in the order they are drawn. */
export function editionLines(report: WeatherReport): LineRow[] {
  const figure = (part: string, amount: number): Partial<LineRow> => ({ part, amount });
  const lines: Partial<LineRow>[] = [
    { part: 'total', ...rateValues(report.total) },
    figure('held', report.held),
    figure('missed', report.missed),
    figure('fresh_max', report.freshMax),
    figure('stale_max', report.staleMax),
    ...(report.baseline === null ? [] : [{ part: 'baseline', label: report.baseline }]),
    ...(report.previous
      ? [
          {
            part: 'previous',
            day: report.previous.day,
            amount: report.previous.version,
            rate: report.previous.rate,
          },
        ]
      : []),
    ...report.domains.map((head) => ({ part: 'domain', domain: head.id, ...headValues(head) })),
    ...report.sites.map((head) => ({ part: 'site', establishment: head.id, ...headValues(head) })),
    ...report.cells.map(({ domainId, siteId, stage, weather, trend, stageChanged }) => ({
      part: 'cell',
      domain: domainId,
      establishment: siteId,
      stage,
      weather,
      trend,
      kind: stageChanged ? 'changed' : null,
    })),
    ...report.missedLines.map((line) => ({ part: 'missed_line', ...lineValues(line) })),
    ...report.next.map((line) => ({ part: 'next', ...lineValues(line) })),
    ...report.decisions.map((line) => ({ part: 'decision', ...lineValues(line) })),
    ...report.risks.map((line) => ({ part: 'risk', ...lineValues(line) })),
  ];
  return lines.map((line, position) => ({ ...empty, ...line, position }));
}

function rateValues({ inScope, converged, live, inProgress, toCome, rate, strictRate }: Rate) {
  return { inScope, converged, live, inProgress, toCome, rate, strictRate };
}

function headValues({ label, weather, trend, rate, drift, age, toConfirm }: WeatherHead) {
  return { label, weather, trend, ...rateValues(rate), days: drift, amount: toConfirm, age };
}

function lineValues({ kind, label, place, detail, day, formerDay, days }: WeatherLine) {
  return { kind, label, place, detail, day, formerDay, days };
}

/** The report of an edition and its lines, in any order. */
export function reportFromLines(edition: EditionRow, rows: readonly LineRow[]): WeatherReport {
  const lines = rows.toSorted((a, b) => (a.position ?? 0) - (b.position ?? 0));
  const of = (part: string) => lines.filter((line) => line.part === part);
  const amount = (part: string) => of(part)[0]?.amount ?? 0;
  const [previous] = of('previous');
  const day = edition.issuedOn ?? '1970-01-01';
  return {
    groupName: edition.groupName ?? '',
    author: edition.author,
    dataDate: edition.dataDate,
    day,
    issued: { id: edition.id, version: edition.version ?? 1, committee: edition.committeeName },
    diffusion: diffusionLevels.find((level) => level === edition.diffusion) ?? 'internal',
    since: edition.since ?? day,
    previous: previous?.day
      ? { day: previous.day, version: previous.amount ?? 0, rate: previous.rate }
      : null,
    total: rateOf(of('total')[0] ?? empty),
    held: amount('held'),
    missed: amount('missed'),
    freshMax: amount('fresh_max'),
    staleMax: amount('stale_max'),
    baseline: of('baseline')[0]?.label ?? null,
    domains: of('domain').map((line) => headOf(line, line.domain)),
    sites: of('site').map((line) => headOf(line, line.establishment)),
    cells: of('cell').map((line) => ({
      domainId: line.domain ?? '',
      siteId: line.establishment ?? '',
      stage: line.stage ?? 'not_started',
      weather: line.weather,
      trend: trendIn(line),
      stageChanged: line.kind === 'changed',
    })),
    missedLines: of('missed_line').map(lineIn),
    next: of('next').map(lineIn),
    decisions: of('decision').map(lineIn),
    risks: of('risk').map(lineIn),
  };
}

function rateOf(line: LineRow): Rate {
  const { inScope, converged, live, inProgress, toCome, rate, strictRate } = line;
  return {
    inScope: inScope ?? 0,
    converged: converged ?? 0,
    live: live ?? 0,
    inProgress: inProgress ?? 0,
    toCome: toCome ?? 0,
    rate,
    strictRate,
  };
}

function headOf(line: LineRow, id: string | null): WeatherHead {
  return {
    id: id ?? '',
    label: line.label ?? '',
    weather: line.weather,
    trend: trendIn(line),
    rate: rateOf(line),
    drift: line.days,
    age: line.age,
    toConfirm: line.amount ?? 0,
  };
}

function trendIn({ trend }: LineRow) {
  return trends.find((known) => known === trend) ?? 'new';
}

function lineIn({ kind, label, place, detail, day, formerDay, days }: LineRow): WeatherLine {
  return {
    kind: kind ?? 'milestone',
    label: label ?? '',
    place: place ?? '',
    detail: detail ?? '',
    day,
    formerDay,
    days,
  };
}
