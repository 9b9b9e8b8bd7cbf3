import { Button, Group, Select, Stack, TextInput } from '@mantine/core';
import { type FormEvent, type ReactNode, useState } from 'react';
import { type PartnerKind, partnerKinds } from '../../../shared/domain/partner.ts';
import { partnerValuesSchema } from '../../../shared/views/partner-view.ts';
import { useText } from '../../i18n.ts';

/** The form of a partner: texts as typed. */
export interface PartnerDraft {
  readonly name: string;
  readonly kind: PartnerKind;
  readonly email: string;
}

interface PartnerFormProps {
  readonly initial: PartnerDraft;
  readonly isNew: boolean;
  readonly saving: boolean;
  /** Called with a form without faults. */
  readonly onSave: (draft: PartnerDraft) => void;
  /** Buttons beside « Enregistrer ». */
  readonly children?: ReactNode;
}

/** Name, kind and address of one partner. */
export function PartnerForm({ initial, isNew, saving, onSave, children }: PartnerFormProps) {
  const { t } = useText();
  const [draft, setDraft] = useState(initial);
  const [tried, setTried] = useState(false);
  const checked = partnerValuesSchema.safeParse(draft);
  const isWrong = (field: keyof PartnerDraft): boolean =>
    tried && !checked.success && checked.error.issues.some(({ path }) => path[0] === field);
  const save = (event: FormEvent): void => {
    event.preventDefault();
    setTried(true);
    if (checked.success) onSave({ ...checked.data, email: checked.data.email ?? '' });
  };
  return (
    <form onSubmit={save} noValidate>
      <Stack gap="sm">
        <TextInput
          label={t('partners.name')}
          value={draft.name}
          maxLength={200}
          autoComplete="off"
          error={isWrong('name') && t('common.required')}
          onChange={(event) => setDraft({ ...draft, name: event.currentTarget.value })}
        />
        <Group grow align="flex-start">
          <Select
            label={t('partners.kind')}
            data={partnerKinds.map((kind) => ({ value: kind, label: t(`partners.kind.${kind}`) }))}
            value={draft.kind}
            allowDeselect={false}
            onChange={(kind) => setDraft({ ...draft, kind: kind ?? draft.kind })}
          />
          <TextInput
            label={t('partners.email')}
            value={draft.email}
            maxLength={320}
            autoComplete="off"
            error={isWrong('email') && t('people.emailWrong')}
            onChange={(event) => setDraft({ ...draft, email: event.currentTarget.value })}
          />
        </Group>
        <Group justify="space-between">
          <span>{children}</span>
          <Button type="submit" variant={isNew ? 'filled' : 'default'} loading={saving}>
            {isNew ? t('partners.create') : t('common.save')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
