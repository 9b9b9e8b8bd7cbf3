import type { ScheduleLink } from '../../shared/scheduling/apply-template.ts';
import type { RollOutRow } from '../../shared/scheduling/roll-out.ts';
import type { ReadDb } from '../sqlite.ts';

/** A row of a template as it is stored, its flags as booleans. */
export interface StoredTemplateRow extends RollOutRow {
  readonly code: string | null;
  readonly label: string | null;
  readonly kind: 'task' | 'gate' | 'milestone';
  readonly position: number | null;
  readonly durationUnit: 'working' | 'calendar';
  /** Role that usually owns it. */
  readonly role: string | null;
}

/** A link of a template, with the id of its row. */
export interface StoredTemplateLink extends ScheduleLink {
  readonly id: string;
  readonly type: 'FS' | 'SS' | 'FF' | 'SF';
  readonly lagUnit: 'working' | 'calendar';
}

export interface StoredTemplate {
  readonly id: string;
  readonly code: string | null;
  readonly label: string;
  readonly version: number;
  /** By position. */
  readonly rows: readonly StoredTemplateRow[];
  /** Between rows of the template. */
  readonly links: readonly StoredTemplateLink[];
  /** From rows of other templates: what waits for them at the same site. */
  readonly prerequisites: readonly StoredTemplateLink[];
}

type RowRecord = Omit<StoredTemplateRow, 'scalable' | 'repeated'> & {
  readonly scalable: number;
  readonly repeated: number;
};

/** A template with its rows and links; undefined when there is none of this id. */
export function loadTemplate(db: ReadDb, id: string): StoredTemplate | undefined {
  const template = db
    .prepare<[string], { code: string | null; label: string; version: number }>(
      `SELECT code, coalesce(label, code, '') AS label, coalesce(version, 1) AS version FROM template
        WHERE id = ? AND deleted = 0`,
    )
    .get(id);
  if (!template) return undefined;
  const rows = db
    .prepare<[string], RowRecord>(
      `SELECT id, code, label, coalesce(kind, 'task') AS kind, phase, position, coalesce(duration, 0) AS duration,
          coalesce(duration_unit, 'working') AS durationUnit, coalesce(scalable, 0) AS scalable,
          coalesce(repeated, 0) AS repeated, role
        FROM template_row WHERE template_id = ? AND deleted = 0 ORDER BY position, id`,
    )
    .all(id)
    .map((row) => ({ ...row, scalable: row.scalable === 1, repeated: row.repeated === 1 }));
  const known = new Set(rows.map((row) => row.id));
  const links = listLinksTo(db, id);
  return {
    id,
    ...template,
    rows,
    links: links.filter(({ predecessor }) => known.has(predecessor)),
    prerequisites: links.filter(({ predecessor }) => !known.has(predecessor)),
  };
}

/** Links to rows of a template from rows that are still there. */
function listLinksTo(db: ReadDb, templateId: string): StoredTemplateLink[] {
  return db
    .prepare<[string], StoredTemplateLink>(
      `SELECT l.id, l.predecessor_id AS predecessor, l.successor_id AS successor,
          CASE WHEN l.type IN ('SS', 'FF', 'SF') THEN l.type ELSE 'FS' END AS type, coalesce(l.lag, 0) AS lag,
          CASE l.lag_unit WHEN 'calendar' THEN 'calendar' ELSE 'working' END AS lagUnit
        FROM template_link l
        JOIN template_row r ON r.id = l.successor_id AND r.deleted = 0
        JOIN template_row p ON p.id = l.predecessor_id AND p.deleted = 0
        WHERE r.template_id = ? AND l.deleted = 0 ORDER BY l.id`,
    )
    .all(templateId);
}
