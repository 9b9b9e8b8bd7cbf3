import { Button, Group, Modal, Textarea } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useText } from '../../i18n.ts';

interface ReasonDialogProps {
  /** What asks for a reason: « Reporté : Formation des utilisateurs ». */
  readonly title: string;
  readonly initial: string | null;
  readonly onSave: (reason: string) => void;
  readonly onClose: () => void;
}

/** Asks why; nothing is sent without an answer. Ctrl+Enter saves, Esc gives up. */
export function ReasonDialog({ title, initial, onSave, onClose }: ReasonDialogProps) {
  const { t } = useText();
  const [reason, setReason] = useState(initial ?? '');
  const [missing, setMissing] = useState(false);
  const save = (event?: FormEvent): void => {
    event?.preventDefault();
    const said = reason.trim();
    setMissing(said === '');
    if (said === '') return;
    onSave(said);
    onClose();
  };
  return (
    <Modal opened onClose={onClose} title={title} closeButtonProps={{ 'aria-label': t('common.close') }}>
      <form onSubmit={save}>
        <Textarea
          label={t('deployment.reason')}
          description={t('deployment.reasonHint')}
          error={missing ? t('deployment.reasonNeeded') : undefined}
          value={reason}
          maxLength={2000}
          autosize
          minRows={3}
          data-autofocus
          onChange={(event) => setReason(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) save();
          }}
        />
        <Group justify="flex-end" mt="md">
          <Button variant="default" onClick={onClose}>
            {t('common.cancel')}
          </Button>
          <Button type="submit">{t('common.save')}</Button>
        </Group>
      </form>
    </Modal>
  );
}
