import { Button } from '@mantine/core';
import { IconSend } from '@tabler/icons-react';
import { useState } from 'react';
import { formatBytes, formatDate } from '../../../shared/i18n/format.ts';
import type { ExchangeView, Protection } from '../../../shared/views/exchange-view.ts';
import { isoOfDate } from '../../components/local-day.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { JobProgress } from '../../components/job-progress.tsx';
import { Notice } from '../../components/notice.tsx';
import { useLabels } from '../../components/use-labels.ts';
import { useNotify } from '../../components/use-notify.tsx';
import { useText } from '../../i18n.ts';
import { shell } from '../../rpc/backend.ts';
import { useApiQuery, useJob } from '../../rpc/hooks.ts';
import { errorText, isCancel } from '../../components/error-text.ts';
import styles from './exchange.module.css';
import { exchangeFileName } from '../../components/exchange-file-name.ts';
import { PassphraseDialog } from './passphrase-dialog.tsx';
import { recipientText } from './recipient-text.ts';
import { choiceByTransport, type SendChoice, SendOptions } from './send-options.tsx';

type Recipient = ExchangeView['recipients'][number];

interface Target {
  readonly grant: string;
  /** Whom for, in words. */
  readonly name: string;
}

/** Whom a file is made for: a site, or all of them. */
interface Addressee {
  readonly to: string | null;
  readonly name: string;
}

/** The sites a file can be made for, with what each misses; one press makes it. */
export function SendSection({ view }: { readonly view: ExchangeView }) {
  const { t, language } = useText();
  const { label } = useLabels();
  const { failed } = useNotify();
  const job = useJob('exchange.export');
  const [target, setTarget] = useState<Target | null>(null);
  const busy = job.state.status === 'running';
  const ownSite = useApiQuery('workspace.status', {}).data?.me?.establishmentId ?? null;
  const knownPosts = view.recipients.reduce((sum, recipient) => sum + recipient.knownPosts, 0);
  // One's own site comes last: only its other computers need a file.
  const isOwn = (recipient: Recipient): boolean => recipient.establishmentId === ownSite;
  const recipients = [
    ...view.recipients.filter((recipient) => !isOwn(recipient)),
    ...view.recipients.filter(isOwn),
  ];

  const [choice, setChoice] = useState<SendChoice>(choiceByTransport.mail);
  const [asking, setAsking] = useState<Addressee | null>(null);

  /** A sealed file for a site none of whose posts is known asks for a passphrase first. */
  function begin(to: string | null, name: string, knownPosts: number): void {
    if (choice.sealed && knownPosts === 0) setAsking({ to, name });
    else void send({ to, name }, { kind: choice.sealed ? 'posts' : 'none' }).catch(failed);
  }
  async function send({ to, name }: Addressee, protection: Protection): Promise<void> {
    const suggestedName = exchangeFileName(to === null ? t('exchange.allFile') : name, isoOfDate(new Date()));
    const file = await shell('shell.saveExchangeFile', { suggestedName });
    if (!file) return;
    setTarget({ grant: file.grant, name });
    await job.start({ grant: file.grant, to, protection, limit: choice.limit });
  }
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
          onClick={() => begin(null, t('exchange.allSites'), knownPosts)}
        >
          {t('exchange.exportAll')}
        </Button>
      </div>
      <SendOptions choice={choice} onChange={setChoice} />
      {asking && (
        <PassphraseDialog
          name={asking.name}
          onCancel={() => setAsking(null)}
          onChosen={(passphrase) => {
            setAsking(null);
            void send(asking, { kind: 'passphrase', passphrase }).catch(failed);
          }}
        />
      )}
      {target && <SendState job={job} target={target} />}
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
              <span>{recipientText(recipient, view, t, language)}</span>
              <Button
                variant="default"
                disabled={busy}
                aria-label={t('exchange.exportFor', { name: recipient.name })}
                onClick={() => begin(recipient.establishmentId, recipient.name, recipient.knownPosts)}
              >
                {t('exchange.export')}
              </Button>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

interface SendStateProps {
  readonly job: ReturnType<typeof useJob<'exchange.export'>>;
  readonly target: Target;
}

/** The export under way, what it made, or why it did not. */
function SendState({ job, target }: SendStateProps) {
  const { t, language } = useText();
  const { failed } = useNotify();
  const { state } = job;
  if (state.status === 'idle') return null;
  if (state.status === 'running') {
    const label = t('exchange.exporting', { name: target.name });
    return <JobProgress label={label} progress={state.progress} onCancel={job.cancel} />;
  }
  if (state.status === 'failed') {
    if (isCancel(state.error)) return <Notice title={t('exchange.exportStopped')} />;
    return (
      <Notice tone="warning" title={t('error.title')}>
        {errorText(state.error, t)}
      </Notice>
    );
  }
  const { fileName, bytes, saves, since, files } = state.result;
  const size = formatBytes(bytes, language);
  return (
    <div role="status">
      <Notice
        tone="success"
        title={t('exchange.exported', { file: fileName, size })}
        actions={
          <Button
            variant="default"
            onClick={() => void shell('shell.reveal', { grant: target.grant }).catch(failed)}
          >
            {t('exchange.reveal')}
          </Button>
        }
      >
        {since === null
          ? t('exchange.exportedNothing', { name: target.name })
          : t('exchange.exportedSince', { count: saves, date: formatDate(since), name: target.name })}
        {files.length > 1 && ` ${t('trust.divided', { count: files.length, last: files.at(-1) ?? '' })}`}
      </Notice>
    </div>
  );
}
