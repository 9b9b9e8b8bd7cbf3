import { Button, Fieldset, Group, NumberInput, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { type FormEvent, type ReactNode, useState } from 'react';
import type { LotsView, LotValues } from '../../../shared/views/lots-view.ts';
import { DateField } from '../../components/date-field.tsx';
import { NamedSelect } from '../../components/named-select.tsx';
import { useText } from '../../i18n.ts';
import { AmountFields } from './amount-fields.tsx';

export const emptyLot: LotValues = {
  label: '',
  position: null,
  deploymentId: null,
  servers: 0,
  virtualMachines: 0,
  storage: 0,
  plannedStart: null,
  plannedEnd: null,
  transferredOn: null,
  note: null,
};

type DayField = 'plannedStart' | 'plannedEnd' | 'transferredOn';

interface LotFormProps {
  readonly view: LotsView;
  readonly initial: LotValues;
  readonly isNew: boolean;
  readonly saving: boolean;
  /** Called with a form without faults. */
  readonly onSave: (values: LotValues) => void;
  /** Buttons beside « Enregistrer ». */
  readonly children?: ReactNode;
}

/** What a lot holds, when it is to be moved, and when it was. */
export function LotForm({ view, initial, isNew, saving, onSave, children }: LotFormProps) {
  const { t } = useText();
  const [draft, setDraft] = useState(initial);
  const [tried, setTried] = useState(false);
  const [unreadable, setUnreadable] = useState<readonly DayField[]>([]);
  const set = (part: Partial<LotValues>): void => setDraft((before) => ({ ...before, ...part }));
  const isEmpty = draft.label.trim() === '';
  const { plannedStart, plannedEnd } = draft;
  const isReversed = plannedStart !== null && plannedEnd !== null && plannedEnd < plannedStart;
  const save = (event: FormEvent): void => {
    event.preventDefault();
    setTried(true);
    if (!isEmpty && !isReversed && unreadable.length === 0) onSave({ ...draft, label: draft.label.trim() });
  };
  const day = (field: DayField, error?: string) => (
    <DateField
      label={t(`lots.column.${field}`)}
      value={draft[field]}
      error={error}
      onUnreadable={() => setUnreadable((before) => [...before, field])}
      onChange={(value) => {
        setUnreadable((before) => before.filter((one) => one !== field));
        set({ [field]: value });
      }}
    />
  );
  return (
    <form onSubmit={save} noValidate>
      <Stack gap="sm">
        <Group align="flex-start" wrap="nowrap">
          <TextInput
            label={t('lots.field.label')}
            style={{ flex: 1 }}
            value={draft.label}
            maxLength={200}
            autoComplete="off"
            error={tried && isEmpty && t('common.required')}
            onChange={(event) => set({ label: event.currentTarget.value })}
          />
          <NumberInput
            label={t('lots.field.position')}
            w={88}
            value={draft.position ?? ''}
            min={1}
            max={9999}
            allowDecimal={false}
            onChange={(value) => set({ position: typeof value === 'number' && value > 0 ? value : null })}
          />
        </Group>
        <Fieldset legend={t('lots.field.planned')}>
          <AmountFields amounts={draft} onChange={set} />
          <Text size="xs" c="dimmed" mt={6}>
            {t('lots.field.plannedHint')}
          </Text>
        </Fieldset>
        <Group grow align="flex-start">
          {day('plannedStart')}
          {day('plannedEnd', tried && isReversed ? t('error.end-before-start') : undefined)}
        </Group>
        <Group grow align="flex-start">
          {day('transferredOn')}
          <NamedSelect
            label={t('lots.field.deployment')}
            rows={view.deployments}
            value={draft.deploymentId}
            onChange={(deploymentId) => set({ deploymentId })}
          />
        </Group>
        <Textarea
          label={t('lots.field.note')}
          value={draft.note ?? ''}
          maxLength={2000}
          autosize
          minRows={1}
          onChange={(event) => set({ note: event.currentTarget.value })}
        />
        <Group justify="space-between">
          <span>{children}</span>
          <Button type="submit" variant={isNew ? 'filled' : 'default'} loading={saving}>
            {isNew ? t('lots.create') : t('common.save')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
