import { formatBytes, formatCount, formatInstantDay } from '../../../shared/i18n/format.ts';
import type { Language, Translate } from '../../../shared/i18n/translate.ts';
import type { ExchangeView } from '../../../shared/views/exchange-view.ts';

type Recipient = ExchangeView['recipients'][number];

/**
 * What a site misses, in words: « 23 modifications depuis le 12/03/2026 », « à jour », « aucun échange… ». A file made
 * for it since its last one is told, for until the site answers what it misses stays the same.
 */
export function recipientText(
  recipient: Recipient,
  view: ExchangeView,
  t: Translate,
  language: Language,
): string {
  const { missingSaves } = recipient;
  if (missingSaves === 0) return t('exchange.upToDate');
  const receivedAt = lastReceivedAt(recipient, view);
  const sentAt = lastSentAt(recipient, view);
  const unanswered = sentAt !== null && sentAt > (receivedAt ?? 0) ? formatInstantDay(sentAt) : null;
  if (missingSaves === null) {
    if (unanswered !== null) return t('exchange.sentNotAnswered', { date: unanswered });
    const total = formatCount(view.totalSaves, language);
    return t('exchange.neverReceived', { count: view.totalSaves, total });
  }
  const saves = formatCount(missingSaves, language);
  const missing =
    receivedAt === null
      ? t('exchange.missingSaves', { count: missingSaves, saves })
      : t('exchange.missingSavesSince', { count: missingSaves, saves, date: formatInstantDay(receivedAt) });
  return unanswered === null ? missing : t('exchange.sentOn', { missing, date: unanswered });
}

/** How large the file for a site would be, and how long that takes on its line: « environ 2,7 ko, une seconde au plus… ». */
export function estimateText(
  { estimate }: Pick<Recipient, 'estimate'>,
  t: Translate,
  language: Language,
): string {
  const size = formatBytes(estimate.bytes, language);
  const { seconds } = estimate;
  if (seconds === null) return t('exchange.estimate', { size });
  if (seconds <= 1) return t('exchange.estimateSecond', { size });
  if (seconds < 120) return t('exchange.estimateSeconds', { size, count: seconds });
  return t('exchange.estimateMinutes', { size, count: Math.ceil(seconds / 60) });
}

/** When a file of one of the site's posts last arrived here, UTC ms. */
function lastReceivedAt({ establishmentId }: Recipient, { posts }: ExchangeView): number | null {
  const instants = posts
    .filter((post) => post.establishmentId === establishmentId)
    .flatMap(({ lastReceivedAt: at }) => (at === null ? [] : [at]));
  return instants.length === 0 ? null : Math.max(...instants);
}

/** When a file was last made for the site, or for all, UTC ms. */
function lastSentAt({ name }: Recipient, { history }: ExchangeView): number | null {
  const instants = history
    .filter(({ direction, peer }) => direction === 'sent' && (peer === name || peer === ''))
    .map(({ at }) => at);
  return instants.length === 0 ? null : Math.max(...instants);
}
