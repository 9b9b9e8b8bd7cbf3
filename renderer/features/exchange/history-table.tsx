import { Button, Group, Select, Table } from '@mantine/core';
import { useState } from 'react';
import { formatBytes, formatCount, formatInstant } from '../../../shared/i18n/format.ts';
import type { ExchangeView } from '../../../shared/views/exchange-view.ts';
import { TableExport } from '../../components/table-export.tsx';
import { useText } from '../../i18n.ts';
import styles from './exchange.module.css';
import { acknowledgedText, historyContent } from './history-content.ts';
import { ReversalDialog } from './reversal-dialog.tsx';

/** Files sent and received, newest first as given. */
export function HistoryTable({ history }: { readonly history: ExchangeView['history'] }) {
  const { t, language } = useText();
  const [reversed, setReversed] = useState<{ id: number; fileName: string } | null>(null);
  const [site, setSite] = useState<string | null>(null);
  const sites = [...new Set(history.flatMap(({ peer }) => peer || []))].toSorted();
  const shown = site === null ? history : history.filter(({ peer }) => peer === site);
  if (history.length === 0) return <p className={styles.hint}>{t('exchange.noHistory')}</p>;
  return (
    <>
      <Group align="flex-end" justify="space-between">
        {sites.length > 1 && (
          <Select
            label={t('exchange.historyOf')}
            value={site}
            data={sites}
            placeholder={t('exchange.allSites')}
            clearable
            clearButtonProps={{ 'aria-label': t('common.clear') }}
            w={260}
            onChange={setSite}
          />
        )}
        <TableExport
          title={t('exchange.historyTitle')}
          source={{ current: () => historyContent(shown, t) }}
        />
      </Group>
      <Table className={styles.table}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('exchange.column.at')}</Table.Th>
            <Table.Th>{t('exchange.column.direction')}</Table.Th>
            <Table.Th>{t('exchange.column.peer')}</Table.Th>
            <Table.Th>{t('exchange.column.file')}</Table.Th>
            <Table.Th ta="right">{t('exchange.column.saves')}</Table.Th>
            <Table.Th ta="right">{t('exchange.column.size')}</Table.Th>
            <Table.Th>{t('exchange.column.acknowledged')}</Table.Th>
            <Table.Th>
              <span className="visually-hidden">{t('review.reversal.import')}</span>
            </Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {shown.map((entry) => (
            <Table.Tr key={entry.id}>
              <Table.Td>{formatInstant(entry.at)}</Table.Td>
              <Table.Td>{t(`exchange.direction.${entry.direction}`)}</Table.Td>
              <Table.Td>{entry.peer || t('exchange.allSites')}</Table.Td>
              <Table.Td>{entry.fileName}</Table.Td>
              <Table.Td ta="right">{formatCount(entry.saves, language)}</Table.Td>
              <Table.Td ta="right">{formatBytes(entry.bytes, language)}</Table.Td>
              <Table.Td>{acknowledgedText(t, entry)}</Table.Td>
              <Table.Td>
                {entry.reversible && (
                  <Button
                    variant="subtle"
                    size="compact-sm"
                    aria-label={t('review.reversal.importOf', { file: entry.fileName })}
                    onClick={() => setReversed({ id: entry.id, fileName: entry.fileName })}
                  >
                    {t('review.reversal.open')}
                  </Button>
                )}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      {reversed && (
        <ReversalDialog
          source={{ record: reversed.id }}
          title={t('review.reversal.importOf', { file: reversed.fileName })}
          onClose={() => setReversed(null)}
        />
      )}
    </>
  );
}
