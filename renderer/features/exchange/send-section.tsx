import { Button } from '@mantine/core';
import { IconMail, IconSend } from '@tabler/icons-react';
import { useState } from 'react';
import type { ExchangeView } from '../../../shared/views/exchange-view.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { useLabels } from '../../components/use-labels.ts';
import { useText } from '../../i18n.ts';
import { useApiQuery } from '../../rpc/hooks.ts';
import styles from './exchange.module.css';
import { estimateText, recipientText } from './recipient-text.ts';
import { choiceByTransport, type SendChoice, SendOptions } from './send-options.tsx';
import { SendState } from './send-state.tsx';
import { useSendFile } from './use-send-file.ts';

type Recipient = ExchangeView['recipients'][number];

/** The sites a file can be made for, with what each misses; one press makes it. */
export function SendSection({ view }: { readonly view: ExchangeView }) {
  const { t, language } = useText();
  const { label } = useLabels();
  const [choice, setChoice] = useState<SendChoice>(choiceByTransport.mail);
  const { send, mail, busy, ...sending } = useSendFile(choice);
  const ownSite = useApiQuery('workspace.status', {}).data?.me?.establishmentId ?? null;
  // One's own site comes last: only its other computers need a file.
  const isOwn = (recipient: Recipient): boolean => recipient.establishmentId === ownSite;
  const recipients = [
    ...view.recipients.filter((recipient) => !isOwn(recipient)),
    ...view.recipients.filter(isOwn),
  ];

  return (
    <section className={styles.section} aria-labelledby="send-title">
      <div className={styles.sectionHead}>
        <div>
          <h2 id="send-title" className={styles.heading}>
            {t('exchange.send')}
          </h2>
          <p className={styles.hint}>{t('exchange.sendHint')}</p>
        </div>
        <Button
          leftSection={<IconSend size={16} stroke={1.5} aria-hidden="true" />}
          disabled={busy}
          onClick={() => send(null, t('exchange.allSites'))}
        >
          {t('exchange.exportAll')}
        </Button>
      </div>
      <SendOptions choice={choice} onChange={setChoice} />
      <SendState {...sending} />
      {view.recipients.length === 0 ? (
        <EmptyState title={t('exchange.noRecipient')}>{t('exchange.noRecipientText')}</EmptyState>
      ) : (
        <ul className={styles.recipients}>
          {recipients.map((recipient) => (
            <li key={recipient.establishmentId} className={styles.recipient}>
              <span className={styles.recipientName}>{recipient.name}</span>
              <span className={styles.hint}>
                {isOwn(recipient)
                  ? t('exchange.ownSite')
                  : recipient.networkClass && label('network_class', recipient.networkClass)}
              </span>
              <span>
                {recipientText(recipient, view, t, language)}
                <span className={styles.estimate}>{estimateText(recipient, t, language)}</span>
              </span>
              <span className={styles.rowActions}>
                {choice.transport === 'mail' && (
                  <Button
                    disabled={busy}
                    leftSection={<IconMail size={16} stroke={1.5} aria-hidden="true" />}
                    aria-label={t('exchange.mailFor', { name: recipient.name })}
                    onClick={() => mail(recipient.establishmentId, recipient.name, recipient.mail)}
                  >
                    {t('exchange.mail')}
                  </Button>
                )}
                <Button
                  variant="default"
                  disabled={busy}
                  aria-label={t('exchange.exportFor', { name: recipient.name })}
                  onClick={() => send(recipient.establishmentId, recipient.name)}
                >
                  {t('exchange.export')}
                </Button>
              </span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
