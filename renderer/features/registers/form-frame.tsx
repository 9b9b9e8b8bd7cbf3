import { Button, Group, Stack } from '@mantine/core';
import type { FormEvent, ReactNode } from 'react';
import { useText } from '../../i18n.ts';

/** What the form of a line of a register is given. */
export interface RegisterFormProps<View, Values> {
  readonly view: View;
  readonly initial: Values;
  readonly isNew: boolean;
  readonly saving: boolean;
  /** Called with a form without faults. */
  readonly onSave: (values: Values) => void;
  /** Buttons beside « Enregistrer ». */
  readonly children?: ReactNode;
}

interface FormFrameProps {
  readonly isNew: boolean;
  readonly saving: boolean;
  readonly save: (event: FormEvent) => void;
  /** Buttons beside « Enregistrer ». */
  readonly buttons: ReactNode;
  readonly children: ReactNode;
}

/** The fields of a line of a register one below the other, then what is done with them. */
export function FormFrame({ isNew, saving, save, buttons, children }: FormFrameProps) {
  const { t } = useText();
  return (
    <form onSubmit={save} noValidate>
      <Stack gap="sm">
        {children}
        <Group justify="space-between">
          <span>{buttons}</span>
          <Button type="submit" variant={isNew ? 'filled' : 'default'} loading={saving}>
            {isNew ? t('registers.add') : t('common.save')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
