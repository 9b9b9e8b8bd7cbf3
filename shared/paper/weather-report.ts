/** The météo of a group as figures and lines, from what the group holds or from the lines it was issued with. */
import { shownWeather, weatherToConfirm, worstWeather } from '../domain/weather.ts';
import { addDays, type IsoDate } from '../domain/iso-date.ts';
import { isOpenMilestone } from '../domain/milestone-status.ts';
import type {
  PaperMilestone,
  PaperView,
  WeatherHead,
  WeatherLine,
  WeatherReport,
} from '../views/paper-view.ts';
import { placeWords } from '../views/place-words.ts';
import type { MatrixCell, Rate } from '../views/matrix-view.ts';
import type { Trend } from './marks.ts';
import type { Diffusion } from './cartouche.ts';

/** Days ahead within which a gate without a verdict asks for a decision. */
const decisionDays = 60;
const nextDays = 90;

/** What the group would say today, compared with the edition before. */
export function weatherReport(
  view: PaperView,
  previous: WeatherReport | null,
  diffusion: Diffusion,
): WeatherReport {
  const { matrix, today, since } = view;
  const inScope = matrix.cells.filter(({ stage }) => stage !== 'out_of_scope');
  const heads = headMaker(view, previous);
  const period = promised(view.milestones, since.day, today);
  const place = placer(view);
  return {
    groupName: view.groupName,
    author: view.author,
    dataDate: view.dataDate,
    day: today,
    issued: null,
    diffusion,
    since: since.day,
    previous: previous && {
      day: previous.day,
      version: previous.issued?.version ?? 0,
      rate: previous.total.rate,
    },
    total: matrix.total,
    held: period.held.length,
    missed: period.missed.length,
    freshMax: view.freshMax,
    staleMax: view.staleMax,
    baseline: view.baseline?.label ?? null,
    domains: matrix.domains.map(({ id, label, summary }) =>
      heads(
        'domains',
        id,
        label,
        summary,
        inScope.filter(({ domainId }) => domainId === id),
      ),
    ),
    sites: matrix.establishments.map(({ id, shortName, summary }) =>
      heads(
        'sites',
        id,
        shortName,
        summary,
        inScope.filter(({ establishmentId }) => establishmentId === id),
      ),
    ),
    cells: matrix.cells.map((cell) => {
      const weather = shownWeather(cell.weather, cell.freshness);
      const before = previous?.cells.find(
        ({ domainId, siteId }) => domainId === cell.domainId && siteId === cell.establishmentId,
      );
      return {
        domainId: cell.domainId,
        siteId: cell.establishmentId,
        stage: cell.stage,
        weather,
        trend: trendOf(before?.weather, weather, view.weatherRanks),
        stageChanged: before !== undefined && before.stage !== cell.stage,
      };
    }),
    missedLines: period.missed.map((milestone) =>
      lineOf(milestone, place, { formerDay: milestone.formerEnd }),
    ),
    next: view.milestones
      .filter(
        ({ status, end, kind, late }) =>
          isOpenMilestone(status) && kind !== 'task' && !late && end <= addDays(today, nextDays),
      )
      .map((milestone) => lineOf(milestone, place)),
    decisions: [...registerLines(view), ...decisionsWanted(view, place)],
    risks: riskLines(view),
  };
}

function headMaker({ weatherRanks, drifts }: PaperView, previous: WeatherReport | null) {
  const driftOf = new Map(drifts.map(({ deploymentId, workingDays }) => [deploymentId, workingDays]));
  return (
    axis: 'domains' | 'sites',
    id: string,
    label: string,
    rate: Rate,
    cells: readonly MatrixCell[],
  ): WeatherHead => {
    const weather = worstShown(
      cells.map((cell) => shownWeather(cell.weather, cell.freshness)),
      weatherRanks,
    );
    const before = previous?.[axis].find((head) => head.id === id);
    const slips = cells.flatMap(({ deploymentId }) => driftOf.get(deploymentId) ?? []);
    const ages = cells.flatMap(({ confirmedDaysAgo }) => confirmedDaysAgo ?? []);
    return {
      id,
      label,
      weather,
      trend: trendOf(before?.weather, weather, weatherRanks),
      rate,
      drift: slips.length === 0 ? null : Math.max(...slips),
      age: ages.length === 0 ? null : Math.min(...ages),
      toConfirm: cells.filter(({ freshness }) => freshness === 'to_confirm').length,
    };
  };
}

/** Between the best weather and the next one: an old sun is no sun, and nothing bad was said either. */
const toConfirmRank = 0.5;

