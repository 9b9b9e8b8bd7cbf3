import { Button } from '@mantine/core';
import { formatBytes, formatDate } from '../../../shared/i18n/format.ts';
import { errorText, isCancel } from '../../components/error-text.ts';
import { JobProgress } from '../../components/job-progress.tsx';
import { Notice } from '../../components/notice.tsx';
import { useNotify } from '../../components/use-notify.tsx';
import { useText } from '../../i18n.ts';
import { shell } from '../../rpc/backend.ts';
import { PassphraseDialog } from './passphrase-dialog.tsx';
import type { FileSending } from './use-send-file.ts';

type SendStateProps = Pick<FileSending, 'job' | 'target' | 'asking' | 'answer' | 'mailAgain'>;

/** The passphrase that is asked for, then the export under way, what it made, or why it did not. */
export function SendState({ asking, answer, ...exporting }: SendStateProps) {
  if (!asking) return <ExportState {...exporting} />;
  return <PassphraseDialog name={asking.name} onCancel={() => answer(null)} onChosen={answer} />;
}

function ExportState({ job, target, mailAgain }: Pick<SendStateProps, 'job' | 'target' | 'mailAgain'>) {
  const { t, language } = useText();
  const { failed } = useNotify();
  const { state } = job;
  if (target === null || state.status === 'idle') return null;
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
          <>
            {target.mail !== null && (
              <Button variant="default" onClick={mailAgain}>
                {t('exchange.reopenMail')}
              </Button>
            )}
            <Button
              variant="default"
              onClick={() => void shell('shell.reveal', { grant: target.grant }).catch(failed)}
            >
              {t('exchange.reveal')}
            </Button>
          </>
        }
      >
        {since === null
          ? t('exchange.exportedNothing', { name: target.name })
          : t('exchange.exportedSince', { count: saves, date: formatDate(since), name: target.name })}
        {target.mail !== null &&
          ` ${t(target.mail === 'opened' ? 'exchange.attach' : 'exchange.noMailClient', { files: files.join(', ') })}`}
        {files.length > 1 && ` ${t('trust.divided', { count: files.length, last: files.at(-1) ?? '' })}`}
      </Notice>
    </div>
  );
}
