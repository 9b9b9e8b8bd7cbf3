import { localIsoDate } from '../../../shared/domain/iso-date.ts';
import type { Translate } from '../../../shared/i18n/translate.ts';
import type { ExchangeView } from '../../../shared/views/exchange-view.ts';
import type { TableContent } from '../../components/data-table/table-content.ts';

type ExchangeRecord = ExchangeView['history'][number];

/** Whether the other side has said that it holds all of a file; nothing for files nobody says that of. */
export function acknowledgedText(t: Translate, { acknowledged }: ExchangeRecord): string {
  if (acknowledged === null) return '';
  return t(acknowledged ? 'exchange.acknowledged' : 'exchange.notAcknowledged');
}

/** Files sent and received, as a table file. */
export function historyContent(history: readonly ExchangeRecord[], t: Translate): TableContent {
  return {
    columns: [
      { header: t('exchange.column.at'), kind: 'date' },
      { header: t('exchange.column.direction'), kind: 'text' },
      { header: t('exchange.column.peer'), kind: 'text' },
      { header: t('exchange.column.file'), kind: 'text' },
      { header: t('exchange.column.saves'), kind: 'number' },
      { header: t('exchange.column.bytes'), kind: 'number' },
      { header: t('exchange.column.acknowledged'), kind: 'text' },
    ],
    rows: history.map((entry) => [
      localIsoDate(new Date(entry.at)),
      t(`exchange.direction.${entry.direction}`),
      entry.peer || t('exchange.allSites'),
      entry.fileName,
      entry.saves,
      entry.bytes,
      acknowledgedText(t, entry) || null,
    ]),
  };
}
