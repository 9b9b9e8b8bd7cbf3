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
    if (!isAbout(rule, conflict)) continue;
    const theirs = others.filter((side) => isFrom(rule, side));
    if (theirs.length !== others.length) continue;
    if (rule.action === 'keep') return { rule, take: here.key };
    // Two values of others: which of them is meant, no rule can say.
    const [only, ...more] = theirs;
    return { rule, take: rule.action === 'take' && only && more.length === 0 ? only.key : null };
  }
  return null;
}

/** A rule for one field settles no value but that field's; to ask, one of several is enough. */
function isAbout({ kind, field, action }: ReviewRule, conflict: Conflict): boolean {
  if (!field) return kind === null || kind === conflict.kind;
  if (field.table !== conflict.table) return false;
  const is = (one: { readonly field: string }): boolean => one.field === field.field;
  return action === 'ask'
    ? conflict.fields.some(is)
    : conflict.fields.length > 0 && conflict.fields.every(is);
}

/** What some rules would make of conflicts: those they settle, and how many they leave to people in so many words. */
export function foreseeRules(
  rules: readonly ReviewRule[],
  conflicts: readonly Conflict[],
): { readonly settled: readonly { conflict: Conflict; side: ConflictSide }[]; readonly asked: number } {
  const ruled = conflicts.flatMap((conflict) => {
    const ruling = rulingOf(rules, conflict);
    return ruling ? [{ conflict, side: conflict.sides.find(({ key }) => key === ruling.take) ?? null }] : [];
  });
  return {
    settled: ruled.flatMap(({ conflict, side }) => (side ? [{ conflict, side }] : [])),
    asked: ruled.filter(({ side }) => side === null).length,
  };
}

function isFrom({ establishmentId }: ReviewRule, side: ConflictSide): boolean {
  return establishmentId === null || side.establishmentId === establishmentId;
}
