import { Checkbox, SegmentedControl } from '@mantine/core';
import { useText } from '../../i18n.ts';
import styles from './exchange.module.css';

/** How files leave this computer, which decides whether they are sealed unless said otherwise. */
export type Transport = 'mail' | 'folder';
export interface SendChoice {
  readonly transport: Transport;
  readonly sealed: boolean;
}

/** Mail passes through many hands; a stick goes from one to another. */
export const sealedByDefault: Readonly<Record<Transport, boolean>> = { mail: true, folder: false };

interface SendOptionsProps {
  readonly choice: SendChoice;
  readonly onChange: (choice: SendChoice) => void;
}

/** Chosen once for the files made next. */
export function SendOptions({ choice, onChange }: SendOptionsProps) {
  const { t } = useText();
  return (
    <div className={styles.sendOptions}>
      <SegmentedControl
        aria-label={t('trust.transport')}
        value={choice.transport}
        onChange={(transport) => onChange({ transport, sealed: sealedByDefault[transport] })}
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
      <p className={styles.hint}>{t(choice.sealed ? 'trust.sealedHint' : 'trust.openHint')}</p>
    </div>
  );
}
