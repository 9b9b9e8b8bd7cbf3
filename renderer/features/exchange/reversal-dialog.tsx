import { Button, Group, Modal, ScrollArea, Table, Text } from '@mantine/core';
import { isTextKey, type Translate } from '../../../shared/i18n/translate.ts';
import type { Reversal, ReversalSource } from '../../../shared/views/reversal-view.ts';
import { QueryGate } from '../../components/query-gate.tsx';
import { useNotify } from '../../components/use-notify.tsx';
import { useText } from '../../i18n.ts';
import { useApiQuery, useCommand } from '../../rpc/hooks.ts';
import { fieldWord } from './conflict-words.ts';
import styles from './exchange.module.css';

interface ReversalDialogProps {
  readonly source: ReversalSource;
  /** « Annuler les effets de aptiere.jalon ». */
  readonly title: string;
  readonly onClose: () => void;
}

/** What reversing some saves would put back, and what it would leave; nothing is done before it is confirmed. */
export function ReversalDialog({ source, title, onClose }: ReversalDialogProps) {
  const { t } = useText();
  const query = useApiQuery('reversal.view', { source });
  return (
    <Modal
      opened
      onClose={onClose}
      title={title}
      size="xl"
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <QueryGate query={query}>
        {(reversal) => <ReversalList reversal={reversal} source={source} onClose={onClose} />}
      </QueryGate>
    </Modal>
  );
}

interface ReversalListProps {
  readonly reversal: Reversal;
  readonly source: ReversalSource;
  readonly onClose: () => void;
}

function ReversalList({ reversal, source, onClose }: ReversalListProps) {
  const { t } = useText();
  const { done, failed } = useNotify();
  const apply = useCommand('reversal.apply');
  const { counts, lines, left, token } = reversal;
  const total = counts.values + counts.deleted + counts.restored;
  const confirm = (): void =>
    apply.mutate(
      { source, token },
      {
        onSuccess: () => {
          done(t('review.reversal.done'));
          onClose();
        },
        onError: failed,
      },
    );
  return (
    <>
      <Text>{total === 0 ? t('review.reversal.nothing') : t('review.reversal.text')}</Text>
      <p className={styles.hint}>{countsOf(counts, t)}</p>
      {lines.length > 0 && (
        <ScrollArea.Autosize mah={300} type="auto" mt="sm">
          <Table className={styles.table} aria-label={t('review.reversal.lines')}>
            <Table.Tbody>
              {lines.map((line) => (
                <Table.Tr key={`${line.rowId}-${line.field}-${line.kind}`}>
                  <Table.Td className={styles.kind}>{t(`review.reversal.kind.${line.kind}`)}</Table.Td>
                  <Table.Td>{line.place}</Table.Td>
                  <Table.Td>{subjectOf(line, t)}</Table.Td>
                  <Table.Td>
                    {line.kind === 'value' && (
                      <span className={styles.values}>
                        <del>{line.now ?? t('exchange.noValue')}</del>
                        <span aria-hidden="true">{' → '}</span>
                        <ins>{line.back ?? t('exchange.noValue')}</ins>
                      </span>
                    )}
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </ScrollArea.Autosize>
      )}
      {lines.length < total && <p className={styles.hint}>{t('review.reversal.more')}</p>}
      {left.length > 0 && (
        <details className={styles.rest}>
          <summary>{t('review.reversal.leftTitle')}</summary>
          <ScrollArea.Autosize mah={180} type="auto">
            <Table className={styles.table}>
              <Table.Tbody>
                {left.map((line) => (
                  <Table.Tr key={`${line.rowId}-${line.field}`}>
                    <Table.Td className={styles.kind}>{t(`review.reversal.why.${line.why}`)}</Table.Td>
                    <Table.Td>{line.place}</Table.Td>
                    <Table.Td>{subjectOf(line, t)}</Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          </ScrollArea.Autosize>
        </details>
      )}
      <Group justify="flex-end" mt="md">
        <Button variant="default" onClick={onClose}>
          {t('common.close')}
        </Button>
        {total > 0 && (
          <Button color="red" loading={apply.isPending} onClick={confirm}>
            {t('review.reversal.confirm', { count: total })}
          </Button>
        )}
      </Group>
    </>
  );
}

/** « 3 valeurs remises · 1 élément créé sera supprimé ». */
function countsOf(counts: Reversal['counts'], t: Translate): string {
  return (['values', 'deleted', 'restored', 'left'] as const)
    .filter((kind) => counts[kind] > 0)
    .map((kind) => t(`review.reversal.${kind}`, { count: counts[kind] }))
    .join(' · ');
}

function subjectOf(
  { table, field }: { readonly table: string; readonly field: string },
  t: Translate,
): string {
  if (field !== '') return fieldWord(table, field, t);
  const key = `change.table.${table}`;
  return isTextKey(key) ? t(key) : table;
}
