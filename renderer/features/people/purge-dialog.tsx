import { Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import type { PersonRow } from '../../../shared/views/people-view.ts';
import { useNotify } from '../../components/use-notify.tsx';
import { useText } from '../../i18n.ts';
import { useApiQuery, useCommand } from '../../rpc/hooks.ts';

interface PurgeDialogProps {
  readonly person: PersonRow;
  readonly name: string;
  readonly basis: string;
  readonly onClose: () => void;
}

/** Asks before a person's values are forgotten everywhere: says which, what stays, and that nothing brings them back. */
export function PurgeDialog({ person, name, basis, onClose }: PurgeDialogProps) {
  const { t } = useText();
  const notify = useNotify();
  const purge = useCommand('person.purge');
  const folder = useApiQuery('workspace.backupFolder', {}).data?.folder ?? '';
  const [reason, setReason] = useState('');
  const [typed, setTyped] = useState('');
  const word = t('people.purgeWord');
  const isSure = typed.trim().toLowerCase() === word;
  const lost = (['firstName', 'lastName', 'email', 'phone'] as const).flatMap((field) => {
    const value = person[field];
    return value === null ? [] : [{ field, value }];
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (!isSure) return;
    purge.mutate(
      { id: person.id, basis, reason },
      {
        onSuccess: () => {
          notify.done(t('people.purgeDone'));
          onClose();
        },
        onError: notify.failed,
      },
    );
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('people.purgeTitle', { name })}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <form onSubmit={submit}>
        <Stack gap="sm">
          <Text>{t('people.purgeLost')}</Text>
          <ul>
            {lost.map(({ field, value }) => (
              <li key={field}>
                {t(`people.${field}`)} : <strong>{value}</strong>
              </li>
            ))}
          </ul>
          <Text>{t('people.purgeKept')}</Text>
          <Text>{t('people.purgeElsewhere', { folder })}</Text>
          <TextInput
            label={t('people.purgeReason')}
            value={reason}
            maxLength={500}
            autoComplete="off"
            onChange={(event) => setReason(event.currentTarget.value)}
          />
          <TextInput
            label={t('people.purgeTyped', { word })}
            value={typed}
            autoComplete="off"
            data-autofocus
            onChange={(event) => setTyped(event.currentTarget.value)}
          />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('common.cancel')}
            </Button>
            <Button type="submit" color="red" disabled={!isSure} loading={purge.isPending}>
              {t('people.purgeNow')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
