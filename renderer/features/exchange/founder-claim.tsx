import { Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import type { TrustView } from '../../../shared/views/trust-view.ts';
import { Notice } from '../../components/notice.tsx';
import { useNotify } from '../../components/use-notify.tsx';
import { useText } from '../../i18n.ts';
import { useCommand } from '../../rpc/hooks.ts';
import styles from './exchange.module.css';

/** Somebody asks to stand in for the founder: followed here once their fingerprint was read over the phone. */
export function FounderClaim({ claim }: { readonly claim: TrustView['claims'][number] }) {
  const { t } = useText();
  const { done, failed } = useNotify();
  const confirm = useCommand('trust.confirmFounder');
  const [heard, setHeard] = useState('');
  const name = [claim.name, claim.establishment].filter(Boolean).join(', ');
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const { incarnation } = claim;
    confirm.mutate(
      { incarnation, fingerprint: heard },
      { onSuccess: () => done(t('trust.claimConfirmed', { name })), onError: failed },
    );
  };
  return (
    <Notice tone="warning" title={t('trust.claimTitle', { name })}>
      <p className={styles.noticeText}>{t('trust.claimText')}</p>
      {claim.reason !== null && (
        <p className={styles.noticeText}>{t('trust.claimReason', { reason: claim.reason })}</p>
      )}
      <form onSubmit={submit}>
        <Group align="flex-end" gap="xs">
          <TextInput
            label={t('trust.claimFingerprint')}
            classNames={{ input: styles.fingerprint ?? '' }}
            value={heard}
            maxLength={60}
            autoComplete="off"
            onChange={(event) => setHeard(event.currentTarget.value)}
          />
          <Button type="submit" disabled={heard.trim() === ''} loading={confirm.isPending}>
            {t('trust.claimConfirm')}
          </Button>
        </Group>
      </form>
    </Notice>
  );
}

interface SuccessionDialogProps {
  readonly basis: string;
  readonly onClose: () => void;
}

/** Has this post stand in for the founder: what that means is said first. */
export function SuccessionDialog({ basis, onClose }: SuccessionDialogProps) {
  const { t } = useText();
  const { done, failed } = useNotify();
  const succeed = useCommand('trust.succeed');
  const [reason, setReason] = useState('');
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    succeed.mutate(
      { basis, reason },
      {
        onSuccess: () => {
          done(t('trust.successionDone'));
          onClose();
        },
        onError: failed,
      },
    );
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('trust.successionTitle')}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <form onSubmit={submit}>
        <Stack gap="sm">
          <Text>{t('trust.successionText')}</Text>
          <TextInput
            label={t('trust.successionReason')}
            value={reason}
            maxLength={500}
            autoComplete="off"
            data-autofocus
            onChange={(event) => setReason(event.currentTarget.value)}
          />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('common.cancel')}
            </Button>
            <Button type="submit" loading={succeed.isPending}>
              {t('trust.successionDo')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
