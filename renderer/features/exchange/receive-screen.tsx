import { Button } from '@mantine/core';
import { useEffect, useState } from 'react';
import type { Translate } from '../../../shared/i18n/translate.ts';
import type { Decision } from '../../../shared/views/conflict-view.ts';
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
  /** What the reader chose, null where a rule's choice was taken away again. */
  const [said, setSaid] = useState<ReadonlyMap<string, Decision | null>>(new Map());
  const choices = plan.state.status === 'done' ? choicesOf(plan.state.result, said) : noChoice;

  async function accept({ token, sender, acknowledgement, state, fork }: ImportPlan): Promise<void> {
    const result = await apply.start({
      grant: file.grant,
      passphrase,
      token,
      decisions: [...choices.values()],
      repair: fork !== null && state !== 'forked',
    });
    if (!result) return;
    const told =
      acknowledgement && result.state === 'nothing-new'
        ? t('exchange.applied.noted')
        : t(`exchange.applied.${result.state}`, { count: result.saves, sender: sender.name });
    const decided = result.decided > 0 ? t('exchange.decided', { count: result.decided }) : '';
    const left = result.left > 0 ? t('exchange.leftOpen', { count: result.left }) : '';
    done([told, decided, left].filter(Boolean).join(' '));
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
            {ready?.state === 'nothing-new' && !ready.acknowledgement
              ? t('common.close')
              : t('common.cancel')}
          </Button>
          {error !== null && (
            <Button variant={asksPassphrase(error) ? 'default' : 'filled'} onClick={chooseOther}>
              {t('exchange.chooseOther')}
            </Button>
          )}
          {ready && !error && (ready.state !== 'nothing-new' || ready.acknowledgement) && (
            <Button loading={applying} onClick={() => void accept(ready).catch(failed)}>
              {acceptWords(ready, choices.size, t)}
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
        <PlanReview
          plan={ready}
          choices={choices}
          onChoose={(id, decision) => setSaid((former) => new Map(former).set(id, decision))}
        />
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

const noChoice: ReadonlyMap<string, Decision> = new Map();

/** What is chosen of each conflict: by the reader, else by a rule of this post. */
function choicesOf(
  { conflicts }: ImportPlan,
  said: ReadonlyMap<string, Decision | null>,
): ReadonlyMap<string, Decision> {
  const chosen = new Map<string, Decision>();
  for (const { conflict, ruling } of conflicts) {
    const byRule = ruling?.take ? { id: conflict.id, take: ruling.take } : null;
    const decision = said.has(conflict.id) ? said.get(conflict.id) : byRule;
    if (decision) chosen.set(conflict.id, decision);
  }
  return chosen;
}

/** The verb of the button: what becomes of the conflicts is part of it. */
function acceptWords(plan: ImportPlan, decided: number, t: Translate): string {
  if (plan.state === 'waiting') return t('exchange.keepWaiting');
  if (plan.state === 'forked') return t('exchange.keepAside');
  if (plan.fork) return t('exchange.repair');
  if (plan.state === 'nothing-new') return t('exchange.ackAccept');
  if (plan.counts.conflicts === 0) return t('exchange.accept');
  return decided === 0 ? t('exchange.acceptOpen') : t('exchange.acceptDecided', { count: decided });
}
