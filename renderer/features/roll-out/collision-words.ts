import { formatDate, formatWeek } from '../../../shared/i18n/format.ts';
import type { Language, Translate } from '../../../shared/i18n/translate.ts';
import type { RollOutCollision } from '../../../shared/views/roll-out-view.ts';

/** A collision as one sentence: when, where, and what makes it one. */
export function collisionWords(
  { kind, day, milestones, cause, count }: RollOutCollision,
  t: Translate,
  language: Language,
) {
  const what = milestones.map(({ label, siteName }) => `${label} (${siteName})`).join(', ');
  const values = { day: formatDate(day), week: formatWeek(day, language), what, cause: cause ?? '', count };
  return t(`roll-out.collision.${kind}`, values);
}
