import { Button, Group, Modal, ScrollArea, Table, Text } from '@mantine/core';
import type { Conflict, ConflictSide, Decision } from '../../../shared/views/conflict-view.ts';
import { useText } from '../../i18n.ts';
import { subjectOf, valueOf } from './conflict-words.ts';
import styles from './exchange.module.css';

interface BulkDialogProps {
  readonly title: string;
  /** What is chosen of each conflict that is settled so. */
  readonly settled: readonly { readonly conflict: Conflict; readonly side: ConflictSide }[];
  /** Conflicts it leaves to be looked at by themselves. */
  readonly skipped: number;
  readonly busy: boolean;
  readonly onConfirm: (decisions: Decision[]) => void;
  readonly onClose: () => void;
}

/** What settling many conflicts at once would make of each; nothing is done before it is confirmed. */
export function BulkDialog({ title, settled, skipped, busy, onConfirm, onClose }: BulkDialogProps) {
  const { t } = useText();
  return (
    <Modal
      opened
      onClose={onClose}
      title={title}
      size="xl"
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <Text>
        {settled.length === 0 ? t('review.bulk.nothing') : t('review.bulk.text', { count: settled.length })}
      </Text>
      {skipped > 0 && settled.length > 0 && (
        <Text c="dimmed">{t('review.bulk.skipped', { count: skipped })}</Text>
      )}
      {settled.length > 0 && (
        <ScrollArea.Autosize mah={360} type="auto" mt="sm">
          <Table className={styles.table}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t('review.bulk.place')}</Table.Th>
                <Table.Th>{t('review.bulk.field')}</Table.Th>
                <Table.Th>{t('review.bulk.now')}</Table.Th>
                <Table.Th>{t('review.bulk.becomes')}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {settled.map(({ conflict, side }) => {
                const shown = conflict.sides.find((each) => each.shown);
                return (
                  <Table.Tr key={conflict.id}>
                    <Table.Td>{conflict.place}</Table.Td>
                    <Table.Td>{subjectOf(conflict, t)}</Table.Td>
                    <Table.Td>{shown && valueOf(conflict, shown, t)}</Table.Td>
                    <Table.Td>
                      <strong>{valueOf(conflict, side, t)}</strong>
                    </Table.Td>
                  </Table.Tr>
                );
              })}
            </Table.Tbody>
          </Table>
        </ScrollArea.Autosize>
      )}
      <Group justify="flex-end" mt="md">
        <Button variant="default" onClick={onClose}>
          {t('common.cancel')}
        </Button>
        {settled.length > 0 && (
          <Button
            loading={busy}
            data-autofocus
            onClick={() =>
              onConfirm(settled.map(({ conflict, side }) => ({ id: conflict.id, take: side.key })))
            }
          >
            {t('review.bulk.confirm', { count: settled.length })}
          </Button>
        )}
      </Group>
    </Modal>
  );
}
