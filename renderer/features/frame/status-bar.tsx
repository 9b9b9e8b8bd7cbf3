import { useIsMutating } from '@tanstack/react-query';
import type { OutputOf } from '../../../shared/contract.ts';
import { formatDate } from '../../../shared/i18n/format.ts';
import type { Translate } from '../../../shared/i18n/translate.ts';
import { RouteLink } from '../../components/route-link.tsx';
import { useText } from '../../i18n.ts';
import styles from './frame.module.css';

/** Age of the data, silent sites, what is saved, age of the last backup. */
export function StatusBar({ status }: { readonly status: OutputOf<'workspace.status'> }) {
  const { t } = useText();
  const saving = useIsMutating() > 0;
  return (
    <footer className={styles.status}>
      {status.dataDate && <span>{t('frame.dataDate', { date: formatDate(status.dataDate) })}</span>}
      <span>
        {status.silentSites === 0
          ? t('frame.noSilentSite')
          : t('frame.silentSites', { count: status.silentSites })}
      </span>
      <span role="status">{saving ? t('frame.saving') : t('frame.saved')}</span>
      {status.unreadable > 0 && (
        <span className={styles.damaged}>
          <RouteLink to={{ name: 'settings' }} title={t('frame.unreadableHint')}>
            {t('frame.unreadable', { count: status.unreadable })}
          </RouteLink>
        </span>
      )}
      <span>{backupText(status.backupAgeMinutes, t)}</span>
      {status.group && (
        <span className={styles.figures} title={t('frame.figuresHint')}>
          {t('frame.figures', { code: status.figures })}
        </span>
      )}
    </footer>
  );
}

function backupText(minutes: number | null, t: Translate): string {
  if (minutes === null) return t('frame.noBackup');
  if (minutes < 1) return t('frame.backupNow');
  if (minutes < 60) return t('frame.backupMinutes', { count: minutes });
  const hours = Math.floor(minutes / 60);
  return hours < 48
    ? t('frame.backupHours', { count: hours })
    : t('frame.backupDays', { count: Math.floor(hours / 24) });
}
