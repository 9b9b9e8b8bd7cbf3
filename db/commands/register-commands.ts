/** Writes the registers of decisions and of risks. */
import type { RowPatch } from '../../shared/domain/registry.ts';
import type { RecordOp } from '../../shared/exchange/record-op.ts';
import { AppError } from '../../shared/rpc/app-error.ts';
import type { Basis } from '../../shared/views/common.ts';
import type {
  DecisionPatch,
  DecisionValues,
  RiskPatch,
  RiskStepDraft,
  RiskValues,
} from '../../shared/views/register-view.ts';
import { newId } from '../new-id.ts';
import type { Workspace } from '../open-workspace.ts';
import { assertPlannedDay } from '../planned-day.ts';
import { getBasis } from '../log-state.ts';
import { assertRow } from './assert-row.ts';
import { definedOnly } from './defined-only.ts';

/**
 * Adds a decision that is wanted, or was taken. Answers its id.
 * @throws AppError `not-found` for a person, domain or establishment that is not there, `bad-request` for an impossible day
 */
export function createDecision(workspace: Workspace, input: { basis: Basis; values: DecisionValues }) {
  const id = newId();
  const values = toDecision(workspace, input.values);
  return { id, ...workspace.commit([{ kind: 'create', table: 'decision', id, values }], input.basis) };
}

/** Changes a decision. Throws as `createDecision`. */
export function updateDecision(
  workspace: Workspace,
  input: { id: string; basis: Basis; patch: DecisionPatch },
) {
  assertRow(workspace, 'decision', input.id);
  const values = toDecision(workspace, input.patch);
  return workspace.commit([{ kind: 'update', table: 'decision', id: input.id, values }], input.basis);
}

export function deleteDecision(workspace: Workspace, input: { id: string; basis: Basis }) {
  assertRow(workspace, 'decision', input.id);
  return workspace.commit([{ kind: 'delete', table: 'decision', id: input.id }], input.basis);
}

/**
 * Adds a risk with the steps of its plan B, in one save. Answers its id.
 * @throws AppError as `createDecision`, and `bad-request` for one domain named twice
 */
export function createRisk(workspace: Workspace, input: { basis: Basis; values: RiskValues }) {
  const id = newId();
  const { steps, ...rest } = input.values;
  assertTwoDomains(rest);
  const ops: RecordOp[] = [
    { kind: 'create', table: 'risk', id, values: toRisk(workspace, rest) },
    ...stepOps(workspace, id, steps),
  ];
  return { id, ...workspace.commit(ops, input.basis) };
}

/**
 * Changes a risk and, where they are given, the steps of its plan B, in one save.
 * @throws AppError as `createRisk`, and `not-found` for a step that is not of the risk
 */
export function updateRisk(workspace: Workspace, input: { id: string; basis: Basis; patch: RiskPatch }) {
  const { id, basis } = input;
  assertRow(workspace, 'risk', id);
  const { steps, ...rest } = input.patch;
  assertTwoDomains({ ...domainsOf(workspace, id), ...definedOnly<typeof rest>(rest) });
  const values = toRisk(workspace, rest);
  const ops: RecordOp[] = [
    ...(Object.keys(values).length === 0 ? [] : [{ kind: 'update', table: 'risk', id, values } as const]),
    ...(steps === undefined ? [] : stepOps(workspace, id, steps)),
  ];
  return ops.length === 0 ? { basis: getBasis(workspace.gate.db) } : workspace.commit(ops, basis);
}

/** Takes a risk away with the steps of its plan B. */
export function deleteRisk(workspace: Workspace, { id, basis }: { id: string; basis: Basis }) {
  assertRow(workspace, 'risk', id);
  return workspace.commit(
    [...stepOps(workspace, id, []), { kind: 'delete', table: 'risk', id } as const],
    basis,
  );
}

