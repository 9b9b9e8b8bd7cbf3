import { Button } from '@mantine/core';
import { formatInstant } from '../../../shared/i18n/format.ts';
import type { ExchangeView } from '../../../shared/views/exchange-view.ts';
import { Notice } from '../../components/notice.tsx';
import { useText } from '../../i18n.ts';
import { ExtractSection } from '../extract/index.ts';
import { navigate } from '../../state/route.ts';
import styles from './exchange.module.css';
import { HistoryTable } from './history-table.tsx';
import { ReceiveSection } from './receive-section.tsx';
import { TrustSection } from './trust-section.tsx';
import { SendSection } from './send-section.tsx';

/** What the group exchanges: whom to send to, files that wait, what went to and fro, the posts known. */
export function ExchangeOverview({ view }: { readonly view: ExchangeView }) {
  const { t } = useText();
  return (
    <div className={styles.page}>
      {view.openConflicts > 0 && (
        <Notice
          tone="warning"
          title={t('exchange.conflictsTitle', { count: view.openConflicts })}
          actions={
            <Button variant="default" onClick={() => navigate({ name: 'exchange', tab: 'review' })}>
              {t('exchange.conflictsOpen')}
            </Button>
          }
        >
          {t('exchange.conflictsText')}
        </Notice>
      )}
      {view.waiting.map((file) => (
        <Notice
          key={file.hash}
          title={t('exchange.waitingTitle', { file: file.fileName, sender: file.sender })}
        >
          {t('exchange.waitingText', { at: formatInstant(file.receivedAt) })}
          <MissingList missing={file.missing} />
        </Notice>
      ))}
      <ReceiveSection />
      <SendSection view={view} />
      <TrustSection />
      <ExtractSection />
      <section className={styles.section} aria-labelledby="history-title">
        <h2 id="history-title" className={styles.heading}>
          {t('exchange.history')}
        </h2>
        <HistoryTable history={view.history} />
      </section>
    </div>
  );
}

interface MissingListProps {
  readonly missing: readonly { readonly post: string; readonly from: number; readonly to: number }[];
}

/** Which saves of which post are missing before a file can be taken. */
export function MissingList({ missing }: MissingListProps) {
  const { t } = useText();
  return (
    <ul className={styles.missing}>
      {missing.map(({ post, from, to }) => (
        <li key={`${post}-${from}`}>{t('exchange.missing', { post, from, to })}</li>
      ))}
    </ul>
  );
}
