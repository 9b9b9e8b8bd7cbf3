import { Button, Loader } from '@mantine/core';
import { useEffect, useState } from 'react';
import { formatBytes, formatCount, formatInstant } from '../../../shared/i18n/format.ts';
import type { ImportPlan } from '../../../shared/views/exchange-view.ts';
import { ErrorState } from '../../components/error-state.tsx';
import { asksPassphrase, PassphraseForm } from '../../components/passphrase-form.tsx';
import { useChooseExchangeFile } from '../../components/use-choose-exchange-file.ts';
import { useNotify } from '../../components/use-notify.tsx';
import { useText } from '../../i18n.ts';
import { useJob } from '../../rpc/hooks.ts';
import { useFrameStore } from '../../state/frame-store.ts';
import { ExtractReader, isExtract } from '../extract/index.ts';
import styles from './first-run.module.css';

interface JoinPageProps {
  readonly file: { readonly grant: string; readonly fileName: string };
  readonly onBack: () => void;
}

/** Shows whose group a received file holds, then takes it. */
export function JoinPage({ file, onBack }: JoinPageProps) {
  const { t } = useText();
  const { failed } = useNotify();
  const plan = useJob('exchange.plan');
  const apply = useJob('exchange.apply');
  const setIncoming = useFrameStore((state) => state.setIncoming);
  const chooseOther = useChooseExchangeFile();
  const { start } = plan;
  const [passphrase, setPassphrase] = useState<string | null>(null);
  useEffect(() => void start({ grant: file.grant, passphrase }), [start, file.grant, passphrase]);
  async function join(token: string): Promise<void> {
    if (await apply.start({ grant: file.grant, passphrase, token })) setIncoming(null);
  }
  const error = plan.state.status === 'failed' ? plan.state.error : applyError(apply.state);
  const joining = apply.state.status === 'running' || apply.state.status === 'done';
  const isShown = error === null && plan.state.status === 'done';
  function again(): void {
    apply.reset();
    void start({ grant: file.grant, passphrase });
  }
  if (isExtract(error)) {
    return (
      <main className={styles.reader}>
        <ExtractReader file={file} passphrase={passphrase} onClose={onBack} />
      </main>
    );
  }
  return (
    <main className={styles.page}>
      <div className={`${styles.column} ${styles.narrow}`}>
        {!isShown && <h1 className={styles.title}>{t('first-run.joinTitle')}</h1>}
        {asksPassphrase(error) ? (
          <section className={styles.section}>
            <PassphraseForm error={error} onGiven={setPassphrase} />
          </section>
        ) : error ? (
          <section className={styles.section}>
            <ErrorState error={error} onRetry={again} />
          </section>
        ) : isShown ? (
          <Summary plan={plan.state.result} />
        ) : (
          <p className={styles.intro} role="status">
            <Loader mr="sm" />
            {t('first-run.joinReading')}
          </p>
        )}
        <div className={styles.footer}>
          <Button variant="default" disabled={joining} onClick={onBack}>
            {t('common.back')}
          </Button>
          {error !== null && (
            <Button variant={asksPassphrase(error) ? 'default' : 'filled'} onClick={chooseOther}>
              {t('exchange.chooseOther')}
            </Button>
          )}
          {plan.state.status === 'done' && plan.state.result.state !== 'waiting' && (
            <JoinButton
              plan={plan.state.result}
              joining={joining}
              onJoin={(token) => join(token).catch(failed)}
            />
          )}
        </div>
      </div>
    </main>
  );
}

function applyError(state: ReturnType<typeof useJob<'exchange.apply'>>['state']): unknown {
  return state.status === 'failed' ? state.error : null;
}

interface JoinButtonProps {
  readonly plan: ImportPlan;
  readonly joining: boolean;
  readonly onJoin: (token: string) => void;
}

function JoinButton({ plan, joining, onJoin }: JoinButtonProps) {
  const { t } = useText();
  return (
    <>
      <Button loading={joining} onClick={() => onJoin(plan.token)}>
        {t('first-run.joinApply')}
      </Button>
      <span className="visually-hidden" role="status">
        {joining && t('first-run.joining')}
      </span>
    </>
  );
}

function Summary({ plan }: { readonly plan: ImportPlan }) {
  const { t, language } = useText();
  const { name, establishment, fingerprint } = plan.sender;
  const sender = establishment ? t('exchange.senderAt', { name, establishment }) : name;
  return (
    <section className={styles.section}>
      <h1 className={styles.title}>{t('first-run.joinHeading', { group: plan.groupName })}</h1>
      <p className={styles.cardText}>
        {t('first-run.joinSummary', {
          sender,
          at: formatInstant(plan.writtenAt),
          size: formatBytes(plan.fileBytes, language),
        })}
      </p>
      <p className={styles.cardText}>
        {plan.state === 'waiting'
          ? t('first-run.joinWaiting')
          : t('first-run.joinCounts', { created: formatCount(plan.counts.created, language) })}
      </p>
      <p className={styles.cardText}>{t('first-run.joinFingerprint', { fingerprint })}</p>
    </section>
  );
}
