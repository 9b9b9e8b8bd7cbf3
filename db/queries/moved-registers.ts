/** What moved in the registers: decisions asked for and taken, risks that are new or no longer what they were. */
import { decisionStateOf, isDecisionOpen } from '../../shared/domain/decision.ts';
import { registry, type FieldValue } from '../../shared/domain/registry.ts';
import { riskLevel, riskStateOf, riskThresholds, type RiskThresholds } from '../../shared/domain/risk.ts';
import type { MovedLine } from '../../shared/views/paper-view.ts';
import {
  changedRows,
  lineMaker,
  madeSince,
  readRow,
  type LinePlace,
  type MovedContext,
} from './moved-log.ts';
import { getListValues } from './reference-queries.ts';

const decisionFields = registry.decision.fields;
const riskFields = registry.risk.fields;

/** The lines of both registers. The caller holds the snapshot. */
export function registerLines(context: MovedContext): MovedLine[] {
  const { db, known } = context;
  const thresholds = riskThresholds(getListValues(db, 'risk_level'));
  return [
    ...madeSince(db, known, 'decision').flatMap((made) => newDecision(context, made)),
    ...changedRows(db, known, 'decision').flatMap((row) => changedDecision(context, row)),
    ...madeSince(db, known, 'risk').flatMap((made) => newRisk(context, made, thresholds)),
    ...changedRows(db, known, 'risk').flatMap((row) => changedRisk(context, row, thresholds)),
  ];
}

interface Edit {
  readonly rep: number;
  readonly seq: number;
  readonly ms: number;
}

interface DecisionNow extends Omit<LinePlace, 'deploymentId'> {
  readonly label: string;
  readonly state: string | null;
  readonly dueOn: string | null;
  readonly decidedOn: string | null;
  readonly outcome: string | null;
}

/** Names of what a line of a register is about. */
const placeColumns = `r.domain_id AS domainId, r.establishment_id AS siteId, coalesce(o.label, o.code, '') AS domainLabel,
  coalesce(e.short_name, e.name, '') AS siteName`;
const placeJoins = `LEFT JOIN domain o ON o.id = r.domain_id LEFT JOIN establishment e ON e.id = r.establishment_id`;

function decisionNow({ db }: MovedContext, id: string): DecisionNow | undefined {
  return db
    .prepare<[string], DecisionNow>(
      `SELECT coalesce(r.label, '') AS label, r.state, r.due_on AS dueOn, r.decided_on AS decidedOn, r.outcome,
          ${placeColumns} FROM decision r ${placeJoins} WHERE r.id = ? AND r.deleted = 0`,
    )
    .get(id);
}

/** Wanted, or taken; what had been taken before and was only now written down has not moved. */
function newDecision(context: MovedContext, { id, ...edit }: Edit & { readonly id: string }): MovedLine[] {
  const decision = decisionNow(context, id);
  if (!decision) return [];
  const state = decisionStateOf(decision.state);
  if (isDecisionOpen(state)) return [wantedLine(context, id, decision, edit)];
  const isOld = decision.decidedOn !== null && decision.decidedOn < context.known.day;
  return isOld || state === 'dropped' ? [] : [takenLine(context, id, decision, edit)];
}

function changedDecision(context: MovedContext, row: number): MovedLine[] {
  const reading = readRow(context, row);
  const decision = reading ? decisionNow(context, reading.id) : undefined;
  const change = reading?.change(decisionFields.state.id);
  if (!reading?.wasThere || !decision || !change) return [];
  const [was, now] = [decisionStateOf(change.was), decisionStateOf(change.now)];
  if (isDecisionOpen(was) === isDecisionOpen(now) || now === 'dropped') return [];
  return [(isDecisionOpen(now) ? wantedLine : takenLine)(context, reading.id, decision, change.edit)];
}

function wantedLine(context: MovedContext, id: string, decision: DecisionNow, edit: Edit): MovedLine {
  const line = lineMaker(context, id, { ...decision, deploymentId: null }, decision.label);
  return line('wanted', edit, { to: decision.dueOn });
}

function takenLine(context: MovedContext, id: string, decision: DecisionNow, edit: Edit): MovedLine {
  const line = lineMaker(context, id, { ...decision, deploymentId: null }, decision.label);
  return line('decision', edit, { detail: decision.outcome });
}

interface RiskNow extends Omit<LinePlace, 'deploymentId'> {
  readonly label: string;
  readonly probability: number | null;
  readonly impact: number | null;
  readonly state: string | null;
}

function riskNow({ db }: MovedContext, id: string): RiskNow | undefined {
  return db
    .prepare<[string], RiskNow>(
      `SELECT coalesce(r.label, '') AS label, r.probability, r.impact, r.state, ${placeColumns}
        FROM risk r ${placeJoins} WHERE r.id = ? AND r.deleted = 0`,
    )
    .get(id);
}

function newRisk(
  context: MovedContext,
  { id, ...edit }: Edit & { readonly id: string },
  thresholds: RiskThresholds,
): MovedLine[] {
  const risk = riskNow(context, id);
  if (!risk || riskStateOf(risk.state) === 'closed') return [];
  const line = lineMaker(context, id, { ...risk, deploymentId: null }, risk.label);
  return [line('risk', edit, { to: riskLevel(risk.probability, risk.impact, thresholds) })];
}

/** Its level, which both ratings make, and its state. */
function changedRisk(context: MovedContext, row: number, thresholds: RiskThresholds): MovedLine[] {
  const reading = readRow(context, row);
  const risk = reading ? riskNow(context, reading.id) : undefined;
  if (!reading?.wasThere || !risk) return [];
  const line = lineMaker(context, reading.id, { ...risk, deploymentId: null }, risk.label);
  const probability = reading.both(riskFields.probability.id);
  const impact = reading.both(riskFields.impact.id);
  const level = (moment: 'was' | 'now') =>
    riskLevel(asNumber(probability[moment]), asNumber(impact[moment]), thresholds);
  const rated = [riskFields.probability.id, riskFields.impact.id].flatMap(
    (field) => reading.change(field) ?? [],
  );
  const newest = rated.toSorted((a, b) => b.edit.ms - a.edit.ms)[0];
  const state = reading.change(riskFields.state.id);
  const [from, to] = [level('was'), level('now')];
  return [
    ...(newest && from !== to ? [line('risk_level', newest.edit, { from, to })] : []),
    ...(state
      ? [line('risk_state', state.edit, { from: riskStateOf(state.was), to: riskStateOf(state.now) })]
      : []),
  ];
}

function asNumber(value: FieldValue): number | null {
  return typeof value === 'number' ? value : null;
}
