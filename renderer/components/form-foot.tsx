import { Button, Group } from '@mantine/core';
import type { ReactNode } from 'react';
import { useText } from '../i18n.ts';

interface FormFootProps {
  readonly saving: boolean;
  readonly onCancel: () => void;
  /** What else can be done, to the left. */
  readonly children?: ReactNode;
}

/** « Annuler » and « Enregistrer » under a form. */
export function FormFoot({ saving, onCancel, children }: FormFootProps) {
  const { t } = useText();
  return (
    <Group justify="space-between">
      <span>{children}</span>
      <Group gap="xs">
        <Button variant="default" onClick={onCancel}>
          {t('common.cancel')}
        </Button>
        <Button type="submit" loading={saving}>
          {t('common.save')}
        </Button>
      </Group>
    </Group>
  );
}
