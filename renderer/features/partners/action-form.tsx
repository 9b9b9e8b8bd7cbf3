import { Group, Stack, Textarea } from '@mantine/core';
import { type FormEvent, type ReactNode, useState } from 'react';
import type { ActionValues, PartnersView } from '../../../shared/views/partner-view.ts';
import { DateField } from '../../components/date-field.tsx';
import { FormFoot } from '../../components/form-foot.tsx';
import { NamedSelect } from '../../components/named-select.tsx';
import { useText } from '../../i18n.ts';

export const emptyAction: ActionValues = {
  label: '',
  partnerId: null,
  ownerId: null,
  deploymentId: null,
  dueOn: null,
  state: 'to_do',
  note: null,
};

interface ActionFormProps {
  readonly view: PartnersView;
  readonly initial: ActionValues;
  readonly saving: boolean;
  readonly onSave: (values: ActionValues) => void;
  readonly onCancel: () => void;
  /** Buttons beside « Annuler ». */
  readonly children?: ReactNode;
}

/** What is to be done, by when, about which deployment, and who sees to it. */
export function ActionForm({ view, initial, saving, onSave, onCancel, children }: ActionFormProps) {
  const { t } = useText();
  const [draft, setDraft] = useState(initial);
  const [tried, setTried] = useState(false);
  const [unreadable, setUnreadable] = useState(false);
  const set = (part: Partial<ActionValues>): void => setDraft((before) => ({ ...before, ...part }));
  const isEmpty = draft.label.trim() === '';
  const save = (event: FormEvent): void => {
    event.preventDefault();
    setTried(true);
    if (!isEmpty && !unreadable) onSave({ ...draft, label: draft.label.trim() });
  };
  return (
    <form onSubmit={save} noValidate>
      <Stack gap="sm">
        <Textarea
          label={t('partners.action')}
          value={draft.label}
          maxLength={500}
          autosize
          minRows={1}
          autoFocus
          error={tried && isEmpty && t('common.required')}
          onChange={(event) => set({ label: event.currentTarget.value })}
        />
        <Group grow align="flex-start">
          <DateField
            label={t('partners.due')}
            value={draft.dueOn}
            onUnreadable={() => setUnreadable(true)}
            onChange={(dueOn) => {
              setUnreadable(false);
              set({ dueOn });
            }}
          />
          <NamedSelect
            label={t('partners.owner')}
            rows={view.people}
            value={draft.ownerId}
            onChange={(ownerId) => set({ ownerId })}
          />
        </Group>
        <NamedSelect
          label={t('partners.deployment')}
          rows={view.deployments}
          value={draft.deploymentId}
          onChange={(deploymentId) => set({ deploymentId })}
        />
        <Textarea
          label={t('partners.note')}
          value={draft.note ?? ''}
          maxLength={2000}
          autosize
          minRows={1}
          onChange={(event) => set({ note: event.currentTarget.value })}
        />
        <FormFoot saving={saving} onCancel={onCancel}>
          {children}
        </FormFoot>
      </Stack>
    </form>
  );
}
