import type { RowPatch } from '../../shared/domain/registry.ts';
import type { RecordOp } from '../../shared/exchange/record-op.ts';
import { AppError } from '../../shared/rpc/app-error.ts';
import { templateNetwork } from '../../shared/scheduling/apply-template.ts';
import { CycleError } from '../../shared/scheduling/network.ts';
import { checkRows, RollOutError } from '../../shared/scheduling/roll-out.ts';
import { createCalendar } from '../../shared/domain/calendar.ts';
import type { Basis } from '../../shared/views/common.ts';
import type { TemplateCreate, TemplateSave } from '../../shared/views/template-view.ts';
import { newId } from '../new-id.ts';
import type { Workspace } from '../open-workspace.ts';
import { loadTemplate, type StoredTemplate } from '../queries/template-queries.ts';
import type { ReadDb } from '../sqlite.ts';
import type { Committed } from '../write/commit.ts';
import { assertRow } from './assert-row.ts';

interface SavedRow extends Omit<TemplateSave['rows'][number], 'id'> {
  readonly id: string;
  readonly isNew: boolean;
}

/**
 * Writes a template as edited and numbers the version on, when anything changed; deployments keep the plan they have.
 * @throws AppError `refused` for a template without rows, a row without or with an impossible duration, links in a
 * circle; `not-found` for a row that is not there.
 */
export function saveTemplate(workspace: Workspace, input: TemplateSave): Committed {
  const template = loadTemplate(workspace.gate.db, input.id);
  if (!template) throw new AppError('not-found', { details: { table: 'template' } });
  const known = new Set(template.rows.map(({ id }) => id));
  if (input.rows.some(({ id }) => id !== null && !known.has(id)))
    throw new AppError('not-found', { details: { table: 'template_row' } });
  checkPrerequisites(workspace, input, known);
  const rows = input.rows.map((row): SavedRow => ({ ...row, id: row.id ?? newId(), isNew: row.id === null }));
  check(rows);
  const ops = [
    ...rowOps(template, rows),
    ...linkOps(template, rows),
    ...(input.label === template.label ? [] : [update('template', input.id, { label: input.label })]),
  ];
  const version = ops.length === 0 ? [] : [update('template', input.id, { version: template.version + 1 })];
  return workspace.commit([...ops, ...version], input.basis);
}

/** What a row waits for elsewhere is a row of another template that is there. */
function checkPrerequisites(workspace: Workspace, { rows }: TemplateSave, own: ReadonlySet<string>): void {
  for (const { rowId } of rows.flatMap(({ prerequisites }) => prerequisites)) {
    if (own.has(rowId)) throw new AppError('refused', { key: 'error.link-itself' });
    assertRow(workspace, 'template_row', rowId);
  }
}

function update(table: 'template' | 'template_row' | 'template_link', id: string, values: object): RecordOp {
  return { kind: 'update', table, id, values };
}

function linksOf(rows: readonly SavedRow[]) {
  return rows.flatMap((row) =>
    row.predecessors.flatMap(({ at, ...link }) => {
      const predecessor = rows[at]?.id;
      if (predecessor === undefined) throw new AppError('not-found', { details: { table: 'template_row' } });
      return [{ ...link, predecessor, successor: row.id }];
    }),
  );
}

function check(rows: readonly SavedRow[]): void {
  const label = (id: string): string => rows.find((row) => row.id === id)?.label ?? id;
  try {
    checkRows(rows);
    templateNetwork(rows, linksOf(rows), 0, 10_000, createCalendar([]));
  } catch (error) {
    if (error instanceof CycleError)
      throw new AppError('refused', {
        key: 'error.link-circle',
        details: { path: error.path.map(label).join(' → ') },
      });
    if (!(error instanceof RollOutError)) throw error;
    if (error.fault === 'template-empty')
      throw new AppError('refused', { key: 'error.template-without-row' });
    throw new AppError('refused', {
      key: `error.roll-out-${error.fault}`,
      details: { row: label(error.at) },
    });
  }
}

