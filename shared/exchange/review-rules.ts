import type { Conflict, ConflictSide, ReviewRule } from '../views/conflict-view.ts';

/** What a rule says of a conflict: the side to choose, or null to ask. */
export interface Ruling {
  readonly rule: ReviewRule;
  readonly take: string | null;
}

/**
 * The first rule that fits a conflict; null when none does. Where somebody has already decided, no rule does: two posts
 * with opposite rules would answer each other for ever.
 */
export function rulingOf(rules: readonly ReviewRule[], conflict: Conflict): Ruling | null {
  if (conflict.level === 'deletion' || conflict.sides.some(({ decided }) => decided)) return null;
  const [here, ...others] = conflict.sides;
  if (!here || others.length === 0) return null;
  for (const rule of rules) {
    if (rule.kind !== null && rule.kind !== conflict.kind) continue;
    const theirs = others.filter((side) => isFrom(rule, side));
    if (theirs.length !== others.length) continue;
    if (rule.action === 'keep') return { rule, take: here.key };
    // Two values of others: which of them is meant, no rule can say.
    const [only, ...more] = theirs;
    return { rule, take: rule.action === 'take' && only && more.length === 0 ? only.key : null };
  }
  return null;
}

function isFrom({ establishmentId }: ReviewRule, side: ConflictSide): boolean {
  return establishmentId === null || side.establishmentId === establishmentId;
}
