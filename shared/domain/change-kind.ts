import { fieldSpec, type TableName } from './registry.ts';

/** What a change is about, coarse enough for a person to have a rule for it. */
export const changeKinds = ['dates', 'progress', 'words', 'other'] as const;
export type ChangeKind = (typeof changeKinds)[number];

/** How far things are, and why: what a site knows best about itself. */
const progressFields: Partial<Record<TableName, readonly string[]>> = {
  milestone: [
    'status',
    'statusReason',
    'progress',
    'actualStart',
    'actualEnd',
    'verdict',
    'blockedReason',
    'planB',
  ],
  deployment: ['stage', 'stageReason', 'weather', 'weatherReason'],
  deployment_module: ['stage'],
};

/** The kind of a change to a field. */
export function changeKindOf(table: TableName, field: string): ChangeKind {
  if (progressFields[table]?.includes(field)) return 'progress';
  if (table === 'milestone' && (field === 'duration' || field === 'durationUnit')) return 'dates';
  const kind = fieldSpec(table, field)?.kind;
  if (kind === 'date') return 'dates';
  return kind === 'text' ? 'words' : 'other';
}
