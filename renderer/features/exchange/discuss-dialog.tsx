import { Button, Group, Modal, Text, Textarea } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import type { Conflict } from '../../../shared/views/conflict-view.ts';
import { useNotify } from '../../components/use-notify.tsx';
import { useText } from '../../i18n.ts';
import { useApiQuery, useCommand } from '../../rpc/hooks.ts';
import { titleOf, valueOf } from './conflict-words.ts';

interface DiscussDialogProps {
  readonly conflict: Conflict;
  readonly onClose: () => void;
}

/** Leaves a word about a conflict on its deployment; it travels with the next file, and the conflict stays open. */
export function DiscussDialog({ conflict, onClose }: DiscussDialogProps) {
  const { t } = useText();
  const { done, failed } = useNotify();
  const add = useCommand('comment.add');
  const basis = useApiQuery('workspace.status', {}).data?.basis;
  const [text, setText] = useState(() =>
    t('review.discussDraft', {
      subject: titleOf(conflict, t),
      values: conflict.sides.map((side) => valueOf(conflict, side, t)).join(' / '),
    }).concat('\n'),
  );
  const send = (event?: FormEvent): void => {
    event?.preventDefault();
    const { deploymentId, milestoneId } = conflict;
    if (deploymentId === null || basis === undefined || text.trim() === '') return;
    add.mutate(
      { deploymentId, ...(milestoneId === null ? {} : { milestoneId }), text: text.trim(), basis },
      {
        onSuccess: () => {
          done(t('review.discussed'));
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
      title={t('review.discussTitle')}
      size="lg"
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <form onSubmit={send}>
        <Textarea
          label={t('review.discussText')}
          value={text}
          maxLength={10_000}
          autosize
          minRows={4}
          maxRows={12}
          data-autofocus
          onChange={(event) => setText(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) send();
          }}
        />
        <Text size="sm" c="dimmed" mt="xs">
          {t('review.discussHint')}
        </Text>
        <Group justify="flex-end" mt="md">
          <Button variant="default" onClick={onClose}>
            {t('common.cancel')}
          </Button>
          <Button type="submit" loading={add.isPending} disabled={text.trim() === ''}>
            {t('review.discussSend')}
          </Button>
        </Group>
      </form>
    </Modal>
  );
}
