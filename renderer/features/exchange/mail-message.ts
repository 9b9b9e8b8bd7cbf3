import { formatBytes, formatDate } from '../../../shared/i18n/format.ts';
import type { Language, Translate } from '../../../shared/i18n/translate.ts';
import type { OutputOf } from '../../../shared/contract.ts';
import { isoOfDate } from '../../components/local-day.ts';

/** Subject and body of the message a file goes with: what it brings, and what to do with it. */
export function mailMessage(
  made: OutputOf<'exchange.export'>,
  group: string,
  t: Translate,
  language: Language,
): { subject: string; body: string } {
  const what =
    made.since === null
      ? t('exchange.mailNothing')
      : t('exchange.mailWhat', { count: made.saves, date: formatDate(made.since) });
  const parts =
    made.files.length > 1
      ? [t('exchange.mailParts', { count: made.files.length, files: made.files.join(', ') })]
      : [];
  const body = [
    t('exchange.mailBody', { file: made.fileName, size: formatBytes(made.bytes, language), what }),
    ...parts,
  ];
  return {
    subject: t('exchange.mailSubject', { group, date: formatDate(isoOfDate(new Date())) }).slice(0, 200),
    body: body.join('\n').slice(0, 1500),
  };
}