function toDecision(workspace: Workspace, patch: DecisionPatch): RowPatch<'decision'> {
  const { decidedById, ownerId, domainId, establishmentId, ...values } = patch;
  assertNamed(workspace, { people: [decidedById, ownerId], domains: [domainId], establishmentId });
  assertDays([values.dueOn, values.askedOn, values.decidedOn]);
  return definedOnly<RowPatch<'decision'>>({
    ...emptied(values),
    decidedBy: decidedById,
    owner: ownerId,
    domain: domainId,
    establishment: establishmentId,
  });
}

function toRisk(workspace: Workspace, patch: Omit<RiskPatch, 'steps'>): RowPatch<'risk'> {
  const { ownerId, domainId, otherDomainId, establishmentId, ...values } = patch;
  assertNamed(workspace, { people: [ownerId], domains: [domainId, otherDomainId], establishmentId });
  assertDays([values.reviewOn, values.openedOn, values.planBStartedOn]);
  return definedOnly<RowPatch<'risk'>>({
    ...emptied(values),
    owner: ownerId,
    domain: domainId,
    otherDomain: otherDomainId,
    establishment: establishmentId,
  });
}

/** Texts of nothing are no texts. */
function emptied<T extends object>(values: T): T {
  return Object.fromEntries(
    Object.entries(values).map(([field, value]) => [field, value === '' ? null : (value as unknown)]),
  ) as T;
}

type MaybeId = string | null | undefined;

function assertNamed(
  workspace: Workspace,
  named: {
    readonly people: readonly MaybeId[];
    readonly domains: readonly MaybeId[];
    readonly establishmentId: MaybeId;
  },
): void {
  for (const id of named.people) if (id) assertRow(workspace, 'person', id);
  for (const id of named.domains) if (id) assertRow(workspace, 'domain', id);
  if (named.establishmentId) assertRow(workspace, 'establishment', named.establishmentId);
}

function assertDays(days: readonly (string | null | undefined)[]): void {
  for (const day of days) if (day) assertPlannedDay(day);
}

interface Domains {
  readonly domainId?: string | null | undefined;
  readonly otherDomainId?: string | null | undefined;
}

function domainsOf(workspace: Workspace, id: string): Domains {
  return (
    workspace.gate.db
      .prepare<[string], Domains>(
        'SELECT domain_id AS domainId, other_domain_id AS otherDomainId FROM risk WHERE id = ?',
      )
      .get(id) ?? {}
  );
}

/** A second domain is another one, beside a first. */
function assertTwoDomains({ domainId, otherDomainId }: Domains): void {
  if (otherDomainId && (!domainId || domainId === otherDomainId))
    throw new AppError('bad-request', { key: 'error.risk-other-domain' });
}

/** The steps as they stand in a form: those that are not in it are deleted, those that differ changed. */
function stepOps(workspace: Workspace, risk: string, steps: readonly RiskStepDraft[]): RecordOp[] {
  const known = new Map(
    workspace.gate.db
      .prepare<[string], { id: string; position: number; label: string | null; days: number | null }>(
        'SELECT id, position, label, days FROM risk_step WHERE risk_id = ? AND deleted = 0',
      )
      .all(risk)
      .map((step) => [step.id, step]),
  );
  const written = steps.flatMap(({ id, label, days }, index): RecordOp[] => {
    const values = { position: index + 1, label, days };
    if (id === null)
      return [{ kind: 'create', table: 'risk_step', id: newId(), values: { risk, ...values } }];
    const before = known.get(id);
    if (!before) throw new AppError('not-found', { details: { table: 'risk_step' } });
    known.delete(id);
    const changed = Object.fromEntries(
      Object.entries(values).filter(([field, value]) => before[field as keyof typeof values] !== value),
    );
    return Object.keys(changed).length === 0
      ? []
      : [{ kind: 'update', table: 'risk_step', id, values: changed }];
  });
  return [
    ...written,
    ...[...known.keys()].map((id): RecordOp => ({ kind: 'delete', table: 'risk_step', id })),
  ];
}
