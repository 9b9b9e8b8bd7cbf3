import { Button } from '@mantine/core';
import { useText } from '../../i18n.ts';
import { useApiQuery } from '../../rpc/hooks.ts';
import { useStartOver } from '../first-run/index.ts';
import { SettingsSection } from './settings-section.tsx';
import styles from './settings.module.css';

/** Which group is open here, and the way to another one. */
export function GroupSection() {
  const { t } = useText();
  const startOver = useStartOver();
  const group = useApiQuery('workspace.status', {}).data?.group ?? null;
  return (
    <SettingsSection title={t('settings.group')}>
      {group && (
        <p className={styles.text}>
          {t('settings.groupName')} <strong>{group.name}</strong>
        </p>
      )}
      <p className={styles.hint}>{t('settings.groupHint')}</p>
      <div>
        <Button variant="default" loading={startOver.isPending} onClick={() => void startOver.start()}>
          {t('settings.groupAction')}
        </Button>
      </div>
    </SettingsSection>
  );
}
