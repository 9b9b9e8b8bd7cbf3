import { daysSinceConfirmation, type FreshnessLimits, freshnessOf } from '../../shared/domain/freshness.ts';
import { daysBetween, type IsoDate } from '../../shared/domain/iso-date.ts';
import { isOpenMilestone } from '../../shared/domain/milestone-status.ts';
import { weekReason } from '../../shared/domain/week-line.ts';
import { isReferentRole } from '../../shared/reference/roles.ts';
import type { WeekGroup, WeekLine, WeekView } from '../../shared/views/week-view.ts';
import { getBasis } from '../log-state.ts';
import type { ReadDb } from '../sqlite.ts';
import { listSites } from './establishment-queries.ts';
import { getFreshnessLimits } from './reference-queries.ts';

interface OwnMilestone {
  readonly id: string;
  readonly deploymentId: string;
  readonly domainLabel: string;
  readonly siteName: string;
  readonly label: string;
  readonly kind: WeekLine['kind'];
  readonly plannedStart: IsoDate | null;
  readonly plannedEnd: IsoDate | null;
  readonly status: string;
  readonly statusReason: string | null;
  readonly blockedReason: string | null;
  readonly planB: string | null;
  readonly commentCount: number;
}

interface Word {
  /** Last word on the whole deployment, and on anything of it. */
  readonly whole: IsoDate | null;
  readonly any: IsoDate | null;
  /** By milestone: the last word on it, and whether the person said one today. */
  readonly own: ReadonlyMap<string, { readonly on: IsoDate | null; readonly mineToday: boolean }>;
}

const noWord: Word = { whole: null, any: null, own: new Map() };

/**
 * What a person is asked this week: of the milestones they own, and of those nobody owns where they are the referent,
 * the ones late, due or unconfirmed, and those they answered today. Late ones first, then by date.
 */
export function getWeekView(db: ReadDb, personId: string | null, today: IsoDate): WeekView {
  return db.snapshot(() => {
    const milestones = personId === null ? [] : listOwnMilestones(db, personId, today);
    const words = personId === null ? new Map<string, Word>() : listWords(db, milestones, personId, today);
    const limits = getFreshnessLimits(db);
    const dated = milestones.map((milestone) => ({
      milestone,
      line: toLine(milestone, words.get(milestone.deploymentId) ?? noWord, today, limits),
    }));
    const asked = dated.filter(({ line }) => line.reason !== null || line.answered);
    return {
      basis: getBasis(db),
      today,
      personId,
      groups: groupsOf(asked, words, today, limits),
      total: asked.length,
      remaining: asked.filter(({ line }) => !line.answered).length,
      open: milestones.filter(({ status }) => isOpenMilestone(status)).length,
      next: nextOf(dated, today),
      sendTo: personId === null ? null : siteToSendTo(db, personId, today),
    };
  });
}

/** Whoever owned a milestone and has left the directory owns it no more. What is given up or put off is left in peace. */
function listOwnMilestones(db: ReadDb, personId: string, today: IsoDate): OwnMilestone[] {
  return db
    .prepare<[string, string, IsoDate, IsoDate], OwnMilestone>(
      `WITH mine(id) AS (
        SELECT id FROM milestone WHERE owner_id = ? AND deleted = 0
        UNION
        SELECT m.id FROM assignment a
          JOIN deployment d ON d.establishment_id = a.establishment_id AND d.domain_id = a.domain_id
          JOIN milestone m ON m.deployment_id = d.id AND m.deleted = 0
          LEFT JOIN person o ON o.id = m.owner_id AND o.deleted = 0
          WHERE a.person_id = ? AND a.deleted = 0 AND o.id IS NULL
            AND (a.from_date IS NULL OR a.from_date <= ?) AND (a.to_date IS NULL OR a.to_date >= ?))
      SELECT m.id, d.id AS deploymentId, coalesce(dom.label, dom.code, '') AS domainLabel,
          coalesce(e.short_name, e.name, '') AS siteName, coalesce(m.label, '') AS label,
          coalesce(m.kind, 'task') AS kind, m.planned_start AS plannedStart, m.planned_end AS plannedEnd,
          coalesce(m.status, 'to_come') AS status, m.status_reason AS statusReason,
          m.blocked_reason AS blockedReason, m.plan_b AS planB,
          (SELECT count(*) FROM comment c
            WHERE c.deployment_id = d.id AND c.milestone_id = m.id AND c.deleted = 0) AS commentCount
        FROM mine
        JOIN milestone m ON m.id = mine.id
        JOIN deployment d ON d.id = m.deployment_id AND d.deleted = 0
        JOIN domain dom ON dom.id = d.domain_id
        JOIN establishment e ON e.id = d.establishment_id
        WHERE coalesce(d.stage, '') NOT IN ('suspended', 'abandoned', 'out_of_scope')
        ORDER BY coalesce(dom.position, 9999), coalesce(e.position, 9999), d.id, coalesce(m.position, 9999), m.id`,
    )
    .all(personId, personId, today, today);
}

