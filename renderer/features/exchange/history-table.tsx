import { Table } from '@mantine/core';
import { formatBytes, formatCount, formatInstant } from '../../../shared/i18n/format.ts';
import type { ExchangeView } from '../../../shared/views/exchange-view.ts';
import { useText } from '../../i18n.ts';
import styles from './exchange.module.css';

/** Files sent and received, newest first as given. */
export function HistoryTable({ history }: { readonly history: ExchangeView['history'] }) {
  const { t, language } = useText();
  if (history.length === 0) return <p className={styles.hint}>{t('exchange.noHistory')}</p>;
  return (
    <Table className={styles.table}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t('exchange.column.at')}</Table.Th>
          <Table.Th>{t('exchange.column.direction')}</Table.Th>
          <Table.Th>{t('exchange.column.peer')}</Table.Th>
          <Table.Th>{t('exchange.column.file')}</Table.Th>
          <Table.Th ta="right">{t('exchange.column.saves')}</Table.Th>
          <Table.Th ta="right">{t('exchange.column.size')}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {history.map((entry) => (
          <Table.Tr key={`${entry.at}-${entry.direction}-${entry.fileName}`}>
            <Table.Td>{formatInstant(entry.at)}</Table.Td>
            <Table.Td>{t(`exchange.direction.${entry.direction}`)}</Table.Td>
            <Table.Td>{entry.peer || t('exchange.allSites')}</Table.Td>
            <Table.Td>{entry.fileName}</Table.Td>
            <Table.Td ta="right">{formatCount(entry.saves, language)}</Table.Td>
            <Table.Td ta="right">{formatBytes(entry.bytes, language)}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
