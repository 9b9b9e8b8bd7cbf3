import { seededRandom } from '../../../../db/seed/seeded-random.ts';
import type { SeedSave } from '../../../../db/seed/seed-save.ts';
import { createUuidV7, isUuid } from '../../../../shared/domain/ids.ts';
import { isIsoDate } from '../../../../shared/domain/iso-date.ts';
import {
  convergenceRate,
  type ConvergenceRate,
  type RateCell,
} from '../../../../shared/domain/convergence-rate.ts';
import {
  fieldSpec,
  registry,
  type FieldSpec,
  type RowPatch,
  type TableName,
} from '../../../../shared/domain/registry.ts';
import type { RecordOp } from '../../../../shared/exchange/record-op.ts';

export type Row<T extends TableName> = RowPatch<T> & { readonly id: string };

/** The rows some saves leave behind, by table; checks on the way that every save is one the gate can take. */
export class SeedRows {
  readonly #tables = new Map<TableName, Map<string, Record<string, unknown>>>();

  constructor(saves: readonly SeedSave[]) {
    for (const save of saves) {
      const touched = new Set<string>();
      for (const op of save.ops) {
        if (touched.has(op.id)) throw new Error(`Save ${save.label} names row ${op.id} twice`);
        touched.add(op.id);
        this.#apply(op);
      }
    }
  }

  of<T extends TableName>(table: T): Row<T>[] {
    return [...(this.#tables.get(table)?.values() ?? [])] as Row<T>[];
  }

  byId<T extends TableName>(table: T, id: string | null | undefined): Row<T> {
    const row = this.#tables.get(table)?.get(id ?? '');
    if (!row) throw new Error(`No row ${String(id)} in ${table}`);
    return row as Row<T>;
  }

  find<T extends TableName>(table: T, values: RowPatch<T>): Row<T> {
    const row = this.of(table).find((candidate) =>
      Object.entries(values).every(([field, value]) =>
        Object.entries(candidate).some(([f, v]) => f === field && v === value),
      ),
    );
    if (!row) throw new Error(`No row of ${table} with ${JSON.stringify(values)}`);
    return row;
  }

  /** References that point to no row, as `table.field id`. */
  danglingReferences(): string[] {
    const dangling: string[] = [];
    for (const [table, rows] of this.#tables) {
      for (const [field, spec] of Object.entries(registry[table].fields)) {
        if (spec.kind !== 'ref') continue;
        for (const row of rows.values()) {
          const id = row[field];
          if (typeof id === 'string' && !this.#tables.get(spec.to as TableName)?.has(id))
            dangling.push(`${table}.${field} ${id}`);
        }
      }
    }
    return dangling;
  }

  #apply(op: RecordOp): void {
    const rows = this.#tables.get(op.table) ?? new Map<string, Record<string, unknown>>();
    this.#tables.set(op.table, rows);
    if (op.kind === 'create') {
      if (rows.has(op.id)) throw new Error(`Row ${op.id} of ${op.table} is created twice`);
      rows.set(op.id, { id: op.id, ...op.values });
    } else if (op.kind === 'update') {
      const row = rows.get(op.id);
      if (!row) throw new Error(`Row ${op.id} of ${op.table} is changed before it exists`);
      Object.assign(row, op.values);
    }
  }
}

/** Values the model would not take, as `table.field value`. */
export function fieldProblems(saves: readonly SeedSave[]): string[] {
  const problems: string[] = [];
  for (const op of saves.flatMap(({ ops }) => ops)) {
    if (!isUuid(op.id)) problems.push(`${op.table} ${op.id}`);
    if (op.kind === 'delete' || op.kind === 'restore') continue;
    for (const [field, value] of Object.entries(op.values)) {
      if (!isTaken(fieldSpec(op.table, field), value)) problems.push(`${op.table}.${field} ${value}`);
    }
  }
  return problems;
}

function isTaken(spec: FieldSpec | undefined, value: string | number | null): boolean {
  switch (spec?.kind) {
    case 'text':
      return typeof value === 'string' && value.length <= (spec.max ?? 0);
    case 'code':
      return typeof value === 'string' && /^[\w.-]{1,60}$/.test(value);
    case 'date':
      return typeof value === 'string' && isIsoDate(value);
    case 'ref':
      return typeof value === 'string' && isUuid(value);
    case 'flag':
      return value === 0 || value === 1;
    case 'int':
    case 'time':
      return Number.isSafeInteger(value);
    case undefined:
      return false;
  }
}

/** Ids that are the same at each run. */
export function testIds(): () => string {
  return createUuidV7(() => 1_700_000_000_000, seededRandom(7).fill);
}

/** The cells of a set of rows as the convergence rate sees them, with the codes of their place. */
export function rateCells(rows: SeedRows): (RateCell & { readonly domain: string; readonly site: string })[] {
  const values = new Map(
    rows
      .of('reference_value')
      .filter(({ list }) => list === 'stage')
      .map(({ code, value }) => [code, value ?? null]),
  );
  const roles = new Map(
    rows
      .of('membership')
      .filter(({ toDate }) => !toDate)
      .map(({ establishment, role }) => [establishment, role]),
  );
  return rows.of('deployment').map((deployment) => {
    const domain = rows.byId('domain', deployment.domain);
    const site = rows.byId('establishment', deployment.establishment);
    return {
      stage: deployment.stage ?? '',
      value: values.get(deployment.stage) ?? null,
      weight: domain.weight ?? 0,
      beds: site.beds ?? null,
      role: roles.get(site.id) ?? '',
      domain: domain.code ?? '',
      site: site.shortName ?? '',
    };
  });
}

/** The rate of one domain. */
export function rateOfDomain(rows: SeedRows, code: string): ConvergenceRate {
  return convergenceRate(rateCells(rows).filter(({ domain }) => domain === code));
}

/** The deployment of a domain at a site, by code and short name. */
export function deploymentAt(rows: SeedRows, domainCode: string, shortName: string): Row<'deployment'> {
  const domain = rows.find('domain', { code: domainCode }).id;
  const establishment = rows.find('establishment', { shortName }).id;
  return rows.find('deployment', { domain, establishment });
}
