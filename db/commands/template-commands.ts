import type { RowPatch } from '../../shared/domain/registry.ts';
import type { RecordOp } from '../../shared/exchange/record-op.ts';
import { AppError } from '../../shared/rpc/app-error.ts';
import { templateNetwork } from '../../shared/scheduling/apply-template.ts';
import { CycleError } from '../../shared/scheduling/network.ts';
import { checkRows, RollOutError } from '../../shared/scheduling/roll-out.ts';
import { createCalendar } from '../../shared/domain/calendar.ts';
import type { TemplateSave } from '../../shared/views/template-view.ts';
import { newId } from '../new-id.ts';
import type { Workspace } from '../open-workspace.ts';
import { loadTemplate, type StoredTemplate } from '../queries/template-queries.ts';
import type { Committed } from '../write/commit.ts';

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
      const { id, isNew, predecessors: _links, scalable, repeated, ...fields } = row;
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
  const kept = new Set(rows.map(({ id }) => id));
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
  const ofGone = template.prerequisites
    .filter(({ successor }) => !kept.has(successor))
    .map(({ id }): RecordOp => ({ kind: 'delete', table: 'template_link', id }));
  const added = [...wanted]
    .filter(([key]) => !known.has(key))
    .map(([, values]): RecordOp => ({ kind: 'create', table: 'template_link', id: newId(), values }));
  return [...ofKnown, ...ofGone, ...added];
}
