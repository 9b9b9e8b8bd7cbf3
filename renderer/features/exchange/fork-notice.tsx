import type { ReactNode } from 'react';
import { formatInstantDay } from '../../../shared/i18n/format.ts';
import type { ForkView } from '../../../shared/views/exchange-view.ts';
import { Notice } from '../../components/notice.tsx';
import { useText } from '../../i18n.ts';
import styles from './exchange.module.css';

interface ForkNoticeProps {
  readonly fork: ForkView;
  /** Own saves that would go on under a new number; null where that cannot be offered. */
  readonly continued: number | null;
  readonly actions?: ReactNode;
  readonly children?: ReactNode;
}

/** A post wrote two histories: whose they are, which saves, and what sets it right. */
export function ForkNotice({ fork, continued, actions, children }: ForkNoticeProps) {
  const { t } = useText();
  const name = [fork.person, fork.establishment].filter(Boolean).join(', ') || fork.post;
  if (fork.own && continued !== null)
    return (
      <Notice tone="warning" title={t('exchange.forkOwnTitle')} actions={actions}>
        <p className={styles.noticeText}>
          {t('exchange.forkOwnText', {
            count: continued,
            since: fork.since === null ? '–' : formatInstantDay(fork.since),
          })}
        </p>
        {children}
      </Notice>
    );
  const from = fork.firstSave ?? 0;
  const range = (to: number): string =>
    to <= from ? t('exchange.saveNumber', { from }) : t('exchange.saveNumbers', { from, to });
  const numbers = { from, held: range(fork.held), last: range(fork.lastSave) };
  return (
    <Notice tone="warning" title={fork.own ? t('exchange.forkOwnTitle') : t('exchange.forkTitle', { name })}>
      <p className={styles.noticeText}>
        {fork.firstSave === null ? t('exchange.forkUnknown') : t('exchange.forkFrom', numbers)}
      </p>
      <p className={styles.noticeText}>{fork.own ? t('exchange.forkNextOwn') : t('exchange.forkNext')}</p>
      {children}
    </Notice>
  );
}
