/** What is done about the conflicts of a file as it is taken. */
import { rulingOf, type Ruling } from '../../shared/exchange/review-rules.ts';
import type { Conflict, Decision } from '../../shared/views/conflict-view.ts';
import { decisionWrites } from '../commands/decide-conflicts.ts';
import { getReviewRules } from '../commands/review-rules.ts';
import { getLogState, listReplicas } from '../log-state.ts';
import { ME_SETTING, type Workspace } from '../open-workspace.ts';
import { readConflicts } from '../queries/conflict-list.ts';
import { getSetting } from '../queries/setting-queries.ts';
import { commit } from '../write/commit.ts';
import type { SaveRange } from '../write/local-tables.ts';

/** The open conflicts some saves take part in, with what the rules of this post say of each. */
export function touchedConflicts(
  workspace: Workspace,
  ranges: readonly SaveRange[],
): { conflict: Conflict; ruling: Ruling | null }[] {
  const { db } = workspace.gate;
  if (ranges.length === 0) return [];
  const ids = new Map(listReplicas(db).map((replica) => [replica.id.toString('hex'), replica.ord]));
  const rules = getReviewRules(db);
  const brought = (key: string): boolean => {
    const [id = '', seq = ''] = key.split(':');
    return ranges.some(
      ({ rep, from, to }) => rep === ids.get(id) && Number(seq) >= from && Number(seq) <= to,
    );
  };
  return readConflicts(db)
    .filter(({ sides }) => sides.some(({ key }) => brought(key)))
    .map((conflict) => ({ conflict, ruling: rulingOf(rules, conflict) }));
}

/**
 * Settles conflicts within the transaction of an import, in one own save that covers all that was taken: as decided, or
 * as the rules say (`decisions` null). `left` counts decisions whose conflict is not there in the form that was shown.
 */
export function settleAtImport(
  workspace: Workspace,
  ranges: readonly SaveRange[],
  decisions: readonly Decision[] | null,
): { decided: number; left: number; range: SaveRange | null } {
  const { gate } = workspace;
  const nothing = { decided: 0, left: 0, range: null };
  if (decisions?.length === 0) return nothing;
  const chosen = decisions ?? byRules(workspace, ranges);
  if (chosen.length === 0) return nothing;
  const { writes, gone } = decisionWrites(workspace, readConflicts(gate.db), chosen);
  if (writes.ops.length === 0) return { ...nothing, left: gone };
  const authorId = getSetting(gate.db, ME_SETTING);
  const { nowMs, appVersion } = { nowMs: workspace.now(), appVersion: workspace.appVersion };
  commit(gate, { ops: writes.ops, basis: null, authorId, nowMs, appVersion });
  const { own, have } = getLogState(gate.db);
  return { decided: chosen.length - gone, left: gone, range: { rep: own, from: have, to: have } };
}

function byRules(workspace: Workspace, ranges: readonly SaveRange[]): Decision[] {
  if (getReviewRules(workspace.gate.db).length === 0) return [];
  return touchedConflicts(workspace, ranges).flatMap(({ conflict, ruling }) =>
    ruling?.take ? [{ id: conflict.id, take: ruling.take }] : [],
  );
}