function rowOps(template: StoredTemplate, rows: readonly SavedRow[]): RecordOp[] {
  const before = new Map(template.rows.map((row) => [row.id, row]));
  const kept = new Set(rows.map(({ id }) => id));
  return [
    ...rows.flatMap((row, at): RecordOp[] => {
      const { id, isNew, predecessors: _links, prerequisites: _others, scalable, repeated, ...fields } = row;
      const values: RowPatch<'template_row'> = {
        ...fields,
        position: at + 1,
        scalable: scalable ? 1 : 0,
        repeated: repeated ? 1 : 0,
      };
      if (isNew) {
        const code = String(at + 1).padStart(2, '0');
        return [
          { kind: 'create', table: 'template_row', id, values: { ...values, template: template.id, code } },
        ];
      }
      const old = before.get(id);
      const flags = { scalable: old?.scalable ? 1 : 0, repeated: old?.repeated ? 1 : 0 };
      const was: Record<string, unknown> = { ...old, ...flags };
      const changed = Object.entries(values).filter(([field, value]) => was[field] !== value);
      return changed.length === 0 ? [] : [update('template_row', id, Object.fromEntries(changed))];
    }),
    ...template.rows
      .filter(({ id }) => !kept.has(id))
      .map(({ id }): RecordOp => ({ kind: 'delete', table: 'template_row', id })),
  ];
}

function linkOps(template: StoredTemplate, rows: readonly SavedRow[]): RecordOp[] {
  const wanted = new Map(linksOf(rows).map((link) => [`${link.predecessor} ${link.successor}`, link]));
  const known = new Set<string>();
  const ofKnown = template.links.flatMap(({ id, ...link }): RecordOp[] => {
    const key = `${link.predecessor} ${link.successor}`;
    const now = wanted.get(key);
    if (!now || known.has(key)) return [{ kind: 'delete', table: 'template_link', id }];
    known.add(key);
    const same = now.type === link.type && now.lag === link.lag && now.lagUnit === link.lagUnit;
    return same ? [] : [update('template_link', id, { type: now.type, lag: now.lag, lagUnit: now.lagUnit })];
  });
  const others = prerequisiteOps(template, rows);
  const added = [...wanted]
    .filter(([key]) => !known.has(key))
    .map(([, values]): RecordOp => ({ kind: 'create', table: 'template_link', id: newId(), values }));
  return [...ofKnown, ...others, ...added];
}

/** What rows wait for in other templates: links that go, change and come. */
function prerequisiteOps(template: StoredTemplate, rows: readonly SavedRow[]): RecordOp[] {
  const wanted = new Map(
    rows.flatMap((row) =>
      row.prerequisites.map(({ rowId, type, lag, lagUnit }) => [
        `${rowId} ${row.id}`,
        { predecessor: rowId, successor: row.id, type, lag, lagUnit },
      ]),
    ),
  );
  const known = new Set<string>();
  const ofKnown = template.prerequisites.flatMap(({ id, ...link }): RecordOp[] => {
    const key = `${link.predecessor} ${link.successor}`;
    const now = wanted.get(key);
    if (!now || known.has(key)) return [{ kind: 'delete', table: 'template_link', id }];
    known.add(key);
    const same = now.type === link.type && now.lag === link.lag && now.lagUnit === link.lagUnit;
    return same ? [] : [update('template_link', id, { type: now.type, lag: now.lag, lagUnit: now.lagUnit })];
  });
  const added = [...wanted]
    .filter(([key]) => !known.has(key))
    .map(([, values]): RecordOp => ({ kind: 'create', table: 'template_link', id: newId(), values }));
  return [...ofKnown, ...added];
}

/**
 * Makes a template: a copy of another with its rows, links and what they wait for in other templates, or one of a single
 * row. One save.
 * @throws AppError `not-found` where there is nothing to copy
 */
