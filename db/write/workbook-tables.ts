/** Writes of the local tables of workbooks. Never replicated, so they do not pass the gate's log. */
import type { WriteGate } from './write-gate.ts';

export interface KeptWorkbook {
  readonly id: string;
  readonly name: string;
  readonly bytes: Buffer;
  readonly domainId: string;
  readonly readAt: number;
}

export interface KeptCell {
  readonly entry: string;
  readonly ref: string;
  readonly sheet: string;
  readonly milestoneId: string;
  readonly field: 'plannedStart' | 'plannedEnd';
  readonly day: string | null;
}

/** Keeps a workbook with the cells of its days; one of the same name for the same domain gives way to it. */
export function keepWorkbook(gate: WriteGate, workbook: KeptWorkbook, cells: readonly KeptCell[]): void {
  const former = gate
    .statement('SELECT id FROM workbook WHERE name = ? AND domain_id = ?')
    .all(workbook.name, workbook.domainId) as { id: string }[];
  for (const { id } of former) forgetWorkbook(gate, id);
  const { id, name, bytes, domainId, readAt } = workbook;
  gate
    .statement('INSERT INTO workbook (id, name, bytes, domain_id, read_at) VALUES (?, ?, ?, ?, ?)')
    .run(id, name, bytes, domainId, readAt);
  const insert = gate.statement(
    'INSERT INTO workbook_cell (workbook_id, entry, ref, sheet, milestone_id, field, day) VALUES (?, ?, ?, ?, ?, ?, ?)',
  );
  for (const { entry, ref, sheet, milestoneId, field, day } of cells)
    insert.run(id, entry, ref, sheet, milestoneId, field, day);
}

export function forgetWorkbook(gate: WriteGate, id: string): void {
  gate.statement('DELETE FROM workbook_cell WHERE workbook_id = ?').run(id);
  gate.statement('DELETE FROM workbook WHERE id = ?').run(id);
}
