import { localIsoDate, type IsoDate, addDays } from '../../shared/domain/iso-date.ts';
import { comparePersonNames, personName } from '../../shared/domain/person-name.ts';
import type { IdentitiesView, WorkspaceCounts, WorkspaceStatus } from '../../shared/views/workspace-view.ts';
import { lastBackupAt } from '../backup.ts';
import { getBasis, getLogState } from '../log-state.ts';
import { ME_SETTING, type Workspace } from '../open-workspace.ts';
import type { ReadDb } from '../sqlite.ts';
import { figuresFingerprint } from './figures-fingerprint.ts';
import { listSites } from './establishment-queries.ts';
import { getSetting } from './setting-queries.ts';

/** Days without any confirmation after which a site counts as silent. */
const SILENT_AFTER_DAYS = 30;

/** The hospital group of this workspace; null while it is empty. */
export function getGroup(db: ReadDb): { id: string; name: string } | null {
  const { groupId } = getLogState(db);
  if (groupId === null) return null;
  const row = db
    .prepare<[string], { name: string | null }>('SELECT name FROM hospital_group WHERE id = ?')
    .get(groupId);
  return { id: groupId, name: row?.name ?? '' };
}

/** Day of the newest save held (date d'arrêté); null while there is none. */
export function getDataDate(db: ReadDb): IsoDate | null {
  const row = db.prepare<[], { ms: number | null }>('SELECT max(ms) AS ms FROM save').get();
  return row?.ms == null ? null : localIsoDate(new Date(row.ms));
}

interface PersonRow {
  readonly id: string;
  readonly firstName: string | null;
  readonly lastName: string | null;
  readonly role: string | null;
  readonly profession: string | null;
  readonly establishmentId: string | null;
  readonly establishmentName: string | null;
}

const PERSON_COLUMNS = `p.id, p.first_name AS firstName, p.last_name AS lastName, p.role, p.profession,
  p.establishment_id AS establishmentId, e.name AS establishmentName`;

/** Who uses this workspace; null until somebody said so. */
export function getMe(db: ReadDb): WorkspaceStatus['me'] {
  const id = getSetting(db, ME_SETTING);
  if (id === null) return null;
  const person = db
    .prepare<[string], PersonRow>(
      `SELECT ${PERSON_COLUMNS} FROM person p LEFT JOIN establishment e ON e.id = p.establishment_id WHERE p.id = ?`,
    )
    .get(id);
  if (!person) return null;
  return {
    personId: person.id,
    name: personName(person),
    role: person.role ?? 'INVITE',
    establishmentId: person.establishmentId,
    establishmentName: person.establishmentName,
  };
}

/** What the frame shows, and which screen comes first. */
export function getWorkspaceStatus(workspace: Workspace, today: IsoDate): WorkspaceStatus {
  const db = workspace.reader;
  return db.snapshot(() => {
    const group = getGroup(db);
    const me = getMe(db);
    const backupAt = lastBackupAt(workspace.paths.backups);
    return {
      state: group === null ? 'empty' : me === null ? 'unidentified' : 'ready',
      basis: getBasis(db),
      group,
      me,
      today,
      dataDate: getDataDate(db),
      figures: figuresFingerprint(db, today),
      silentSites: countSilentSites(db, today),
      unreadable: workspace.unreadable.length,
      backupAgeMinutes:
        backupAt === null ? null : Math.max(0, Math.floor((workspace.now() - backupAt) / 60_000)),
    };
  });
}

export function getWorkspaceCounts(db: ReadDb): WorkspaceCounts {
  const counts = db
    .prepare<[], WorkspaceCounts>(
      `SELECT (SELECT count(*) FROM establishment WHERE deleted = 0 AND kind = 'site') AS establishments,
        (SELECT count(*) FROM domain WHERE deleted = 0) AS domains,
        (SELECT count(*) FROM deployment WHERE deleted = 0) AS deployments,
        (SELECT count(*) FROM milestone WHERE deleted = 0) AS milestones,
        (SELECT count(*) FROM person WHERE deleted = 0) AS people`,
    )
    .get();
  if (!counts) throw new Error('an aggregate always answers one row');
  return counts;
}

function countSilentSites(db: ReadDb, today: IsoDate): number {
  const heard = new Map(
    db
      .prepare<[], { id: string; last: IsoDate }>(
        `SELECT d.establishment_id AS id, max(c.confirmed_on) AS last
          FROM confirmation c JOIN deployment d ON d.id = c.deployment_id
          WHERE c.deleted = 0 AND d.deleted = 0 GROUP BY d.establishment_id`,
      )
      .all()
      .map((row) => [row.id, row.last]),
  );
  const limit = addDays(today, -SILENT_AFTER_DAYS);
  return listSites(db, today).filter((site) => site.role !== 'partner' && (heard.get(site.id) ?? '') < limit)
    .length;
}

/** People one can say to be: those who steer the group and those with open milestones come first. */
export function getIdentities(db: ReadDb): IdentitiesView {
  return db.snapshot(() => {
    const people = db
      .prepare<[], PersonRow & { open: number }>(
        `SELECT ${PERSON_COLUMNS},
            (SELECT count(*) FROM milestone m WHERE m.owner_id = p.id AND m.deleted = 0
              AND coalesce(m.status, '') NOT IN ('done', 'not_applicable')) AS open
          FROM person p LEFT JOIN establishment e ON e.id = p.establishment_id
          WHERE p.deleted = 0 ORDER BY open DESC, p.id`,
      )
      .all();
    const suggested = suggest(people);
    const others = people.filter(({ id }) => !suggested.has(id)).sort(comparePersonNames);
    return {
      basis: getBasis(db),
      people: [...people.filter(({ id }) => suggested.has(id)), ...others].map((person) => ({
        personId: person.id,
        name: personName(person),
        role: person.role ?? 'INVITE',
        profession: person.profession,
        establishmentId: person.establishmentId,
        establishmentName: person.establishmentName,
        suggested: suggested.has(person.id),
      })),
      establishments: db
        .prepare<[], { id: string; name: string }>(
          `SELECT id, coalesce(name, '') AS name FROM establishment
            WHERE deleted = 0 AND kind = 'site' AND closed_on IS NULL ORDER BY coalesce(position, 9999), id`,
        )
        .all(),
    };
  });
}

const STEERING_ROLES = new Set(['DSI_TERRITOIRE', 'PMO_GHT']);

/** At most two who steer the group, and three referents with the most open milestones. */
function suggest(people: readonly (PersonRow & { open: number })[]): Set<string> {
  const steering = people.filter((person) => STEERING_ROLES.has(person.role ?? '')).slice(0, 2);
  const busy = people
    .filter((person) => person.open > 0 && !STEERING_ROLES.has(person.role ?? ''))
    .slice(0, 3);
  return new Set([...steering, ...busy].map((person) => person.id));
}
