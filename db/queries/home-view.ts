import { isDecisionOpen } from '../../shared/domain/decision.ts';
import { addDays, type IsoDate } from '../../shared/domain/iso-date.ts';
import { isLateMilestone } from '../../shared/domain/milestone-status.ts';
import { personName } from '../../shared/domain/person-name.ts';
import type { HomeMilestone, HomeView } from '../../shared/views/home-view.ts';
import { getBasis } from '../log-state.ts';
import type { ReadDb } from '../sqlite.ts';
import { listDecisions } from './decisions-view.ts';
import { OPEN_MILESTONE } from './milestone-queries.ts';

const soonDays = 30;
const decisionDays = 60;
/** Lines of a part: a home page is read at a glance. */
const most = 12;

/** What the home pages show of a site, and the decisions of the group. */
export function getHomeView(db: ReadDb, siteId: string, today: IsoDate): HomeView {
  return db.snapshot(() => {
    const ofSite = 'd.establishment_id = ?';
    const begun = 'coalesce(m.planned_start, m.planned_end) <= ?';
    return {
      basis: getBasis(db),
      today,
      milestones: listMilestones(db, `${ofSite} AND ${begun}`, [siteId, addDays(today, soonDays)], today),
      blocked: listMilestones(db, ofSite, [siteId], today).filter(
        ({ blockedReason, blockedBy }) => blockedReason !== null || blockedBy.length > 0,
      ),
      decisions: listMilestones(
        db,
        `m.kind = 'gate' AND m.verdict IS NULL AND ${begun}`,
        [addDays(today, decisionDays)],
        today,
      ),
      wanted: listDecisions(db, today)
        .filter(({ state }) => isDecisionOpen(state))
        .map(({ id, label, body, authority, dueOn, late }) => ({ id, label, body, authority, dueOn, late })),
      comments: listComments(db, siteId),
      people: listPeople(db, siteId, today),
      periods: listPeriods(db, siteId, today),
    };
  });
}

interface MilestoneRow {
  readonly id: string;
  readonly deploymentId: string;
  readonly label: string;
  readonly domainLabel: string;
  readonly siteName: string;
  readonly phase: string | null;
  readonly status: string | null;
  readonly start: IsoDate;
  readonly end: IsoDate;
  readonly blockedReason: string | null;
  readonly blockedBy: string | null;
}

/** Open dated milestones that meet a condition, by date. */
function listMilestones(
  db: ReadDb,
  condition: string,
  parameters: readonly string[],
  today: IsoDate,
): HomeMilestone[] {
  return db
    .prepare<string[], MilestoneRow>(
      `SELECT m.id, m.deployment_id AS deploymentId, coalesce(m.label, m.code, '') AS label,
          coalesce(dom.label, dom.code, '') AS domainLabel, coalesce(e.short_name, e.name, '') AS siteName, m.phase,
          m.status, coalesce(m.planned_start, m.planned_end) AS start,
          coalesce(m.planned_end, m.planned_start) AS end, m.blocked_reason AS blockedReason,
          CASE WHEN m.actual_start IS NULL THEN (
            SELECT group_concat(pd.code || ' : ' || coalesce(p.label, p.code, ''), char(10))
            FROM dependency l
            JOIN milestone p ON p.id = l.predecessor_id AND p.deleted = 0 AND p.deployment_id <> m.deployment_id
              AND coalesce(p.status, '') NOT IN ('done', 'not_applicable')
            JOIN deployment pp ON pp.id = p.deployment_id AND pp.deleted = 0 AND pp.domain_id <> d.domain_id
            JOIN domain pd ON pd.id = pp.domain_id
            WHERE l.successor_id = m.id AND l.deleted = 0) END AS blockedBy
        FROM milestone m
        JOIN deployment d ON d.id = m.deployment_id AND d.deleted = 0
        JOIN domain dom ON dom.id = d.domain_id
        JOIN establishment e ON e.id = d.establishment_id
        WHERE m.deleted = 0 AND ${OPEN_MILESTONE} AND coalesce(m.planned_end, m.planned_start) IS NOT NULL
          AND ${condition}
        ORDER BY end, start, m.id`,
    )
    .all(...parameters)
    .map(({ status, blockedBy, ...row }) => ({
      ...row,
      late: isLateMilestone(status ?? 'to_come', row.end, today),
      blockedBy: blockedBy === null ? [] : blockedBy.split('\n'),
    }));
}

function listComments(db: ReadDb, siteId: string): HomeView['comments'] {
  return db
    .prepare<
      [string, number],
      Omit<HomeView['comments'][number], 'author'> & {
        readonly firstName: string | null;
        readonly lastName: string | null;
      }
    >(
      `SELECT c.id, c.deployment_id AS deploymentId, coalesce(dom.label, dom.code, '') AS domainLabel,
          coalesce(c.text, '') AS text, coalesce(c.written_at, 0) AS writtenAt, p.first_name AS firstName,
          p.last_name AS lastName
        FROM comment c
        JOIN deployment d ON d.id = c.deployment_id AND d.deleted = 0
        JOIN domain dom ON dom.id = d.domain_id
        LEFT JOIN person p ON p.id = c.author_id
        WHERE c.deleted = 0 AND d.establishment_id = ? ORDER BY c.written_at DESC, c.id DESC LIMIT ?`,
    )
    .all(siteId, most)
    .map(({ firstName, lastName, ...row }) => ({ ...row, author: personName({ firstName, lastName }) }));
}

function listPeople(db: ReadDb, siteId: string, today: IsoDate): HomeView['people'] {
  return db
    .prepare<
      [string, IsoDate],
      Omit<HomeView['people'][number], 'name'> & {
        readonly firstName: string | null;
        readonly lastName: string | null;
      }
    >(
      `SELECT p.id, coalesce(a.role, p.role, 'INVITE') AS role, coalesce(dom.label, dom.code, '') AS domainLabel,
          p.first_name AS firstName, p.last_name AS lastName
        FROM assignment a
        JOIN person p ON p.id = a.person_id AND p.deleted = 0
        JOIN domain dom ON dom.id = a.domain_id
        WHERE a.deleted = 0 AND a.establishment_id = ? AND (a.to_date IS NULL OR a.to_date >= ?)
        ORDER BY coalesce(dom.position, 9999), p.last_name, p.first_name, a.id`,
    )
    .all(siteId, today)
    .map(({ firstName, lastName, ...row }) => ({ ...row, name: personName({ firstName, lastName }) }));
}

function listPeriods(db: ReadDb, siteId: string, today: IsoDate): HomeView['periods'] {
  return db
    .prepare<[string, IsoDate], HomeView['periods'][number]>(
      `SELECT id, coalesce(label, '') AS label, kind, from_date AS "from", to_date AS "to" FROM calendar_period
        WHERE deleted = 0 AND kind IN ('freeze', 'closure') AND from_date IS NOT NULL
          AND (establishment_id IS NULL OR establishment_id = ?) AND to_date >= ? ORDER BY from_date, id`,
    )
    .all(siteId, today);
}
