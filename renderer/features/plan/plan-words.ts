import { formatDate, formatWeek } from '../../../shared/i18n/format.ts';
import type { Language, Translate } from '../../../shared/i18n/translate.ts';
import type { PlanBreach, PlanCollision, PlanImpact } from '../../../shared/views/plan-view.ts';
import type { RollOutCollision } from '../../../shared/views/roll-out-view.ts';

/** « Bascule, Anesthésie (Aptière) ». */
export function placeText(
  t: Translate,
  { label, domainLabel, siteName }: { label: string; domainLabel: string; siteName: string },
): string {
  return t('plan.place', { label, domain: domainLabel, site: siteName });
}

/** Why a collision is one; what lasts a week names it. */
export function collisionReason(
  t: Translate,
  language: Language,
  { kind, day, cause, count }: Pick<PlanCollision, 'kind' | 'day' | 'cause' | 'count'>,
): string {
  const when = { day: formatDate(day), week: formatWeek(day, language) };
  return t(`plan.collision.${kind}`, { count, cause: cause ?? '', ...when });
}

/** Which link or limit a milestone does not keep, and by how much. */
export function breachReason(t: Translate, { kind, other, workingDays }: PlanBreach): string {
  return t(`plan.breach.${kind}`, { other: other ?? '', days: t('plan.days', { count: workingDays }) });
}

/** A collision in a sentence: why, and where. A plan not written yet is of one domain, which needs no name. */
export function collisionText(
  t: Translate,
  language: Language,
  collision: PlanCollision | RollOutCollision,
): string {
  const { kind, milestones } = collision;
  const places =
    kind === 'too_many_sites'
      ? [...new Set(milestones.map(({ siteName }) => siteName))].join(', ')
      : milestones
          .map((milestone) =>
            'domainLabel' in milestone
              ? placeText(t, milestone)
              : t('plan.placeHere', { label: milestone.label, site: milestone.siteName }),
          )
          .join(' · ');
  return t('plan.reasonAt', { reason: collisionReason(t, language, collision), places });
}

/** A breach in a sentence: what is not kept, and where. */
export function breachText(t: Translate, breach: PlanBreach): string {
  return t('plan.reasonAt', { reason: breachReason(t, breach), places: placeText(t, breach) });
}

/** « +14 j ouvrés »: how far the end of a milestone moves. */
export function slipText(t: Translate, workingDays: number): string {
  if (workingDays === 0) return t('plan.impact.sameEnd');
  return workingDays > 0
    ? t('plan.impact.later', { count: workingDays })
    : t('plan.impact.earlier', { count: -workingDays });
}

/** The milestones from what was moved to this one: « Généralisation (Aptière) → Interfaces → Bascule ». */
export function chainText(t: Translate, chain: PlanImpact['chain']): string {
  return chain
    .map(({ label, siteName }, at) =>
      chain[at - 1]?.siteName === siteName ? label : t('plan.impact.chainStep', { label, site: siteName }),
    )
    .join(' → ');
}

/** A chain whose middle is left out where it is long. */
export function shortChain(chain: PlanImpact['chain']): PlanImpact['chain'] {
  const [first] = chain;
  if (!first || chain.length <= 4) return chain;
  const gap = { milestoneId: '', label: '…', siteName: first.siteName };
  const last = chain.slice(-2);
  return [first, last[0] ? { ...gap, siteName: last[0].siteName } : gap, ...last];
}