/** The worst of what is shown; null where nobody said anything. */
export function worstShown(
  weathers: readonly (string | null)[],
  ranks: Readonly<Record<string, number>>,
): string | null {
  const all = new Map([...Object.entries(ranks), [weatherToConfirm, toConfirmRank] as const]);
  return worstWeather(
    weathers.filter((weather) => weather !== null),
    all,
  );
}

/** How a weather has gone; `new` where it was not there, or nobody had said anything. */
export function trendOf(
  before: string | null | undefined,
  now: string | null,
  ranks: Readonly<Record<string, number>>,
): Trend {
  if (before === undefined || before === null || now === null) return 'new';
  if (before === now) return 'same';
  const rank = (weather: string) => (weather === weatherToConfirm ? toConfirmRank : (ranks[weather] ?? null));
  const [then, today] = [rank(before), rank(now)];
  if (then === null || today === null) return 'new';
  return today < then ? 'better' : today > then ? 'worse' : 'same';
}

/**
 * Milestones that were to end in the period, as its beginning promised them, from its first day to yesterday: held when
 * done by that day, missed when done later, moved away or still open.
 */
export function promised(
  milestones: readonly PaperMilestone[],
  from: IsoDate,
  today: IsoDate,
): { held: PaperMilestone[]; missed: PaperMilestone[] } {
  const due = milestones.filter(
    ({ formerEnd, status }) =>
      formerEnd !== null && formerEnd >= from && formerEnd < today && status !== 'not_applicable',
  );
  const isHeld = ({ status, actualEnd, end, formerEnd }: PaperMilestone) =>
    status === 'done' && (actualEnd ?? end) <= (formerEnd ?? '');
  return { held: due.filter(isHeld), missed: due.filter((milestone) => !isHeld(milestone)) };
}

type Placer = (milestone: Pick<PaperMilestone, 'domainId' | 'siteId'>) => string;

/** « Dossier patient · Montclar ». */
export function placer({ matrix }: Pick<PaperView, 'matrix'>): Placer {
  const domains = new Map(matrix.domains.map(({ id, label }) => [id, label]));
  const sites = new Map(matrix.establishments.map(({ id, shortName }) => [id, shortName]));
  return ({ domainId, siteId }) =>
    [domains.get(domainId), sites.get(siteId)].filter((part) => part !== undefined).join(' · ');
}

function lineOf(milestone: PaperMilestone, place: Placer, more: Partial<WeatherLine> = {}): WeatherLine {
  return {
    kind: milestone.kind,
    label: milestone.label,
    place: place(milestone),
    detail: '',
    day: milestone.end,
    formerDay: null,
    days: milestone.drift,
    ...more,
  };
}

const emptyLine: WeatherLine = {
  kind: '',
  label: '',
  place: '',
  detail: '',
  day: null,
  formerDay: null,
  days: null,
};

/** Decisions the register wants; what waits longest comes first. */
function registerLines({ decisionsWanted: wanted }: PaperView): WeatherLine[] {
  return wanted.map((decision) => ({
    ...emptyLine,
    kind: 'decision',
    label: [decision.number, decision.label].filter(Boolean).join(' · '),
    place: [decision.authority ?? decision.body, placeWords(decision)].filter(Boolean).join(' · '),
    day: decision.dueOn,
  }));
}

/** Critical risks, each with its plan B as its detail. */
function riskLines({ criticalRisks }: PaperView): WeatherLine[] {
  return criticalRisks.map((risk) => ({
    ...emptyLine,
    kind: risk.state,
    label: risk.label,
    place: placeWords(risk) ?? '',
    detail: risk.planB ?? '',
    day: risk.reviewOn,
    formerDay: risk.planBStartedOn,
  }));
}

/** What waits for somebody to decide: gates without a verdict, what is blocked, what two sites say apart. */
function decisionsWanted(view: PaperView, place: Placer): WeatherLine[] {
  const { today } = view;
  const open = view.milestones.filter(({ status }) => isOpenMilestone(status));
  const blocked = open.filter(({ blockedReason }) => blockedReason !== null);
  const gates = open.filter(
    ({ kind, verdict, end, blockedReason }) =>
      kind === 'gate' && verdict === null && blockedReason === null && end <= addDays(today, decisionDays),
  );
  const conflicts: WeatherLine[] =
    view.conflicts === 0 ? [] : [{ ...emptyLine, kind: 'conflicts', days: view.conflicts }];
  return [
    ...blocked.map((milestone) =>
      lineOf(milestone, place, {
        kind: 'blocked',
        detail: [milestone.blockedReason, milestone.planB].filter(Boolean).join('\n'),
        days: null,
      }),
    ),
    ...gates.map((milestone) => lineOf(milestone, place, { kind: 'gate', days: null })),
    ...conflicts,
  ];
}
