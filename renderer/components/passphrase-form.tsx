import { Button, PasswordInput } from '@mantine/core';
import { useState } from 'react';
import { AppError } from '../../shared/rpc/app-error.ts';
import { useText } from '../i18n.ts';
import { errorText } from './error-text.ts';
import styles from './state.module.css';

/** True for a file that only its passphrase opens. */
export function asksPassphrase(error: unknown): error is AppError {
  return error instanceof AppError && error.code === 'file-passphrase';
}

interface PassphraseFormProps {
  readonly error: AppError;
  readonly onGiven: (passphrase: string) => void;
}

/** In place of a sealed file: asks for what opens it, and says so when it was not that. */
export function PassphraseForm({ error, onGiven }: PassphraseFormProps) {
  const { t } = useText();
  const [passphrase, setPassphrase] = useState('');
  const isWrong = error.key !== 'error.file-passphrase';
  return (
    <form
      className={styles.state}
      onSubmit={(event) => {
        event.preventDefault();
        if (passphrase.trim() !== '') onGiven(passphrase.trim());
      }}
    >
      <h2 className={styles.title}>{t('trust.sealedTitle')}</h2>
      <p className={styles.text}>{t('error.file-passphrase')}</p>
      <PasswordInput
        label={t('trust.passphrase')}
        value={passphrase}
        onChange={({ currentTarget }) => setPassphrase(currentTarget.value)}
        error={isWrong ? errorText(error, t) : null}
        w={320}
        data-autofocus
      />
      <div className={styles.actions}>
        <Button type="submit" disabled={passphrase.trim() === ''}>
          {t('trust.open')}
        </Button>
      </div>
    </form>
  );
}
