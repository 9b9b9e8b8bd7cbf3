import { reviewRulesSchema, type ReviewRule } from '../../shared/views/conflict-view.ts';
import type { Workspace } from '../open-workspace.ts';
import { getSetting } from '../queries/setting-queries.ts';
import type { ReadDb } from '../sqlite.ts';
import { putSetting } from '../write/local-tables.ts';

const SETTING = 'review-rules';

/** The rules of this post, first to last; they are kept here alone and never sent. */
export function getReviewRules(db: ReadDb): ReviewRule[] {
  const stored = getSetting(db, SETTING);
  if (stored === null) return [];
  const parsed = reviewRulesSchema.safeParse(JSON.parse(stored));
  return parsed.success ? parsed.data : [];
}

/** Puts other rules in the place of all there are. */
export function setReviewRules(workspace: Workspace, rules: readonly ReviewRule[]): ReviewRule[] {
  putSetting(workspace.gate, SETTING, rules.length === 0 ? null : JSON.stringify(rules));
  workspace.changed(['setting']);
  return getReviewRules(workspace.gate.db);
}
