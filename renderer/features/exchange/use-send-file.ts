import { useState } from 'react';
import type { InputOf } from '../../../shared/contract.ts';
import type { Protection } from '../../../shared/views/exchange-view.ts';
import { exchangeFileName } from '../../components/exchange-file-name.ts';
import { isoOfDate } from '../../components/local-day.ts';
import { useNotify } from '../../components/use-notify.tsx';
import { useText } from '../../i18n.ts';
import { backend, shell } from '../../rpc/backend.ts';
import { type Job, useJob } from '../../rpc/hooks.ts';
import { mailMessage } from './mail-message.ts';
import { choiceByTransport, type SendChoice } from './send-options.tsx';

interface Target {
  readonly grant: string;
  /** Whom for, in words. */
  readonly name: string;
  /** What became of the message it goes with: null where none was asked for. */
  readonly mail: 'opened' | 'no-client' | null;
}

/** Whom a file is made for: a site, or all of them. */
interface Addressee {
  readonly to: string | null;
  readonly name: string;
  /** Addresses of a message to open with the file; null: it is written where the user says. */
  readonly mail: readonly string[] | null;
}

export interface FileSending {
  readonly job: Job<'exchange.export'>;
  /** Whom the last file was or is being made for. */
  readonly target: Target | null;
  readonly busy: boolean;
  /** Asks where to write and makes the file for a site, or with null for all of them. */
  readonly send: (to: string | null, name: string) => void;
  /** Makes it without a question, shows it in its folder and opens a message to some addresses. */
  readonly mail: (to: string | null, name: string, addresses: readonly string[]) => void;
  /** Opens that message again. */
  readonly mailAgain: () => void;
  /** Who a passphrase is asked for: none of their posts is known yet, and the file is to be sealed. */
  readonly asking: Addressee | null;
  /** Goes on with a passphrase; null gives up. */
  readonly answer: (passphrase: string | null) => void;
}

/** Makes exchange files for sites; `SendState` says what becomes of it. By mail unless said otherwise. */
export function useSendFile(choice: SendChoice = choiceByTransport.mail): FileSending {
  const { t, language } = useText();
  const { failed } = useNotify();
  const job = useJob('exchange.export');
  const [target, setTarget] = useState<Target | null>(null);
  const [message, setMessage] = useState<InputOf<'shell.composeMail'> | null>(null);
  const [asking, setAsking] = useState<Addressee | null>(null);

  async function begin(addressee: Addressee): Promise<void> {
    if (choice.sealed && (await countKnownPosts(addressee.to)) === 0) setAsking(addressee);
    else await make(addressee, { kind: choice.sealed ? 'posts' : 'none' });
  }
  async function make({ to, name, mail }: Addressee, protection: Protection): Promise<void> {
    const suggestedName = exchangeFileName(to === null ? t('exchange.allFile') : name, isoOfDate(new Date()));
    const file = await shell(mail ? 'shell.outboxFile' : 'shell.saveExchangeFile', { suggestedName });
    if (!file) return;
    setTarget({ grant: file.grant, name, mail: null });
    const made = await job.start({ grant: file.grant, to, protection, limit: choice.limit });
    if (!made || !mail) return;
    const { group } = await backend.call('workspace.status', {});
    const message = {
      grant: file.grant,
      to: [...mail],
      ...mailMessage(made, group?.name ?? '', t, language),
    };
    setMessage(message);
    const { opened } = await shell('shell.composeMail', message);
    setTarget({ grant: file.grant, name, mail: opened ? 'opened' : 'no-client' });
  }
  return {
    job,
    target,
    busy: job.state.status === 'running',
    send: (to, name) => void begin({ to, name, mail: null }).catch(failed),
    mail: (to, name, addresses) => void begin({ to, name, mail: addresses }).catch(failed),
    mailAgain: () => {
      if (message) void shell('shell.composeMail', message).catch(failed);
    },
    asking,
    answer: (passphrase) => {
      setAsking(null);
      if (asking && passphrase !== null) void make(asking, { kind: 'passphrase', passphrase }).catch(failed);
    },
  };
}

/** Posts of a site, or of all, that a file can be sealed for. */
async function countKnownPosts(to: string | null): Promise<number> {
  const { recipients } = await backend.call('exchange.view', {});
  return recipients
    .filter(({ establishmentId }) => to === null || establishmentId === to)
    .reduce((sum, { knownPosts }) => sum + knownPosts, 0);
}
