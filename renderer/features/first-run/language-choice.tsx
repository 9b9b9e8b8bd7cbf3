import { SegmentedControl } from '@mantine/core';
import { useNotify } from '../../components/use-notify.tsx';
import { useSettings } from '../../components/use-settings.ts';
import { useText } from '../../i18n.ts';
import { useCommand } from '../../rpc/hooks.ts';

/** French or English, each named in its own language. */
export function LanguageChoice() {
  const { t } = useText();
  const { failed } = useNotify();
  const { language } = useSettings();
  const save = useCommand('settings.set');
  return (
    <SegmentedControl
      aria-label={t('settings.language')}
      value={language}
      data={[
        { value: 'fr', label: t('settings.language.fr') },
        { value: 'en', label: t('settings.language.en') },
      ]}
      onChange={(next) => save.mutate({ language: next === 'en' ? 'en' : 'fr' }, { onError: failed })}
    />
  );
}
