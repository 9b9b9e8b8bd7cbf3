import { createCalendar } from '../../shared/domain/calendar.ts';
import { applyTemplate } from '../../shared/scheduling/apply-template.ts';
import { CycleError } from '../../shared/scheduling/network.ts';
import type { TemplateListView, TemplateRowView } from '../../shared/views/template-view.ts';
import { getBasis } from '../log-state.ts';
import type { ReadDb } from '../sqlite.ts';
import { loadTemplate, type StoredTemplate } from './template-queries.ts';

/** All templates with their rows, for the screen that edits them. */
export function getTemplateList(db: ReadDb): TemplateListView {
  return db.snapshot(() => {
    const rows = db
      .prepare<[], { id: string; note: string | null; domainCount: number }>(
        `SELECT t.id, t.note, (SELECT count(*) FROM domain d WHERE d.template_id = t.id AND d.deleted = 0)
            AS domainCount
          FROM template t WHERE t.deleted = 0 ORDER BY t.code, t.id`,
      )
      .all();
    const rowNames = listRowNames(db);
    return {
      basis: getBasis(db),
      templates: rows.flatMap(({ id, note, domainCount }) => {
        const template = loadTemplate(db, id);
        if (!template) return [];
        const { code, label, version } = template;
        return [
          {
            id,
            code: code ?? '',
            label,
            version,
            note,
            domainCount,
            rows: template.rows.map((row) => rowView(template, row, rowNames)),
            workingDays: lengthOf(template),
          },
        ];
      }),
    };
  });
}

function rowView(
  { rows, links, prerequisites }: StoredTemplate,
  { position: _position, code, label, ...row }: StoredTemplate['rows'][number],
  names: ReadonlyMap<string, string>,
): TemplateRowView {
  const place = new Map(rows.map(({ id }, at) => [id, at]));
  return {
    ...row,
    code: code ?? '',
    label: label ?? '',
    predecessors: links
      .filter(({ successor }) => successor === row.id)
      .map(({ predecessor, type, lag, lagUnit }) => ({ at: place.get(predecessor) ?? 0, type, lag, lagUnit }))
      .toSorted((a, b) => a.at - b.at),
    prerequisites: prerequisites
      .filter(({ successor }) => successor === row.id)
      .map(({ predecessor, type, lag, lagUnit }) => ({
        rowId: predecessor,
        type,
        lag,
        lagUnit,
        name: names.get(predecessor) ?? '',
      })),
  };
}

function listRowNames(db: ReadDb): Map<string, string> {
  const rows = db
    .prepare<[], { id: string; name: string }>(
      `SELECT r.id, coalesce(t.label, t.code, '') || char(160) || ': ' || coalesce(r.label, r.code, '') AS name
        FROM template_row r JOIN template t ON t.id = r.template_id`,
    )
    .all();
  return new Map(rows.map(({ id, name }) => [id, name]));
}

const weekdays = createCalendar([]);
/** A Tuesday, far enough from both ends of the calendars. */
const anyDay = 20_459;

function lengthOf({ rows, links }: StoredTemplate): number | null {
  const once = rows.filter(({ repeated }) => !repeated);
  try {
    const ends = applyTemplate(once, links, anyDay, 10_000, weekdays).map(({ endOffset }) => endOffset);
    return ends.length === 0 ? null : Math.max(...ends);
  } catch (error) {
    if (error instanceof CycleError || error instanceof RangeError) return null;
    throw error;
  }
}
