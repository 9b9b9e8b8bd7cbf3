import { useState } from 'react';
import { isoOfDate } from '../../components/local-day.ts';
import { useNotify } from '../../components/use-notify.tsx';
import { useText } from '../../i18n.ts';
import { shell } from '../../rpc/backend.ts';
import { type Job, useJob } from '../../rpc/hooks.ts';
import { exchangeFileName } from './file-name.ts';

interface Target {
  readonly grant: string;
  /** Whom for, in words. */
  readonly name: string;
}

export interface FileSending {
  readonly job: Job<'exchange.export'>;
  /** Whom the last file was or is being made for. */
  readonly target: Target | null;
  readonly busy: boolean;
  /** Asks where to write and makes the file for a site, or with null for all of them. */
  readonly send: (to: string | null, name: string) => void;
}

/** Makes exchange files for sites; `SendState` says what becomes of it. */
export function useSendFile(): FileSending {
  const { t } = useText();
  const { failed } = useNotify();
  const job = useJob('exchange.export');
  const [target, setTarget] = useState<Target | null>(null);
  async function make(to: string | null, name: string): Promise<void> {
    const suggestedName = exchangeFileName(to === null ? t('exchange.allFile') : name, isoOfDate(new Date()));
    const file = await shell('shell.saveExchangeFile', { suggestedName });
    if (!file) return;
    setTarget({ grant: file.grant, name });
    await job.start({ grant: file.grant, to });
  }
  return {
    job,
    target,
    busy: job.state.status === 'running',
    send: (to, name) => void make(to, name).catch(failed),
  };
}
