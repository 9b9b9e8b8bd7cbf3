import { Alert, Button, Group, Modal, MultiSelect, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import type { AppError } from '../../../shared/rpc/app-error.ts';
import { errorText } from '../../components/error-text.ts';
import { useText } from '../../i18n.ts';

interface ScenarioDraft {
  readonly name: string;
  readonly note: string;
  readonly deploymentIds: readonly string[];
}

interface ScenarioDialogProps {
  readonly title: string;
  readonly text?: string;
  readonly initial: Pick<ScenarioDraft, 'name' | 'note'>;
  /** Whether the note is asked for too. */
  readonly withNote?: boolean;
  /** Deployments to choose the scope from; absent: the scope is settled. */
  readonly deployments?: readonly { readonly id: string; readonly label: string }[];
  /** The verb on the button. */
  readonly action: string;
  readonly saving: boolean;
  /** Why the last try was refused. */
  readonly error: AppError | null;
  readonly onSave: (draft: ScenarioDraft) => void;
  readonly onClose: () => void;
}

/** Asks for the name of a scenario, what it is for and, of a new one, what it is of. Enter saves, Esc gives up. */
export function ScenarioDialog(props: ScenarioDialogProps) {
  const {
    title,
    text,
    initial,
    withNote = true,
    deployments,
    action,
    saving,
    error,
    onSave,
    onClose,
  } = props;
  const { t } = useText();
  const [draft, setDraft] = useState<ScenarioDraft>({ ...initial, deploymentIds: [] });
  const [refused, setRefused] = useState<string | null>(null);
  const name = draft.name.trim();
  const save = (event: FormEvent): void => {
    event.preventDefault();
    setRefused(name);
    if (name !== '') onSave({ ...draft, name, note: draft.note.trim() });
  };
  // A sentence stands at the field it is about, until that is changed.
  const told = error && refused === name ? errorText(error, t) : undefined;
  const nameError = refused === '' && name === '' ? t('common.required') : undefined;
  const ofName = error?.key === 'error.scenario-name-taken' ? told : undefined;
  const ofScope = error?.key === 'error.scenario-without-dates' && deployments ? told : undefined;
  return (
    <Modal opened onClose={onClose} title={title} closeButtonProps={{ 'aria-label': t('common.close') }}>
      <form onSubmit={save} noValidate>
        <Stack gap="sm">
          {text && <Text>{text}</Text>}
          <TextInput
            label={t('scenarios.name')}
            value={draft.name}
            maxLength={200}
            error={nameError ?? ofName}
            autoComplete="off"
            data-autofocus
            onFocus={(event) => event.currentTarget.select()}
            onChange={(event) => setDraft({ ...draft, name: event.currentTarget.value })}
          />
          {withNote && (
            <Textarea
              label={t('scenarios.note')}
              placeholder={t('scenarios.notePlaceholder')}
              value={draft.note}
              maxLength={2000}
              rows={3}
              onChange={(event) => setDraft({ ...draft, note: event.currentTarget.value })}
            />
          )}
          {deployments && (
            <MultiSelect
              label={t('scenarios.scope')}
              description={t('scenarios.scopeHint')}
              placeholder={draft.deploymentIds.length === 0 ? t('scenarios.wholeGroup') : ''}
              data={deployments.map(({ id, label }) => ({ value: id, label }))}
              value={[...draft.deploymentIds]}
              error={ofScope}
              searchable
              clearable
              limit={200}
              clearButtonProps={{ 'aria-label': t('common.clear') }}
              nothingFoundMessage={t('common.nothingFound')}
              onChange={(deploymentIds) => setDraft({ ...draft, deploymentIds })}
            />
          )}
          {told && !ofName && !ofScope && (
            <Alert color="red" role="alert">
              {told}
            </Alert>
          )}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('common.cancel')}
            </Button>
            <Button type="submit" loading={saving}>
              {action}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
