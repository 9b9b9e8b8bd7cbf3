import type { Translate } from '../../shared/i18n/translate.ts';
import type { MilestoneRow } from '../../shared/views/deployment-view.ts';

/** Why a milestone is blocked: what somebody said, else what must come first elsewhere; null when nothing blocks it. */
export function blockedText(
  t: Translate,
  { blockedReason, blockedBy }: Pick<MilestoneRow, 'blockedReason' | 'blockedBy'>,
): string | null {
  if (blockedReason !== null) return blockedReason;
  return blockedBy.length === 0 ? null : t('deployment.blockedBy', { labels: blockedBy.join(', ') });
}
