import { Button, Group, Select, Stack, TextInput } from '@mantine/core';
import { type FormEvent, type ReactNode, useState } from 'react';
import type { TextKey } from '../../../shared/i18n/translate.ts';
import type { PeopleView } from '../../../shared/views/people-view.ts';
import { useLabels } from '../../components/use-labels.ts';
import { useText } from '../../i18n.ts';
import { faultsOf, type PersonDraft, type PersonFault } from './person-draft.ts';

interface PersonFormProps {
  readonly view: PeopleView;
  readonly initial: PersonDraft;
  readonly isNew: boolean;
  readonly saving: boolean;
  /** Called with a form without faults. */
  readonly onSave: (draft: PersonDraft) => void;
  /** Buttons beside « Enregistrer ». */
  readonly children?: ReactNode;
}

const faultKeys: Readonly<Record<PersonFault, TextKey>> = {
  required: 'common.required',
  email: 'people.emailWrong',
};

/** The form of one person. */
export function PersonForm({ view, initial, isNew, saving, onSave, children }: PersonFormProps) {
  const { t } = useText();
  const labels = useLabels();
  const [draft, setDraft] = useState(initial);
  const [tried, setTried] = useState(false);
  const faults = faultsOf(initial, draft, isNew);
  const set = (part: Partial<PersonDraft>): void => setDraft((before) => ({ ...before, ...part }));
  const error = (field: keyof PersonDraft): string | undefined => {
    const fault = tried ? faults[field] : undefined;
    return fault === undefined ? undefined : t(faultKeys[fault]);
  };
  const text = (field: 'firstName' | 'lastName' | 'email' | 'phone' | 'profession', maxLength: number) => (
    <TextInput
      label={t(`people.${field}`)}
      value={draft[field]}
      maxLength={maxLength}
      error={error(field)}
      autoComplete="off"
      onChange={(event) => set({ [field]: event.currentTarget.value })}
    />
  );
  const save = (event: FormEvent): void => {
    event.preventDefault();
    setTried(true);
    if (Object.keys(faults).length === 0) onSave(draft);
  };
  return (
    <form onSubmit={save} noValidate>
      <Stack gap="sm">
        <Group grow align="flex-start">
          {text('firstName', 200)}
          {text('lastName', 200)}
        </Group>
        <Select
          label={t('people.role')}
          data={labels.options('role')}
          value={draft.role || null}
          error={error('role')}
          searchable
          nothingFoundMessage={t('common.nothingFound')}
          onChange={(role) => set({ role: role ?? '' })}
        />
        <Group grow align="flex-start">
          {text('profession', 200)}
          <Select
            label={t('people.site')}
            data={view.establishments.map(({ id, name }) => ({ value: id, label: name }))}
            value={draft.establishmentId}
            searchable
            clearable
            clearButtonProps={{ 'aria-label': t('common.clear') }}
            placeholder={t('people.noSite')}
            nothingFoundMessage={t('common.nothingFound')}
            onChange={(establishmentId) => set({ establishmentId })}
          />
        </Group>
        {text('email', 320)}
        {text('phone', 60)}
        <Group justify="space-between">
          <span>{children}</span>
          <Button type="submit" loading={saving}>
            {isNew ? t('people.create') : t('common.save')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
