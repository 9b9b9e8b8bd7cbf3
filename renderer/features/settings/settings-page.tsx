import { Button, Modal, SegmentedControl } from '@mantine/core';
import { useState } from 'react';
import type { Settings } from '../../../shared/contract.ts';
import { Screen } from '../../components/screen.tsx';
import { useLabels } from '../../components/use-labels.ts';
import { useNotify } from '../../components/use-notify.tsx';
import { useSettings } from '../../components/use-settings.ts';
import { useText } from '../../i18n.ts';
import { useApiQuery, useCommand } from '../../rpc/hooks.ts';
import { IdentityChoice } from '../first-run/index.ts';
import { AboutSection } from './about-section.tsx';
import { CalendarSection } from './calendar-section.tsx';
import { CheckSection } from './check-section.tsx';
import { GroupSection } from './group-section.tsx';
import { SettingsSection } from './settings-section.tsx';
import styles from './settings.module.css';

/** Language, look, who one is, the calendar, the group, the health of the workspace, what this program is. */
export function SettingsPage() {
  const { t } = useText();
  return (
    <Screen title={t('settings.title')}>
      <div className={styles.page}>
        <Look />
        <Identity />
        <CalendarSection />
        <GroupSection />
        <CheckSection />
        <AboutSection />
      </div>
    </Screen>
  );
}

const themes = ['auto', 'light', 'dark'] as const;
const languages = ['fr', 'en'] as const;
const densities = ['comfortable', 'dense'] as const;

/** The choices apply at once and are kept. */
function Look() {
  const { t } = useText();
  const { failed } = useNotify();
  const settings = useSettings();
  const save = useCommand('settings.set');
  const change = (part: Partial<Settings>): void => save.mutate(part, { onError: failed });
  return (
    <SettingsSection title={t('settings.look')}>
      <div className={styles.choice}>
        <span id="settings-language">{t('settings.language')}</span>
        <SegmentedControl
          aria-labelledby="settings-language"
          value={settings.language}
          data={languages.map((value) => ({ value, label: t(`settings.language.${value}`) }))}
          onChange={(value) => change({ language: languages.find((one) => one === value) ?? 'fr' })}
        />
        <span id="settings-theme">{t('settings.theme')}</span>
        <SegmentedControl
          aria-labelledby="settings-theme"
          value={settings.theme}
          data={themes.map((value) => ({ value, label: t(`settings.theme.${value}`) }))}
          onChange={(value) => change({ theme: themes.find((one) => one === value) ?? 'auto' })}
        />
        <span id="settings-density">{t('settings.density')}</span>
        <SegmentedControl
          aria-labelledby="settings-density"
          value={settings.density}
          data={densities.map((value) => ({ value, label: t(`settings.density.${value}`) }))}
          onChange={(value) => change({ density: densities.find((one) => one === value) ?? 'comfortable' })}
        />
      </div>
      <p className={styles.hint}>{t('settings.contrastHint')}</p>
    </SettingsSection>
  );
}

function Identity() {
  const { t } = useText();
  const { label } = useLabels();
  const { done } = useNotify();
  const me = useApiQuery('workspace.status', {}).data?.me ?? null;
  const [changing, setChanging] = useState(false);
  return (
    <SettingsSection title={t('settings.identity')}>
      {me && (
        <p className={styles.text}>
          <strong>{me.name}</strong>
          {t('settings.identityMore', {
            role: label('role', me.role),
            site: me.establishmentName ?? t('settings.noSite'),
          })}
        </p>
      )}
      <p className={styles.hint}>{t('settings.identityHint')}</p>
      <div>
        <Button variant="default" onClick={() => setChanging(true)}>
          {t('settings.identityChange')}
        </Button>
      </div>
      <Modal
        opened={changing}
        onClose={() => setChanging(false)}
        title={t('settings.identityChange')}
        size={760}
        closeButtonProps={{ 'aria-label': t('common.close') }}
      >
        <IdentityChoice
          onChosen={() => {
            setChanging(false);
            done(t('settings.identityChanged'));
          }}
        />
      </Modal>
    </SettingsSection>
  );
}
