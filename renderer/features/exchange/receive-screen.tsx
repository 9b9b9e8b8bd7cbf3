import { Button } from '@mantine/core';
import { useEffect, useState } from 'react';
import type { ImportPlan } from '../../../shared/views/exchange-view.ts';
import { ErrorState } from '../../components/error-state.tsx';
import { JobProgress } from '../../components/job-progress.tsx';
import { asksPassphrase, PassphraseForm } from '../../components/passphrase-form.tsx';
import { Screen } from '../../components/screen.tsx';
import { useChooseExchangeFile } from '../../components/use-choose-exchange-file.ts';
import { useNotify } from '../../components/use-notify.tsx';
import { useText } from '../../i18n.ts';
import { useJob } from '../../rpc/hooks.ts';
import { ExtractReader, isExtract } from '../extract/index.ts';
import styles from './exchange.module.css';
import { PlanReview } from './plan-review.tsx';

interface ReceiveScreenProps {
  readonly file: { readonly grant: string; readonly fileName: string };
  readonly onClose: () => void;
}

/** What a received file would change, told before anything is applied. */
export function ReceiveScreen({ file, onClose }: ReceiveScreenProps) {
  const { t } = useText();
  const { done, failed } = useNotify();
  const plan = useJob('exchange.plan');
  const apply = useJob('exchange.apply');
  const chooseOther = useChooseExchangeFile();
  const { start } = plan;
  const [passphrase, setPassphrase] = useState<string | null>(null);
  useEffect(() => void start({ grant: file.grant, passphrase }), [start, file.grant, passphrase]);

  async function accept({ token, sender }: ImportPlan): Promise<void> {
    const result = await apply.start({ grant: file.grant, passphrase, token });
    if (!result) return;
    done(t(`exchange.applied.${result.state}`, { count: result.saves, sender: sender.name }));
    onClose();
  }
  const ready = plan.state.status === 'done' ? plan.state.result : null;
  const applying = apply.state.status === 'running' || apply.state.status === 'done';
  const error =
    plan.state.status === 'failed'
      ? plan.state.error
      : apply.state.status === 'failed'
        ? apply.state.error
        : null;
  function again(): void {
    apply.reset();
    void start({ grant: file.grant, passphrase });
  }
  if (isExtract(error)) return <ExtractReader file={file} passphrase={passphrase} onClose={onClose} />;
  return (
    <Screen
      title={t('exchange.receiveTitle')}
      subtitle={file.fileName}
      actions={
        <>
          <Button variant="default" disabled={applying} onClick={onClose}>
            {ready?.state === 'nothing-new' ? t('common.close') : t('common.cancel')}
          </Button>
          {error !== null && (
            <Button variant={asksPassphrase(error) ? 'default' : 'filled'} onClick={chooseOther}>
              {t('exchange.chooseOther')}
            </Button>
          )}
          {ready && !error && ready.state !== 'nothing-new' && (
            <Button loading={applying} onClick={() => void accept(ready).catch(failed)}>
              {ready.state === 'waiting' ? t('exchange.keepWaiting') : t('exchange.accept')}
            </Button>
          )}
        </>
      }
    >
      {asksPassphrase(error) ? (
        <PassphraseForm error={error} onGiven={setPassphrase} />
      ) : error ? (
        <ErrorState error={error} onRetry={again} />
      ) : ready ? (
        <PlanReview plan={ready} />
      ) : (
        <div className={styles.page}>
          <JobProgress
            label={t('exchange.reading', { file: file.fileName })}
            progress={plan.state.status === 'running' ? plan.state.progress : null}
            onCancel={onClose}
          />
        </div>
      )}
    </Screen>
  );
}
