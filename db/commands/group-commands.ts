import type { IsoDate } from '../../shared/domain/iso-date.ts';
import { firstWorkingDay } from '../../shared/domain/calendar.ts';
import { AppError } from '../../shared/rpc/app-error.ts';
import type { Basis } from '../../shared/views/common.ts';
import type { CreateGroup } from '../../shared/views/workspace-view.ts';
import { getBasis, getLogState } from '../log-state.ts';
import { newId } from '../new-id.ts';
import { ME_SETTING, type Workspace } from '../open-workspace.ts';
import { demoIds, readDemo } from '../seed/demo-file.ts';
import { loadDemo } from '../seed/demo-records.ts';
import { emptyGroupRecords } from '../seed/empty-group-records.ts';
import type { SeedSave } from '../seed/seed-save.ts';
import { stressRecords } from '../seed/stress-records.ts';
import { atomically } from '../write/atomically.ts';
import { putSetting, setGroup, setOwnSite } from '../write/local-tables.ts';
import { assertRow } from './assert-row.ts';

/** Name by which the generated large group is opened. */
export const STRESS_DEMO = 'stress';

interface Loaded {
  readonly groupId: string;
  readonly saves: readonly SeedSave[];
}

/**
 * Fills an empty workspace with a shipped demonstration, dated from the first working day on or after `from`.
 * @throws AppError `not-found` for an unknown one, `refused` when the workspace holds a group already.
 */
export async function openDemo(workspace: Workspace, demoId: string, from: IsoDate): Promise<Basis> {
  assertEmpty(workspace);
  const t0 = firstWorkingDay(from, null);
  if (demoId === STRESS_DEMO) return load(workspace, loadStress(t0, workspace.now()));
  if (!demoIds.includes(demoId)) throw new AppError('not-found', { details: { table: 'demo' } });
  return load(workspace, loadDemo(await readDemo(demoId), { t0, newId }));
}

function loadStress(t0: IsoDate, nowMs: number): Loaded {
  const saves = stressRecords({ t0, nowMs });
  const group = saves.flatMap((save) => save.ops).find((op) => op.table === 'hospital_group');
  if (!group) throw new Error('a generated group always has its group row');
  return { groupId: group.id, saves };
}

/** Creates a group in an empty workspace, its creator being the user of this post. */
export function createGroup(
  workspace: Workspace,
  input: CreateGroup,
  today: IsoDate,
): { basis: Basis; id: string } {
  assertEmpty(workspace);
  const group = emptyGroupRecords({ ...input, support: { name: input.support } }, { today, newId });
  load(workspace, group);
  identify(workspace, group.personId);
  return { basis: getBasis(workspace.gate.db), id: group.groupId };
}

function assertEmpty(workspace: Workspace): void {
  if (getLogState(workspace.gate.db).groupId !== null)
    throw new AppError('refused', { key: 'error.group-exists' });
}

function load(workspace: Workspace, { groupId, saves }: Loaded): Basis {
  return atomically(workspace.gate, () => {
    for (const save of saves) workspace.commitForGood(save.ops);
    setGroup(workspace.gate, groupId);
    return getBasis(workspace.gate.db);
  });
}

export type ChosenIdentity =
  | { readonly personId: string }
  | {
      readonly firstName: string;
      readonly lastName: string;
      readonly role: string;
      readonly establishmentId: string;
    };

/** Says who uses this workspace: a person of the directory, or a new one. Answers the person. */
export function chooseIdentity(workspace: Workspace, chosen: ChosenIdentity): { basis: Basis; id: string } {
  if ('personId' in chosen) {
    assertRow(workspace, 'person', chosen.personId);
    identify(workspace, chosen.personId);
    return { basis: getBasis(workspace.gate.db), id: chosen.personId };
  }
  const { establishmentId, ...values } = chosen;
  assertRow(workspace, 'establishment', establishmentId);
  const id = newId();
  workspace.commitForGood([
    { kind: 'create', table: 'person', id, values: { ...values, establishment: establishmentId } },
  ]);
  identify(workspace, id);
  return { basis: getBasis(workspace.gate.db), id };
}

function identify(workspace: Workspace, personId: string): void {
  const person = workspace.gate.db
    .prepare<[string], { site: string | null }>('SELECT establishment_id AS site FROM person WHERE id = ?')
    .get(personId);
  putSetting(workspace.gate, ME_SETTING, personId);
  setOwnSite(workspace.gate, person?.site ?? null);
  workspace.changed(['setting', 'workspace']);
}
