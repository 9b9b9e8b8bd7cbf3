import type { RecordOp } from '../../shared/exchange/record-op.ts';
import type { StoredTemplateRow } from '../queries/template-queries.ts';

/** What a milestone planned from a row of a template gets besides what the row says. Dates are inclusive ISO days. */
export interface PlannedRow {
  readonly id: string;
  readonly deployment: string;
  /** Scaled, in the unit of the row. */
  readonly duration: number;
  readonly plannedStart?: string;
  readonly plannedEnd?: string;
  readonly owner?: string | null;
}

/** The record that makes a milestone from a row of a template. */
export function milestoneOfRow(
  { id: templateRow, code, label, kind, phase, position, durationUnit }: StoredTemplateRow,
  { id, ...planned }: PlannedRow,
): RecordOp {
  return {
    kind: 'create',
    table: 'milestone',
    id,
    values: { templateRow, code, label, kind, phase, position, durationUnit, ...planned, status: 'to_come' },
  };
}