/** What was said of the deployments of some milestones, by deployment. */
function listWords(
  db: ReadDb,
  milestones: readonly OwnMilestone[],
  personId: string,
  today: IsoDate,
): Map<string, Word> {
  const ids = [...new Set(milestones.map(({ deploymentId }) => deploymentId))];
  const rows = db
    .prepare<
      [string, IsoDate, string],
      { deploymentId: string; milestoneId: string | null; on: IsoDate | null; mineToday: number }
    >(
      `SELECT deployment_id AS deploymentId, milestone_id AS milestoneId, max(confirmed_on) AS "on",
          max(person_id = ? AND confirmed_on = ?) AS mineToday
        FROM confirmation
        WHERE deleted = 0 AND confirmed_on IS NOT NULL AND deployment_id IN (SELECT value FROM json_each(?))
        GROUP BY deployment_id, milestone_id`,
    )
    .all(personId, today, JSON.stringify(ids));
  return new Map(
    [...Map.groupBy(rows, (row) => row.deploymentId)].map(([id, said]) => [
      id,
      {
        whole: latest(said.filter(({ milestoneId }) => milestoneId === null).map(({ on }) => on)),
        any: latest(said.map(({ on }) => on)),
        own: new Map(
          said.flatMap(({ milestoneId, on, mineToday }) =>
            milestoneId === null ? [] : [[milestoneId, { on, mineToday: mineToday === 1 }] as const],
          ),
        ),
      },
    ]),
  );
}

function latest(days: readonly (IsoDate | null)[]): IsoDate | null {
  return days.reduce((last, day) => (day !== null && (last === null || day > last) ? day : last), null);
}

function toLine(milestone: OwnMilestone, word: Word, today: IsoDate, limits: FreshnessLimits): WeekLine {
  const { id, deploymentId: _deployment, domainLabel: _domain, siteName: _site, ...shown } = milestone;
  const own = word.own.get(id);
  const answeredOn = own?.on ?? null;
  const confirmedOn = latest([answeredOn, word.whole]);
  const confirmedDaysAgo = daysSinceConfirmation(confirmedOn, today);
  const answered = own?.mineToday ?? false;
  return {
    ...shown,
    milestoneId: id,
    reason: answered ? null : weekReason({ ...milestone, answeredOn, confirmedOn }, today, limits),
    daysLeft: milestone.plannedEnd === null ? null : daysBetween(today, milestone.plannedEnd),
    confirmedDaysAgo,
    freshness: freshnessOf(confirmedDaysAgo, limits),
    answered,
  };
}

interface Dated {
  readonly milestone: OwnMilestone;
  readonly line: WeekLine;
}

function groupsOf(
  asked: readonly Dated[],
  words: ReadonlyMap<string, Word>,
  today: IsoDate,
  limits: FreshnessLimits,
): WeekGroup[] {
  const groups = Map.groupBy(asked.toSorted(byUrgency), ({ milestone }) => milestone.deploymentId);
  return [...groups].map(([deploymentId, rows]) => {
    const confirmedDaysAgo = daysSinceConfirmation(words.get(deploymentId)?.any ?? null, today);
    return {
      deploymentId,
      domainLabel: rows[0]?.milestone.domainLabel ?? '',
      siteName: rows[0]?.milestone.siteName ?? '',
      freshness: freshnessOf(confirmedDaysAgo, limits),
      confirmedDaysAgo,
      lines: rows.map(({ line }) => line),
    };
  });
}

const noDate = '9999-12-31';

/** Late before the rest, then by date; equal ones stay in the order of their deployments. */
function byUrgency({ line: a }: Dated, { line: b }: Dated): number {
  const late = Number(b.reason === 'late') - Number(a.reason === 'late');
  const [dayA, dayB] = [a.plannedEnd ?? noDate, b.plannedEnd ?? noDate];
  return late || (dayA < dayB ? -1 : Number(dayA > dayB));
}

function nextOf(dated: readonly Dated[], today: IsoDate): WeekView['next'] {
  const [first] = dated
    .filter(
      ({ line }) => isOpenMilestone(line.status) && line.reason === null && (line.plannedEnd ?? '') > today,
    )
    .toSorted(byUrgency);
  if (!first || first.line.plannedEnd === null) return null;
  const { id, deploymentId, label, domainLabel, siteName } = first.milestone;
  return { milestoneId: id, deploymentId, label, domainLabel, siteName, date: first.line.plannedEnd };
}

/** Who steers the group from its support establishment has nowhere to send their own answers to. */
function siteToSendTo(db: ReadDb, personId: string, today: IsoDate): WeekView['sendTo'] {
  const support = listSites(db, today).find(({ role }) => role === 'support');
  const person = db
    .prepare<[string], { siteId: string | null; role: string | null }>(
      'SELECT establishment_id AS siteId, role FROM person WHERE id = ?',
    )
    .get(personId);
  const steersThere = person?.siteId === support?.id && !isReferentRole(person?.role ?? '');
  return support === undefined || steersThere
    ? null
    : { establishmentId: support.id, name: support.shortName };
}
