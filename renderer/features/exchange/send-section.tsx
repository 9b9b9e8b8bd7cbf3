import { Button } from '@mantine/core';
import { IconMail } from '@tabler/icons-react';
import { useState } from 'react';
import { formatBytes, formatCount } from '../../../shared/i18n/format.ts';
import { mostAddresses, type ExchangeView } from '../../../shared/views/exchange-view.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { useLabels } from '../../components/use-labels.ts';
import { useText } from '../../i18n.ts';
import { useApiQuery } from '../../rpc/hooks.ts';
import styles from './exchange.module.css';
import { estimateText, recipientText } from './recipient-text.ts';
import { choiceByTransport, type SendChoice, SendOptions, type Transport } from './send-options.tsx';
import { SendState } from './send-state.tsx';
import { type FileSending, useSendFile } from './use-send-file.ts';

type Recipient = ExchangeView['recipients'][number];

/** Whom a file can be made for, with what each misses: a site, or all of them; one press makes it. */
export function SendSection({ view }: { readonly view: ExchangeView }) {
  const { t, language } = useText();
  const { label } = useLabels();
  const [choice, setChoice] = useState<SendChoice>(choiceByTransport.mail);
  const { send, mail, busy, ...sending } = useSendFile(choice);
  const ownSite = useApiQuery('workspace.status', {}).data?.me?.establishmentId ?? null;
  // One's own site comes last: only its other computers need a file.
  const isOwn = (recipient: Recipient): boolean => recipient.establishmentId === ownSite;
  const others = view.recipients.filter((recipient) => !isOwn(recipient));
  const recipients = [...others, ...view.recipients.filter(isOwn)];
  const verbs = { transport: choice.transport, busy, send, mail };

  return (
    <section className={styles.section} aria-labelledby="send-title">
      <div>
        <h2 id="send-title" className={styles.heading}>
          {t('exchange.send')}
        </h2>
        <p className={styles.hint}>{t('exchange.sendHint')}</p>
      </div>
      <SendOptions choice={choice} onChange={setChoice} />
      <SendState {...sending} />
      <ul className={styles.recipients}>
        <Everyone view={view} others={others} sealed={choice.sealed} verbs={verbs} />
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
            <SendVerbs
              {...verbs}
              to={recipient.establishmentId}
              name={recipient.name}
              addresses={recipient.mail}
              mailLabel={t('exchange.mailFor', { name: recipient.name })}
              exportLabel={t('exchange.exportFor', { name: recipient.name })}
            />
          </li>
        ))}
      </ul>
      {view.recipients.length === 0 && (
        <EmptyState title={t('exchange.noRecipient')}>{t('exchange.noRecipientText')}</EmptyState>
      )}
    </section>
  );
}

type Verbs = { readonly transport: Transport } & Pick<FileSending, 'busy' | 'send' | 'mail'>;

interface EveryoneProps {
  readonly view: ExchangeView;
  /** Sites other than one's own. */
  readonly others: readonly Recipient[];
  readonly sealed: boolean;
  readonly verbs: Verbs;
}

/** One file for all sites, with everything in it: the same choices as for one. */
function Everyone({ view, others, sealed, verbs }: EveryoneProps) {
  const { t, language } = useText();
  const addresses = [...new Set(view.recipients.flatMap(({ mail }) => mail))];
  const isCrowded = addresses.length > mostAddresses;
  const shut = others.filter(({ knownPosts }) => knownPosts === 0);
  // Without a single post to seal for a passphrase is asked, which opens the file anywhere.
  const isShutOut = sealed && shut.length > 0 && view.recipients.some(({ knownPosts }) => knownPosts > 0);
  return (
    <li className={styles.recipient}>
      <span className={styles.recipientName}>{t('exchange.everyone')}</span>
      <span className={styles.hint}>{t('exchange.everyoneHint')}</span>
      <span>
        {t('exchange.everything', {
          count: view.totalSaves,
          total: formatCount(view.totalSaves, language),
        })}
        <span className={styles.estimate}>
          {t('exchange.estimate', { size: formatBytes(view.wholeBytes, language) })}
        </span>
        {isShutOut && (
          <span className={styles.warning}>
            {t('exchange.cannotOpen', {
              count: shut.length,
              names: shut.map(({ name }) => name).join(', '),
            })}
          </span>
        )}
        {isCrowded && verbs.transport === 'mail' && (
          <span className={styles.estimate}>{t('exchange.manyAddresses', { count: mostAddresses })}</span>
        )}
      </span>
      <SendVerbs
        {...verbs}
        to={null}
        name={t('exchange.allSites')}
        addresses={isCrowded ? [] : addresses}
        mailLabel={t('exchange.mailAll')}
        exportLabel={t('exchange.exportAll')}
      />
    </li>
  );
}

interface SendVerbsProps extends Verbs {
  readonly to: string | null;
  /** Whom for, in words. */
  readonly name: string;
  readonly addresses: readonly string[];
  readonly mailLabel: string;
  readonly exportLabel: string;
}

/** Makes the file: with a message, where files go by mail, or where the user says. */
function SendVerbs({ transport, busy, send, mail, to, name, addresses, ...labels }: SendVerbsProps) {
  const { t } = useText();
  return (
    <span className={styles.rowActions}>
      {transport === 'mail' && (
        <Button
          disabled={busy}
          leftSection={<IconMail size={16} stroke={1.5} aria-hidden="true" />}
          aria-label={labels.mailLabel}
          onClick={() => mail(to, name, addresses)}
        >
          {t('exchange.mail')}
        </Button>
      )}
      <Button
        variant="default"
        disabled={busy}
        aria-label={labels.exportLabel}
        onClick={() => send(to, name)}
      >
        {t('exchange.export')}
      </Button>
    </span>
  );
}
