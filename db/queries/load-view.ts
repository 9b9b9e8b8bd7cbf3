import { dayFromIso, isoFromDay, type IsoDate } from '../../shared/domain/iso-date.ts';
import { addMonths, endOfMonth, monthOf } from '../../shared/domain/month.ts';
import { comparePersonNames, personName } from '../../shared/domain/person-name.ts';
import {
  effortInMonth,
  type EstimatedWork,
  loadByMonth,
  loadPercent,
  type MonthCapacity,
  type MonthLoad,
  teamLoad,
} from '../../shared/scheduling/load.ts';
import type { z } from 'zod';
import type {
  LoadMilestone,
  LoadMonth,
  LoadRow,
  LoadView,
  loadMonthSchema,
} from '../../shared/views/load-view.ts';
import { getBasis } from '../log-state.ts';
import { assertPlannedDay } from '../planned-day.ts';
import type { ReadDb } from '../sqlite.ts';
import { siteCalendars } from './plan-network.ts';

const shownMonths = 6;
/** Roles whose people at one site work as one team. */
const teamRoles: readonly string[] = ['EQUIPE_IT'];

/**
 * Load by month, six months from the one of `from`, of those who have a capacity, an assignment or work to do in
 * them, and of the teams they are of.
 * @throws AppError `bad-request` for a month no plan may hold
 */
export function getLoadView(db: ReadDb, from: IsoDate): LoadView {
  assertPlannedDay(from);
  return db.snapshot(() => {
    const months = Array.from({ length: shownMonths }, (_none, at) => addMonths(monthOf(from), at));
    const work = Map.groupBy(listWork(db, months), ({ ownerId }) => ownerId);
    const said = listCapacities(db);
    const people = listPeople(db)
      .filter(({ id, assigned }) => assigned === 1 || work.has(id) || said.has(id))
      .map((person) => ({
        person,
        loads: loadByMonth(months, (work.get(person.id) ?? []).flatMap(estimated), said.get(person.id) ?? []),
      }))
      // Those something is known of come first.
      .toSorted((a, b) => Number(hasLoad(b)) - Number(hasLoad(a)));
    return { basis: getBasis(db), months, rows: [...teamsOf(months, people), ...people.map(personRow)] };
  });
}

/** The milestones some people have in a month, by date. Throws as `getLoadView`. */
export function getLoadMonth(
  db: ReadDb,
  { personIds, month }: { personIds: readonly string[]; month: IsoDate },
): z.infer<typeof loadMonthSchema> {
  assertPlannedDay(month);
  return db.snapshot(() => {
    const chosen = new Set(personIds);
    return {
      basis: getBasis(db),
      milestones: listWork(db, [month])
        .filter(({ ownerId }) => chosen.has(ownerId))
        .map(inMonth(month)),
    };
  });
}

function inMonth(month: IsoDate): (work: Work) => LoadMilestone {
  return (work) => {
    const { ownerId: _ownerId, calendar: _calendar, firstName, lastName, ...milestone } = work;
    const [one] = estimated(work);
    return {
      ...milestone,
      ownerName: personName({ firstName, lastName }),
      share: one ? Math.round(effortInMonth(one, month)) : null,
    };
  };
}

interface Person {
  readonly id: string;
  readonly firstName: string | null;
  readonly lastName: string | null;
  readonly role: string;
  readonly siteId: string | null;
  readonly siteName: string | null;
  readonly assigned: number;
}

interface PersonLoad {
  readonly person: Person;
  readonly loads: readonly MonthLoad[];
}

function hasLoad({ loads }: PersonLoad): boolean {
  return loads.some(
    ({ capacity, committed, estimated: share }) => capacity !== null || committed + share > 0,
  );
}

function listPeople(db: ReadDb): Person[] {
  return db
    .prepare<[], Person>(
      `SELECT p.id, p.first_name AS firstName, p.last_name AS lastName, coalesce(p.role, 'INVITE') AS role,
          p.establishment_id AS siteId, coalesce(e.short_name, e.name) AS siteName,
          EXISTS (SELECT 1 FROM assignment a WHERE a.person_id = p.id AND a.deleted = 0) AS assigned
        FROM person p LEFT JOIN establishment e ON e.id = p.establishment_id WHERE p.deleted = 0`,
    )
    .all()
    .toSorted(comparePersonNames);
}

