import type { Basis } from '../../shared/views/common.ts';
import type { CapacityInput } from '../../shared/views/load-view.ts';
import { newId } from '../new-id.ts';
import type { Workspace } from '../open-workspace.ts';
import { assertPlannedDay } from '../planned-day.ts';
import type { Committed } from '../write/commit.ts';
import { assertRow } from './assert-row.ts';

/**
 * Says what a person can give in a month and what is taken already, in tenths of a person-day; null: unsaid.
 * @throws AppError `not-found` for somebody who is not there, `bad-request` for a month no plan may hold
 */
export function setCapacity(
  workspace: Workspace,
  { basis, personId, month, capacity, committed }: CapacityInput & { basis: Basis },
): Committed {
  assertRow(workspace, 'person', personId);
  assertPlannedDay(month);
  const known = workspace.gate.db
    .prepare<[string, string], { id: string }>(
      'SELECT id FROM capacity WHERE person_id = ? AND month = ? AND deleted = 0 ORDER BY id DESC LIMIT 1',
    )
    .get(personId, month);
  const op = known
    ? ({ kind: 'update', table: 'capacity', id: known.id, values: { capacity, committed } } as const)
    : ({
        kind: 'create',
        table: 'capacity',
        id: newId(),
        values: { person: personId, month, capacity, committed },
      } as const);
  return workspace.commit([op], basis);
}
