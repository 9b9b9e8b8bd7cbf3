import { fieldSpec, type FieldValue } from '../../shared/domain/registry.ts';
import { addToHeads, hasSeen, shownHead, type Stamp } from '../../shared/exchange/register.ts';
import type { FieldEffect } from './apply-op.ts';
import { headValue } from './logged-op.ts';
import type { WriteGate } from './write-gate.ts';

/**
 * What the author of a logged edit had on screen in that field before it: the value that stands among the edits they
 * knew of. In a conflict it is what both sides started from. A personal value comes as its token.
 */
export function seenBefore(gate: WriteGate, { op, field, stamp }: FieldEffect): FieldValue {
  const spec = field === null ? undefined : fieldSpec(op.table, field);
  if (!spec) return null;
  const edits = gate.statement('SELECT rep, seq, patch FROM op WHERE row = ?').all(op.row) as {
    rep: number;
    seq: number;
    patch: string;
  }[];
  const birth = gate.statement('SELECT rep, seq FROM row_key WHERE row = ?').get(op.row) as {
    rep: number;
    seq: number;
  };
  let heads: readonly Stamp[] = [gate.stampOf(birth.rep, birth.seq)];
  for (const { rep, seq, patch } of edits) {
    if (hasSeen(stamp, rep, seq) && Object.hasOwn(JSON.parse(patch) as object, String(spec.id)))
      heads = addToHeads(heads, gate.stampOf(rep, seq));
  }
  return headValue(gate, op.row, spec.id, shownHead(heads, gate.compareIncarnations));
}