/** By person; of two rows for a month, the one made last. */
function listCapacities(db: ReadDb): Map<string, MonthCapacity[]> {
  const rows = db
    .prepare<[], MonthCapacity & { readonly personId: string }>(
      `SELECT person_id AS personId, month, capacity, committed FROM capacity
        WHERE deleted = 0 AND person_id IS NOT NULL AND month IS NOT NULL ORDER BY id`,
    )
    .all();
  return new Map(
    [...Map.groupBy(rows, ({ personId }) => personId)].map(([id, list]) => [
      id,
      [...new Map(list.map((row) => [row.month, row])).values()],
    ]),
  );
}

type Work = Omit<LoadMilestone, 'ownerName' | 'share'> & {
  readonly ownerId: string;
  readonly calendar: EstimatedWork['calendar'];
  readonly firstName: string | null;
  readonly lastName: string | null;
};

/** The milestones people have in some months, on the calendar of their site. */
function listWork(db: ReadDb, months: readonly IsoDate[]): Work[] {
  const [first, last] = [months[0], months.at(-1)];
  if (first === undefined || last === undefined) return [];
  const calendars = siteCalendars(db);
  return db
    .prepare<
      [IsoDate, IsoDate],
      Omit<Work, 'calendar'> & { readonly siteId: string; readonly zone: string | null }
    >(
      `SELECT m.id, m.deployment_id AS deploymentId, coalesce(m.label, '') AS label,
          coalesce(dom.label, dom.code, '') AS domainLabel, coalesce(e.short_name, e.name, '') AS siteName,
          m.owner_id AS ownerId, coalesce(m.planned_start, m.planned_end) AS plannedStart,
          coalesce(m.planned_end, m.planned_start) AS plannedEnd, m.effort, e.id AS siteId, e.holiday_zone AS zone,
          p.first_name AS firstName, p.last_name AS lastName
        FROM milestone m
        JOIN deployment d ON d.id = m.deployment_id AND d.deleted = 0
        JOIN domain dom ON dom.id = d.domain_id
        JOIN establishment e ON e.id = d.establishment_id
        JOIN person p ON p.id = m.owner_id AND p.deleted = 0
        WHERE m.deleted = 0 AND coalesce(m.status, '') <> 'not_applicable'
          AND coalesce(m.planned_end, m.planned_start) >= ? AND coalesce(m.planned_start, m.planned_end) <= ?
        ORDER BY plannedStart, plannedEnd, m.id`,
    )
    .all(first, isoFromDay(endOfMonth(last) - 1))
    .map(({ siteId, zone, ...row }) => ({ ...row, calendar: calendars(siteId, zone) }));
}

type Spread = Pick<Work, 'calendar' | 'plannedStart' | 'plannedEnd' | 'effort'>;

function estimated({ calendar, plannedStart, plannedEnd, effort }: Spread): EstimatedWork[] {
  if (effort === null) return [];
  return [{ calendar, start: dayFromIso(plannedStart), end: dayFromIso(plannedEnd), effort }];
}

function personRow({ person, loads }: PersonLoad): LoadRow {
  return {
    kind: 'person',
    id: person.id,
    name: personName(person),
    role: person.role,
    siteName: person.siteName,
    personIds: [person.id],
    months: loads.map(withPercent),
  };
}

function teamsOf(months: readonly IsoDate[], people: readonly PersonLoad[]): LoadRow[] {
  const members = people.filter(({ person }) => teamRoles.includes(person.role) && person.siteId !== null);
  return [...Map.groupBy(members, ({ person }) => `${person.siteId} ${person.role}`)]
    .map(([id, team]): LoadRow => ({
      kind: 'team',
      id,
      name: null,
      role: team[0]?.person.role ?? '',
      siteName: team[0]?.person.siteName ?? null,
      personIds: team.map(({ person }) => person.id),
      months: teamLoad(
        months,
        team.map(({ loads }) => loads),
      ).map(withPercent),
    }))
    .toSorted((a, b) => (a.siteName ?? '').localeCompare(b.siteName ?? '', 'fr'));
}

function withPercent(load: MonthLoad): LoadMonth {
  return { ...load, percent: loadPercent(load) };
}
