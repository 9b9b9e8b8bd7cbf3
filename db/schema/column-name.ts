import { fieldSpec, type TableName } from '../../shared/domain/registry.ts';

/** SQL column of a registry field: snake case, references end in `_id`. */
export function columnName(table: TableName, field: string): string {
  const snake = field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  return fieldSpec(table, field)?.kind === 'ref' ? `${snake}_id` : snake;
}
