import { foldText } from '../../../shared/domain/fold-text.ts';
import { dayFromIso, isoFromDay, mondayOf } from '../../../shared/domain/iso-date.ts';
import type { Language, Translate } from '../../../shared/i18n/translate.ts';
import type { PlanAnalysis, PlanBreach, PlanCollision } from '../../../shared/views/plan-view.ts';
import { breachReason, collisionReason, placeText } from '../plan/index.ts';

export type FindingKind = PlanCollision['kind'] | PlanBreach['kind'];

/** Something the check of the plan found, in words. */
export interface Finding {
  readonly id: string;
  readonly kind: FindingKind;
  /** Monday of its week. */
  readonly week: string;
  readonly reason: string;
  readonly places: readonly {
    readonly milestoneId: string;
    readonly deploymentId: string;
    readonly text: string;
  }[];
}

/** All a plan's analysis has to say, by week. */
export function findingsOf(
  t: Translate,
  language: Language,
  { collisions, breaches }: PlanAnalysis,
): Finding[] {
  const weekOf = (day: string): string => isoFromDay(mondayOf(dayFromIso(day)));
  const together = collisions.map((collision): Finding => ({
    id: [collision.kind, collision.day, ...collision.milestones.map(({ id }) => id)].join(' '),
    kind: collision.kind,
    week: weekOf(collision.day),
    reason: collisionReason(t, language, collision),
    places: collision.milestones.map((milestone) => ({
      milestoneId: milestone.id,
      deploymentId: milestone.deploymentId,
      text: placeText(t, milestone),
    })),
  }));
  const alone = breaches.map((breach): Finding => ({
    id: [breach.kind, breach.milestoneId, breach.other ?? ''].join(' '),
    kind: breach.kind,
    week: weekOf(breach.day),
    reason: breachReason(t, breach),
    places: [
      { milestoneId: breach.milestoneId, deploymentId: breach.deploymentId, text: placeText(t, breach) },
    ],
  }));
  return [...together, ...alone].toSorted((a, b) => a.week.localeCompare(b.week));
}

/** The findings of some kinds (none named: of all) that hold every word typed, accents and case aside. */
export function filterFindings(
  findings: readonly Finding[],
  { kinds, text }: { readonly kinds: readonly string[]; readonly text: string },
): Finding[] {
  const words = foldText(text).split(/\s+/).filter(Boolean);
  return findings.filter(({ kind, reason, places }) => {
    if (kinds.length > 0 && !kinds.includes(kind)) return false;
    const said = foldText([reason, ...places.map((place) => place.text)].join(' '));
    return words.every((word) => said.includes(word));
  });
}
