import type { IsoDate } from '../../shared/domain/iso-date.ts';
import type { WorkbookList } from '../../shared/views/workbook-view.ts';
import type { ReadDb } from '../sqlite.ts';
import { listDomainChoices } from './named-choices.ts';

/** The workbooks kept here, each with the days that have changed since it was read. */
export function getWorkbookList(db: ReadDb): WorkbookList {
  return db.snapshot(() => {
    const domains = listDomainChoices(db);
    const names = new Map(domains.map(({ id, name }) => [id, name]));
    const workbooks = db
      .prepare<[], { id: string; name: string; domainId: string; readAt: number }>(
        'SELECT id, name, domain_id AS domainId, read_at AS readAt FROM workbook ORDER BY read_at DESC, id',
      )
      .all();
    return {
      domains,
      workbooks: workbooks.map(({ id, name, domainId, readAt }) => {
        const cells = listWorkbookCells(db, id);
        return {
          id,
          name,
          domainName: names.get(domainId) ?? '',
          readAt,
          cells: cells.length,
          changes: cells
            .filter(({ day, now }) => day !== now)
            .map(({ sheet, ref, label, siteName, day, now }) => ({
              sheet,
              ref,
              label,
              siteName,
              from: day,
              to: now,
            })),
        };
      }),
    };
  });
}

export interface WorkbookCell {
  readonly entry: string;
  readonly ref: string;
  readonly sheet: string;
  readonly label: string;
  readonly siteName: string;
  /** What it stood for when the workbook was read, and what the milestone says now. */
  readonly day: IsoDate | null;
  readonly now: IsoDate | null;
}

/** Cells of a workbook whose milestones are still there, in the order of sheets and milestones. */
export function listWorkbookCells(db: ReadDb, workbookId: string): WorkbookCell[] {
  return db
    .prepare<[string], WorkbookCell>(
      `SELECT c.entry, c.ref, c.sheet, coalesce(m.label, m.code, '') AS label,
          coalesce(e.short_name, e.name, '') AS siteName, c.day,
          CASE c.field WHEN 'plannedStart' THEN m.planned_start ELSE m.planned_end END AS now
        FROM workbook_cell c
          JOIN milestone m ON m.id = c.milestone_id AND m.deleted = 0
          JOIN deployment d ON d.id = m.deployment_id AND d.deleted = 0
          LEFT JOIN establishment e ON e.id = d.establishment_id
        WHERE c.workbook_id = ?
        ORDER BY c.sheet, m.position, m.id, c.field DESC`,
    )
    .all(workbookId);
}
