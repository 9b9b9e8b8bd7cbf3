import { fieldSpec, tableSpec, type TableName } from './registry.ts';

/**
 * Fields of a record that only make sense together: when two people changed different ones without knowing of each
 * other, what stands is a mixture nobody has seen, and somebody has to look at it.
 */
const coupledFields: Partial<Record<TableName, readonly (readonly string[])[]>> = {
  milestone: [
    ['plannedStart', 'plannedEnd'],
    ['status', 'progress', 'actualStart', 'actualEnd'],
    ['duration', 'durationUnit'],
  ],
  deployment: [
    ['stage', 'stageReason'],
    ['weather', 'weatherReason'],
  ],
  dependency: [
    ['predecessor', 'successor'],
    ['lag', 'lagUnit'],
  ],
  membership: [['fromDate', 'toDate']],
  assignment: [['fromDate', 'toDate']],
  calendar_period: [['fromDate', 'toDate']],
};

/** The coupled groups of a table, as field numbers. */
export function coupledGroups(table: TableName): readonly (readonly number[])[] {
  return (coupledFields[table] ?? []).map((group) => group.map((field) => numberOf(table, field)));
}

/** Every field of a table, split into its coupled groups and the fields that stand alone. */
export function fieldUnits(table: TableName): readonly (readonly number[])[] {
  const groups = coupledGroups(table);
  const grouped = new Set(groups.flat());
  const alone = Object.values(tableSpec(table).fields).filter(({ id }) => !grouped.has(id));
  return [...groups, ...alone.map(({ id }) => [id])];
}

/** Tables that have coupled groups. */
export const coupledTables = Object.keys(coupledFields) as TableName[];

function numberOf(table: TableName, field: string): number {
  const spec = fieldSpec(table, field);
  if (!spec) throw new Error(`the registry has no field ${table}.${field}`);
  return spec.id;
}
