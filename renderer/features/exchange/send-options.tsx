import { Checkbox, SegmentedControl, Select } from '@mantine/core';
import { formatBytes } from '../../../shared/i18n/format.ts';
import { sizeLimits } from '../../../shared/views/exchange-view.ts';
import { useText } from '../../i18n.ts';
import styles from './exchange.module.css';

/** How files leave this computer, which decides whether they are sealed unless said otherwise. */
export type Transport = 'mail' | 'folder';
export interface SendChoice {
  readonly transport: Transport;
  readonly sealed: boolean;
  /** Bytes a file may have; null for as many as it takes. */
  readonly limit: SizeLimit | null;
}
export type SizeLimit = (typeof sizeLimits)[number];

/** Mail passes through many hands and boxes that take so much; a stick goes from one hand to another. */
export const choiceByTransport: Readonly<Record<Transport, SendChoice>> = {
  mail: { transport: 'mail', sealed: true, limit: sizeLimits[2] },
  folder: { transport: 'folder', sealed: false, limit: null },
};

interface SendOptionsProps {
  readonly choice: SendChoice;
  readonly onChange: (choice: SendChoice) => void;
}

/** Chosen once for the files made next. */
export function SendOptions({ choice, onChange }: SendOptionsProps) {
  const { t, language } = useText();
  return (
    <div className={styles.sendOptions}>
      <SegmentedControl
        aria-label={t('trust.transport')}
        value={choice.transport}
        onChange={(transport) => onChange(choiceByTransport[transport])}
        data={[
          { value: 'mail', label: t('trust.byMail') },
          { value: 'folder', label: t('trust.byFolder') },
        ]}
      />
      <Checkbox
        checked={choice.sealed}
        onChange={({ currentTarget }) => onChange({ ...choice, sealed: currentTarget.checked })}
        label={t('trust.seal')}
      />
      <Select
        aria-label={t('trust.limit')}
        value={String(choice.limit ?? '')}
        allowDeselect={false}
        w={190}
        data={[
          ...sizeLimits.map((size) => ({
            value: String(size),
            label: t('trust.limitTo', { size: formatBytes(size, language) }),
          })),
          { value: '', label: t('trust.noLimit') },
        ]}
        onChange={(value) =>
          onChange({ ...choice, limit: sizeLimits.find((size) => String(size) === value) ?? null })
        }
      />
      <p className={styles.hint}>{t(choice.sealed ? 'trust.sealedHint' : 'trust.openHint')}</p>
    </div>
  );
}
