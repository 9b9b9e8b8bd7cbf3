/** Committees of the group, and reports as they were issued for them. */
import type { IsoDate } from '../../shared/domain/iso-date.ts';
import { registry } from '../../shared/domain/registry.ts';
import { reportFromLines, type EditionRow, type LineRow } from '../../shared/paper/edition-lines.ts';
import type { PaperPage } from '../../shared/paper/shapes.ts';
import { AppError } from '../../shared/rpc/app-error.ts';
import type { Committee, CommitteesView, Edition, WeatherReport } from '../../shared/views/paper-view.ts';
import { pagesOfContent } from '../report/edition-content.ts';
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
        `SELECT id, coalesce(report, '') AS report, subject, committee_id AS committeeId, committee_name AS committeeName, issued_on AS issuedOn,
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

/**
 * A document on the sheets it was issued on.
 * @throws AppError `not-found` for one that does not exist, `refused` where its sheets did not come along
 */
export function getEditionSheets(db: ReadDb, id: string): { title: string; pages: PaperPage[] } {
  return db.snapshot(() => {
    const edition = db
      .prepare<[string], { title: string | null }>(
        `SELECT title FROM report_edition WHERE id = ? AND report <> 'weather' AND deleted = 0`,
      )
      .get(id);
    if (!edition) throw new AppError('not-found', { details: { table: 'report_edition' } });
    const pieces = db
      .prepare<[string], { content: string | null }>(
        'SELECT content FROM report_content WHERE edition_id = ? AND deleted = 0 ORDER BY position',
      )
      .all(id);
    return { title: edition.title ?? '', pages: pagesOfContent(pieces.map(({ content }) => content)) };
  });
}

/** Number of the newest edition of a document about something; 0 while there is none. */
export function getLastVersion(db: ReadDb, report: string, subject: string | null): number {
  const last = db
    .prepare<[string, string | null], { version: number | null }>(
      'SELECT max(version) AS version FROM report_edition WHERE report = ? AND subject IS ? AND deleted = 0',
    )
    .get(report, subject);
  return last?.version ?? 0;
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
