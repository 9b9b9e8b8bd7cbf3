import { Table } from '@mantine/core';
import { formatCount, formatInstant } from '../../../shared/i18n/format.ts';
import type { ExchangeView } from '../../../shared/views/exchange-view.ts';
import { useText } from '../../i18n.ts';
import styles from './exchange.module.css';

type Post = ExchangeView['posts'][number];

/** The posts (one computer, one workspace) known here, with the fingerprint to read over the phone. */
export function PostsTable({ posts }: { readonly posts: readonly Post[] }) {
  const { t, language } = useText();
  return (
    <Table className={styles.table}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t('exchange.column.site')}</Table.Th>
          <Table.Th>{t('exchange.column.user')}</Table.Th>
          <Table.Th>{t('exchange.column.fingerprint')}</Table.Th>
          <Table.Th ta="right">{t('exchange.column.held')}</Table.Th>
          <Table.Th>{t('exchange.column.lastReceived')}</Table.Th>
          <Table.Th ta="right">{t('exchange.column.notAcknowledged')}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {posts.map((post) => (
          <Table.Tr key={post.incarnation}>
            <Table.Td>
              {post.establishmentName ?? t('exchange.unknownSite')}
              {post.self && <span className={styles.tag}>{t('exchange.self')}</span>}
            </Table.Td>
            <Table.Td>{post.userName}</Table.Td>
            <Table.Td className={styles.fingerprint}>{post.fingerprint}</Table.Td>
            <Table.Td ta="right">{formatCount(post.saves, language)}</Table.Td>
            <Table.Td>{post.lastReceivedAt === null ? '–' : formatInstant(post.lastReceivedAt)}</Table.Td>
            <Table.Td ta="right">
              {post.self || post.notAcknowledged === null ? '–' : formatCount(post.notAcknowledged, language)}
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
