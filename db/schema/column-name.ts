import { fieldSpec, type TableName } from '../../shared/domain/registry.ts';

const known = new Map<TableName, Map<string, string>>();

/** SQL column of a registry field: snake case, references end in `_id`. */
export function columnName(table: TableName, field: string): string {
  let columns = known.get(table);
  if (!columns) known.set(table, (columns = new Map()));
  let column = columns.get(field);
  if (column === undefined) columns.set(field, (column = spell(table, field)));
  return column;
}

function spell(table: TableName, field: string): string {
  const snake = field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  return fieldSpec(table, field)?.kind === 'ref' ? `${snake}_id` : snake;
}
