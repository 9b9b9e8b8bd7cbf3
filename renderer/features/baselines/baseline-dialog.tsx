import { Button, Group, Modal, Select, Stack, Text, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useText } from '../../i18n.ts';

interface BaselineDialogProps {
  readonly title: string;
  readonly text?: string;
  readonly initial: string;
  /** Deployments to choose the scope from; absent: the scope is settled. */
  readonly deployments?: readonly { readonly id: string; readonly label: string }[];
  /** The verb on the button. */
  readonly action: string;
  readonly saving: boolean;
  readonly onSave: (label: string, deploymentId: string | null) => void;
  readonly onClose: () => void;
}

/** Asks for the name of a baseline and, of a new one, for what it is of. Enter saves, Esc gives up. */
export function BaselineDialog(props: BaselineDialogProps) {
  const { title, text, initial, deployments, action, saving, onSave, onClose } = props;
  const { t } = useText();
  const [label, setLabel] = useState(initial);
  const [deploymentId, setDeploymentId] = useState<string | null>(null);
  const [missing, setMissing] = useState(false);
  const save = (event: FormEvent): void => {
    event.preventDefault();
    const named = label.trim();
    setMissing(named === '');
    if (named !== '') onSave(named, deploymentId);
  };
  return (
    <Modal opened onClose={onClose} title={title} closeButtonProps={{ 'aria-label': t('common.close') }}>
      <form onSubmit={save} noValidate>
        <Stack gap="sm">
          {text && <Text>{text}</Text>}
          <TextInput
            label={t('baselines.name')}
            value={label}
            maxLength={200}
            error={missing ? t('common.required') : undefined}
            autoComplete="off"
            data-autofocus
            onFocus={(event) => event.currentTarget.select()}
            onChange={(event) => setLabel(event.currentTarget.value)}
          />
          {deployments && (
            <Select
              label={t('baselines.scope')}
              placeholder={t('baselines.wholeGroup')}
              data={deployments.map(({ id, label: name }) => ({ value: id, label: name }))}
              value={deploymentId}
              searchable
              clearable
              clearButtonProps={{ 'aria-label': t('common.clear') }}
              nothingFoundMessage={t('common.nothingFound')}
              onChange={setDeploymentId}
            />
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
