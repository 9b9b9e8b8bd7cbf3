import { ActionIcon, Button, Group, Modal, Text, TextInput, Tooltip } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { type FormEvent, useState } from 'react';
import { formatDate } from '../../../shared/i18n/format.ts';
import type { Committee, CommitteesView } from '../../../shared/views/paper-view.ts';
import { DateField } from '../../components/date-field.tsx';
import { useConfirm } from '../../components/use-confirm.tsx';
import { useNotify } from '../../components/use-notify.tsx';
import { useText } from '../../i18n.ts';
import { useCommand } from '../../rpc/hooks.ts';
import styles from './paper.module.css';

/** Opens the list of the days on which bodies of the group meet. */
export function CommitteesButton({ view }: { readonly view: CommitteesView }) {
  const { t } = useText();
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button variant="subtle" size="compact-sm" onClick={() => setOpen(true)}>
        {t('paper.committees')}
      </Button>
      {open && <CommitteesDialog view={view} onClose={() => setOpen(false)} />}
    </>
  );
}

function CommitteesDialog({
  view,
  onClose,
}: {
  readonly view: CommitteesView;
  readonly onClose: () => void;
}) {
  const { t } = useText();
  const { committees } = view;
  return (
    <Modal
      opened
      size="lg"
      onClose={onClose}
      title={t('paper.committees.title')}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      {committees.length === 0 ? (
        <Text mb="sm">{t('paper.committees.none')}</Text>
      ) : (
        <ul className={styles.committees}>
          {committees.map((committee) => (
            <CommitteeLine key={committee.id} committee={committee} basis={view.basis} />
          ))}
        </ul>
      )}
      <NewCommittee view={view} />
    </Modal>
  );
}

function CommitteeLine({ committee, basis }: { readonly committee: Committee; readonly basis: string }) {
  const { t } = useText();
  const confirm = useConfirm();
  const { failed } = useNotify();
  const { mutate } = useCommand('committee.delete');
  const { id, name, day, editions } = committee;
  async function remove(): Promise<void> {
    const agreed = await confirm({
      title: t('paper.committees.removeTitle', { name }),
      text: t('paper.committees.removeText'),
      action: t('paper.committees.removeAction'),
      danger: true,
    });
    if (agreed) mutate({ id, basis }, { onError: failed });
  }
  const word = t('paper.committees.remove', { name });
  return (
    <li className={styles.committee}>
      <span>{day === null ? '' : formatDate(day)}</span>
      <span>{name}</span>
      <span className={styles.about}>
        {editions > 0 && t('paper.committees.editions', { count: editions })}
      </span>
      <Tooltip label={word}>
        <ActionIcon variant="subtle" color="gray" aria-label={word} onClick={() => void remove()}>
          <IconTrash size={16} stroke={1.5} aria-hidden="true" />
        </ActionIcon>
      </Tooltip>
    </li>
  );
}

function NewCommittee({ view }: { readonly view: CommitteesView }) {
  const { t } = useText();
  const { failed } = useNotify();
  const create = useCommand('committee.create');
  const [name, setName] = useState('');
  const [day, setDay] = useState<string | null>(null);
  const [missing, setMissing] = useState(false);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const isMissing = name.trim() === '' || day === null;
    setMissing(isMissing);
    if (isMissing || day === null) return;
    create.mutate(
      { name: name.trim(), day, kind: null, basis: view.basis },
      {
        onSuccess: () => {
          setName('');
          setDay(null);
        },
        onError: failed,
      },
    );
  };
  return (
    <form onSubmit={submit} noValidate>
      <Group align="flex-start" wrap="nowrap">
        <TextInput
          style={{ flex: 1 }}
          label={t('paper.issue.name')}
          value={name}
          maxLength={200}
          autoComplete="off"
          error={missing && name.trim() === '' ? t('common.required') : undefined}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <DateField
          label={t('paper.issue.day')}
          value={day}
          error={missing && day === null ? t('common.required') : undefined}
          onChange={setDay}
        />
        <Button type="submit" variant="default" mt={24} loading={create.isPending}>
          {t('paper.committees.add')}
        </Button>
      </Group>
    </form>
  );
}
