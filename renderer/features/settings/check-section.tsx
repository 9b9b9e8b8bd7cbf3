import { Button } from '@mantine/core';
import { formatCount } from '../../../shared/i18n/format.ts';
import { errorText, isCancel } from '../../components/error-text.ts';
import { JobProgress } from '../../components/job-progress.tsx';
import { Notice } from '../../components/notice.tsx';
import { useText } from '../../i18n.ts';
import { useJob } from '../../rpc/hooks.ts';
import { SettingsSection } from './settings-section.tsx';
import styles from './settings.module.css';

/** Reads the whole workspace and its log again and says whether they agree. */
export function CheckSection() {
  const { t } = useText();
  const job = useJob('workspace.check');
  return (
    <SettingsSection title={t('settings.check')}>
      <p className={styles.hint}>{t('settings.checkHint')}</p>
      {job.state.status === 'running' ? (
        <JobProgress label={t('settings.checking')} progress={job.state.progress} onCancel={job.cancel} />
      ) : (
        <div>
          <Button variant="default" onClick={() => void job.start({})}>
            {t('settings.checkAction')}
          </Button>
        </div>
      )}
      <CheckResult state={job.state} />
    </SettingsSection>
  );
}

function CheckResult({ state }: { readonly state: ReturnType<typeof useJob<'workspace.check'>>['state'] }) {
  const { t, language } = useText();
  if (state.status === 'failed') {
    return isCancel(state.error) ? null : (
      <Notice tone="warning" title={t('error.title')}>
        {errorText(state.error, t)}
      </Notice>
    );
  }
  if (state.status !== 'done') return null;
  const { ok, saves, problems } = state.result;
  const told = { count: saves, saves: formatCount(saves, language) };
  return (
    <div role="status">
      {ok ? (
        <Notice tone="success" title={t('settings.checkGood')}>
          {t('settings.checkGoodText', told)}
        </Notice>
      ) : (
        <Notice tone="warning" title={t('settings.checkBad', { count: problems.length })}>
          {t('settings.checkBadText')}
          <ul className={styles.problems}>
            {problems.map((problem) => (
              <li key={problem}>{problem}</li>
            ))}
          </ul>
        </Notice>
      )}
    </div>
  );
}
