import { Button, Group, Modal, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useText } from '../../i18n.ts';
import styles from './exchange.module.css';
import { newPassphrase } from '../../components/new-passphrase.ts';

const SHORTEST = 12;

interface PassphraseDialogProps {
  /** Whom the file is for, in words. */
  readonly name: string;
  readonly onCancel: () => void;
  readonly onChosen: (passphrase: string) => void;
}

/** Asks for the passphrase of a file made for a site none of whose posts is known yet; proposes one. */
export function PassphraseDialog({ name, onCancel, onChosen }: PassphraseDialogProps) {
  const { t } = useText();
  const [passphrase, setPassphrase] = useState(newPassphrase);
  const isShort = passphrase.trim().length < SHORTEST;
  return (
    <Modal
      opened
      onClose={onCancel}
      title={t('trust.passphraseTitle', { name })}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <form
        className={styles.section}
        onSubmit={(event) => {
          event.preventDefault();
          if (!isShort) onChosen(passphrase.trim());
        }}
      >
        <p className={styles.hint}>{t('trust.passphraseHint')}</p>
        <TextInput
          label={t('trust.passphrase')}
          value={passphrase}
          onChange={({ currentTarget }) => setPassphrase(currentTarget.value)}
          error={isShort ? t('trust.passphraseShort', { count: SHORTEST }) : null}
          classNames={{ input: styles.fingerprint ?? '' }}
          data-autofocus
        />
        <Group justify="flex-end">
          <Button variant="default" onClick={onCancel}>
            {t('common.cancel')}
          </Button>
          <Button type="submit" disabled={isShort}>
            {t('trust.passphraseUse')}
          </Button>
        </Group>
      </form>
    </Modal>
  );
}
