import { useQuery } from '@tanstack/react-query';
import { useText } from '../../i18n.ts';
import { shell } from '../../rpc/backend.ts';
import { SettingsSection } from './settings-section.tsx';
import styles from './settings.module.css';

/** Which version this is, on what it runs, under which licence. */
export function AboutSection() {
  const { t } = useText();
  const info = useQuery({ queryKey: ['shell.info'], queryFn: () => shell('shell.info', {}) }).data;
  return (
    <SettingsSection title={t('settings.about')}>
      <p className={styles.text}>{t('settings.aboutText')}</p>
      {info && (
        <dl className={styles.facts}>
          <dt>{t('settings.version')}</dt>
          <dd>{info.version}</dd>
          <dt>{t('settings.engine')}</dt>
          <dd>
            {info.official
              ? t('settings.engineOfficial', { version: info.electron })
              : t('settings.engineOther', { version: info.electron })}
          </dd>
          <dt>{t('settings.platform')}</dt>
          <dd>{info.platform}</dd>
        </dl>
      )}
    </SettingsSection>
  );
}
