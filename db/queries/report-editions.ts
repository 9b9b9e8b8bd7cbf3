/** Committees of the group, and reports as they were issued for them. */
import type { IsoDate } from '../../shared/domain/iso-date.ts';
import { registry } from '../../shared/domain/registry.ts';
import { reportFromLines, type EditionRow, type LineRow } from '../../shared/paper/edition-lines.ts';
import { AppError } from '../../shared/rpc/app-error.ts';
import type { Committee, CommitteesView, Edition, WeatherReport } from '../../shared/views/paper-view.ts';
import { getBasis } from '../log-state.ts';
import { columnName } from '../schema/column-name.ts';
import type { ReadDb } from '../sqlite.ts';

/** Committees and editions, the newest first. */
export function getCommittees(db: ReadDb, today: IsoDate): CommitteesView {
  return db.snapshot(() => ({
    basis: getBasis(db),
    today,
    committees: db
      .prepare<[], Committee>(
        `SELECT c.id, coalesce(c.name, '') AS name, c.day, c.kind,
            (SELECT count(*) FROM report_edition e WHERE e.committee_id = c.id AND e.deleted = 0) AS editions
          FROM committee c WHERE c.deleted = 0 ORDER BY c.day DESC, c.id DESC`,
      )
      .all(),
    editions: db
      .prepare<[], Edition>(
        `SELECT id, coalesce(report, '') AS report, committee_name AS committeeName, issued_on AS issuedOn,
            data_date AS dataDate, author, version
          FROM report_edition WHERE deleted = 0 ORDER BY issued_on DESC, version DESC, id DESC`,
      )
      .all(),
  }));
}

const EDITION_COLUMNS = `id, committee_name AS committeeName, issued_on AS issuedOn, data_date AS dataDate, since,
  group_name AS groupName, author, version, diffusion`;

/** A météo as it was issued. @throws AppError `not-found` for one that does not exist */
export function getWeatherEdition(db: ReadDb, id: string): WeatherReport {
  return db.snapshot(() => {
    const edition = db
      .prepare<[string], EditionRow>(
        `SELECT ${EDITION_COLUMNS} FROM report_edition WHERE id = ? AND report = 'weather' AND deleted = 0`,
      )
      .get(id);
    if (!edition) throw new AppError('not-found', { details: { table: 'report_edition' } });
    return reportFromLines(edition, listLines(db, id));
  });
}

/** The newest météo issued; null while there is none. */
export function getLastWeather(db: ReadDb): WeatherReport | null {
  const last = db
    .prepare<[], { id: string }>(
      `SELECT id FROM report_edition WHERE report = 'weather' AND deleted = 0
        ORDER BY issued_on DESC, version DESC, id DESC LIMIT 1`,
    )
    .get();
  return last ? getWeatherEdition(db, last.id) : null;
}

const LINE_COLUMNS = Object.keys(registry.report_line.fields)
  .filter((field) => field !== 'edition')
  .map((field) => `${columnName('report_line', field)} AS "${field}"`)
  .join(', ');

function listLines(db: ReadDb, editionId: string): LineRow[] {
  return db
    .prepare<[string], LineRow>(
      `SELECT ${LINE_COLUMNS} FROM report_line WHERE edition_id = ? AND deleted = 0`,
    )
    .all(editionId);
}
