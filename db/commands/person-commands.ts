import type { RowPatch } from '../../shared/domain/registry.ts';
import { AppError } from '../../shared/rpc/app-error.ts';
import type { Basis } from '../../shared/views/common.ts';
import type { PersonPatch } from '../../shared/views/people-view.ts';
import { newId } from '../new-id.ts';
import type { Workspace } from '../open-workspace.ts';
import { getOwnRights } from '../queries/own-rights.ts';
import { assertRow } from './assert-row.ts';
import { definedOnly } from './defined-only.ts';

/** Adds a person to the directory. Answers its id. */
export function createPerson(workspace: Workspace, input: { basis: Basis; values: PersonPatch }) {
  const id = newId();
  const values = toValues(input.values);
  return { id, ...workspace.commit([{ kind: 'create', table: 'person', id, values }], input.basis) };
}

export function updatePerson(workspace: Workspace, input: { id: string; basis: Basis; patch: PersonPatch }) {
  assertRow(workspace, 'person', input.id);
  return workspace.commit(
    [{ kind: 'update', table: 'person', id: input.id, values: toValues(input.patch) }],
    input.basis,
  );
}

/** Takes a person out of the directory, with the assignments; milestones keep the name they were given. */
export function deletePerson(workspace: Workspace, input: { id: string; basis: Basis }, meId: string | null) {
  assertRow(workspace, 'person', input.id);
  if (input.id === meId) throw new AppError('refused', { key: 'error.cannot-delete-self' });
  const assignments = workspace.gate.db
    .prepare<[string], { id: string }>('SELECT id FROM assignment WHERE person_id = ? AND deleted = 0')
    .all(input.id);
  return workspace.commit(
    [
      ...assignments.map(({ id }) => ({ kind: 'delete', table: 'assignment', id }) as const),
      { kind: 'delete', table: 'person', id: input.id },
    ],
    input.basis,
  );
}

/**
 * Forgets a person's name, address and telephone, here and at every post that takes the next files: no undo brings them
 * back. What the person did stays, without the name.
 * @throws AppError `refused` for oneself, and where only administrators and project managers may
 */
export function purgePerson(
  workspace: Workspace,
  input: { id: string; basis: Basis; reason: string },
  meId: string | null,
) {
  assertRow(workspace, 'person', input.id);
  if (input.id === meId) throw new AppError('refused', { key: 'error.cannot-purge-self' });
  const { on, level } = getOwnRights(workspace.gate.db);
  if (on && level !== 'admin' && level !== 'manager')
    throw new AppError('refused', { key: 'error.purge-needs-manager' });
  const id = newId();
  const values = { person: input.id, reason: input.reason.trim() || null };
  // The basis is looked at all the same: a screen of another workspace is refused.
  workspace.commit([], input.basis);
  const purged = workspace.commitForGood([{ kind: 'create', table: 'purge', id, values }]);
  // An earlier step taken back would write the values anew.
  workspace.history.clear();
  return purged;
}

/** Makes a person the referent of a domain at a site, from today. */
export function addAssignment(
  workspace: Workspace,
  input: { basis: Basis; personId: string; domainId: string; establishmentId: string; role: string },
  today: string,
) {
  assertRow(workspace, 'person', input.personId);
  assertRow(workspace, 'domain', input.domainId);
  assertRow(workspace, 'establishment', input.establishmentId);
  const id = newId();
  const values = {
    person: input.personId,
    domain: input.domainId,
    establishment: input.establishmentId,
    role: input.role,
    fromDate: today,
  };
  return { id, ...workspace.commit([{ kind: 'create', table: 'assignment', id, values }], input.basis) };
}

export function removeAssignment(workspace: Workspace, input: { id: string; basis: Basis }) {
  assertRow(workspace, 'assignment', input.id);
  return workspace.commit([{ kind: 'delete', table: 'assignment', id: input.id }], input.basis);
}

function toValues(patch: PersonPatch): RowPatch<'person'> {
  const { establishmentId, email, ...fields } = patch;
  return definedOnly<RowPatch<'person'>>({
    ...fields,
    email: email === '' ? null : email,
    establishment: establishmentId,
  });
}