export function createTemplate(
  workspace: Workspace,
  { label, copyOf, rowLabel, basis }: TemplateCreate,
): Committed & { id: string } {
  const { db } = workspace.gate;
  const id = newId();
  const ops: RecordOp[] = [
    { kind: 'create', table: 'template', id, values: { code: freeCode(db), label, version: 1 } },
    ...(copyOf === null ? [firstRow(id, rowLabel)] : copiedRows(db, id, copyOf)),
  ];
  return { id, ...workspace.commit(ops, basis) };
}

function firstRow(template: string, label: string): RecordOp {
  const values = { template, code: '01', label, kind: 'task', position: 1, duration: 1 };
  return {
    kind: 'create',
    table: 'template_row',
    id: newId(),
    values: { ...values, durationUnit: 'working', scalable: 0, repeated: 0 },
  };
}

function copiedRows(db: ReadDb, template: string, copyOf: string): RecordOp[] {
  const source = loadTemplate(db, copyOf);
  if (!source) throw new AppError('not-found', { details: { table: 'template' } });
  const ids = new Map(source.rows.map((row) => [row.id, newId()]));
  return [
    ...source.rows.map(({ id, scalable, repeated, ...row }): RecordOp => ({
      kind: 'create',
      table: 'template_row',
      id: ids.get(id) ?? '',
      values: { ...row, template, scalable: scalable ? 1 : 0, repeated: repeated ? 1 : 0 },
    })),
    ...[...source.links, ...source.prerequisites].map(({ id: _id, ...link }): RecordOp => ({
      kind: 'create',
      table: 'template_link',
      id: newId(),
      values: {
        ...link,
        predecessor: ids.get(link.predecessor) ?? link.predecessor,
        successor: ids.get(link.successor) ?? link.successor,
      },
    })),
  ];
}

/** The first code « T-P1 », « T-P2 »… no template has. */
function freeCode(db: ReadDb): string {
  const taken = new Set(
    db
      .prepare<[], { code: string | null }>('SELECT code FROM template')
      .all()
      .map(({ code }) => code),
  );
  let number = 1;
  while (taken.has(`T-P${number}`)) number++;
  return `T-P${number}`;
}

/**
 * Deletes a template with its rows and all links to and from them; deployments planned by it keep their plan.
 * @throws AppError `not-found`, `refused` while domains are planned by it
 */
export function deleteTemplate(workspace: Workspace, input: { id: string; basis: Basis }): Committed {
  const { db } = workspace.gate;
  const template = loadTemplate(db, input.id);
  if (!template) throw new AppError('not-found', { details: { table: 'template' } });
  const domains = db
    .prepare<[string], { label: string }>(
      `SELECT coalesce(label, code, '') AS label FROM domain WHERE template_id = ? AND deleted = 0 ORDER BY position`,
    )
    .all(input.id);
  if (domains.length > 0)
    throw new AppError('refused', {
      key: 'error.template-used',
      details: { domains: domains.map(({ label }) => label).join(', ') },
    });
  const links = db
    .prepare<[string, string], { id: string }>(
      `SELECT DISTINCT l.id FROM template_link l
        WHERE l.deleted = 0 AND (l.predecessor_id IN (SELECT id FROM template_row WHERE template_id = ?)
          OR l.successor_id IN (SELECT id FROM template_row WHERE template_id = ?)) ORDER BY l.id`,
    )
    .all(input.id, input.id);
  const gone = (table: 'template' | 'template_row' | 'template_link', id: string): RecordOp => ({
    kind: 'delete',
    table,
    id,
  });
  return workspace.commit(
    [
      ...links.map(({ id }) => gone('template_link', id)),
      ...template.rows.map(({ id }) => gone('template_row', id)),
      gone('template', input.id),
    ],
    input.basis,
  );
}
