import type { IsoDate } from '../../shared/domain/iso-date.ts';
import { AppError } from '../../shared/rpc/app-error.ts';
import type { ReadDb } from '../sqlite.ts';

export interface StoredScenario {
  readonly id: string;
  readonly name: string;
  readonly note: string | null;
  readonly createdOn: IsoDate;
  readonly authorId: string | null;
  readonly steps: number;
  readonly appliedOn: IsoDate | null;
}

/** Inclusive days of a milestone in a scenario, and those the real plan gave it when they were set. */
export interface ScenarioDays {
  readonly start: IsoDate;
  readonly end: IsoDate;
  readonly realStart: IsoDate | null;
  readonly realEnd: IsoDate | null;
}

/** What one gesture makes of a milestone's difference; null: as the real plan. */
export interface ScenarioChange {
  readonly milestoneId: string;
  readonly before: ScenarioDays | null;
  readonly after: ScenarioDays | null;
}

const COLUMNS =
  'id, name, note, created_on AS createdOn, author_id AS authorId, steps, applied_on AS appliedOn';

/** The scenarios of this post, the newest first. */
export function listScenarios(db: ReadDb): StoredScenario[] {
  return db
    .prepare<[], StoredScenario>(`SELECT ${COLUMNS} FROM scenario ORDER BY created_on DESC, id DESC`)
    .all();
}

/** The scenario of an id. @throws AppError `not-found` when it does not exist or was given up. */
export function findScenario(db: ReadDb, id: string): StoredScenario {
  const stored = db.prepare<[string], StoredScenario>(`SELECT ${COLUMNS} FROM scenario WHERE id = ?`).get(id);
  if (!stored) throw new AppError('not-found', { key: 'error.scenario-gone' });
  return stored;
}

/** The name of a scenario, or null where there is none. */
export function findScenarioName(db: ReadDb, id: string): string | null {
  return (
    db.prepare<[string], { name: string }>('SELECT name FROM scenario WHERE id = ?').get(id)?.name ?? null
  );
}

/** Ids of the deployments a scenario is of; empty: the whole group. */
export function listScenarioScope(db: ReadDb, id: string): string[] {
  return db
    .prepare<[string], { id: string }>(
      'SELECT deployment_id AS id FROM scenario_scope WHERE scenario_id = ? ORDER BY deployment_id',
    )
    .all(id)
    .map(({ id: deploymentId }) => deploymentId);
}

/** The days of milestones that differ from the real plan in a scenario, by milestone. */
export function scenarioDays(db: ReadDb, id: string): Map<string, ScenarioDays> {
  const rows = db
    .prepare<[string], ScenarioDays & { id: string }>(
      `SELECT milestone_id AS id, start_date AS start, end_date AS end, real_start AS realStart, real_end AS realEnd
        FROM scenario_value WHERE scenario_id = ? ORDER BY milestone_id`,
    )
    .all(id);
  return new Map(rows.map(({ id: milestoneId, ...days }) => [milestoneId, days]));
}

/** Gives rows of milestones the days a scenario has for them, and leaves the others as they are. */
export function inScenario<
  Row extends { readonly id: string; readonly start: IsoDate | null; readonly end: IsoDate | null },
>(db: ReadDb, scenarioId: string | null): (row: Row) => Row {
  if (scenarioId === null) return (row) => row;
  const days = scenarioDays(db, scenarioId);
  return (row) => {
    const own = days.get(row.id);
    return own ? { ...row, start: own.start, end: own.end } : row;
  };
}

interface StepRow {
  readonly milestoneId: string;
  readonly beforeStart: IsoDate | null;
  readonly beforeEnd: IsoDate | null;
  readonly beforeRealStart: IsoDate | null;
  readonly beforeRealEnd: IsoDate | null;
  readonly afterStart: IsoDate | null;
  readonly afterEnd: IsoDate | null;
  readonly afterRealStart: IsoDate | null;
  readonly afterRealEnd: IsoDate | null;
}

/** What a gesture of a scenario changed; empty where there is no such step. */
export function listStepChanges(db: ReadDb, id: string, step: number): ScenarioChange[] {
  return db
    .prepare<[string, number], StepRow>(
      `SELECT milestone_id AS milestoneId, before_start AS beforeStart, before_end AS beforeEnd,
          before_real_start AS beforeRealStart, before_real_end AS beforeRealEnd, after_start AS afterStart,
          after_end AS afterEnd, after_real_start AS afterRealStart, after_real_end AS afterRealEnd
        FROM scenario_step WHERE scenario_id = ? AND step = ? ORDER BY milestone_id`,
    )
    .all(id, step)
    .map((row) => ({
      milestoneId: row.milestoneId,
      before: daysFrom(row.beforeStart, row.beforeEnd, row.beforeRealStart, row.beforeRealEnd),
      after: daysFrom(row.afterStart, row.afterEnd, row.afterRealStart, row.afterRealEnd),
    }));
}

function daysFrom(
  start: IsoDate | null,
  end: IsoDate | null,
  realStart: IsoDate | null,
  realEnd: IsoDate | null,
): ScenarioDays | null {
  return start === null || end === null ? null : { start, end, realStart, realEnd };
}
