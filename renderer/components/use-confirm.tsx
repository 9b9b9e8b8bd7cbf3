import { Text } from '@mantine/core';
import { modals } from '@mantine/modals';
import { useCallback } from 'react';
import { useText } from '../i18n.ts';

interface Question {
  readonly title: string;
  /** What will happen, and what stays. */
  readonly text: string;
  /** The verb on the button: « Supprimer ». */
  readonly action: string;
  readonly danger?: boolean;
}

/** Asks before something that cannot be seen at a glance; the promise says whether the user agreed. */
export function useConfirm(): (question: Question) => Promise<boolean> {
  const { t } = useText();
  return useCallback(
    (question) =>
      new Promise((resolve) => {
        modals.openConfirmModal({
          title: question.title,
          children: <Text>{question.text}</Text>,
          labels: { confirm: question.action, cancel: t('common.cancel') },
          ...(question.danger ? { confirmProps: { color: 'red' } } : {}),
          closeButtonProps: { 'aria-label': t('common.close') },
          onConfirm: () => resolve(true),
          onCancel: () => resolve(false),
          onClose: () => resolve(false),
        });
      }),
    [t],
  );
}
