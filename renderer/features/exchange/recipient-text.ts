import { formatCount, formatInstantDay } from '../../../shared/i18n/format.ts';
import type { Language, Translate } from '../../../shared/i18n/translate.ts';
import type { ExchangeView } from '../../../shared/views/exchange-view.ts';

type Recipient = ExchangeView['recipients'][number];

/** What a site misses, in words: « 23 modifications depuis le 12/03/2026 », « à jour », « jamais reçu… ». */
export function recipientText(
  recipient: Recipient,
  view: ExchangeView,
  t: Translate,
  language: Language,
): string {
  const { missingSaves, establishmentId } = recipient;
  if (missingSaves === null) {
    return t('exchange.neverReceived', {
      count: view.totalSaves,
      total: formatCount(view.totalSaves, language),
    });
  }
  if (missingSaves === 0) return t('exchange.upToDate');
  const received = view.posts
    .filter((post) => post.establishmentId === establishmentId && post.lastReceivedAt !== null)
    .map((post) => post.lastReceivedAt ?? 0);
  const saves = formatCount(missingSaves, language);
  return received.length === 0
    ? t('exchange.missingSaves', { count: missingSaves, saves })
    : t('exchange.missingSavesSince', {
        count: missingSaves,
        saves,
        date: formatInstantDay(Math.max(...received)),
      });
}
