import {
  Checkbox,
  Fieldset,
  Group,
  NumberInput,
  SegmentedControl,
  Stack,
  Text,
  Textarea,
} from '@mantine/core';
import { type FormEvent, type ReactNode, useState } from 'react';
import { assetChangeKinds } from '../../../shared/domain/registry.ts';
import type { AssetChangeRow, AssetChangeValues, LotsView } from '../../../shared/views/lots-view.ts';
import { DateField } from '../../components/date-field.tsx';
import { FormFoot } from '../../components/form-foot.tsx';
import { NamedSelect } from '../../components/named-select.tsx';
import { useText } from '../../i18n.ts';
import { AmountFields } from './amount-fields.tsx';

interface ChangeFormProps {
  readonly view: LotsView;
  readonly initial: AssetChangeValues;
  readonly saving: boolean;
  readonly onSave: (values: AssetChangeValues) => void;
  readonly onCancel: () => void;
  /** Buttons beside « Annuler ». */
  readonly children?: ReactNode;
}

/** What is noted of a change: how much, when, why, who asked for it. */
export function ChangeForm({ view, initial, saving, onSave, onCancel, children }: ChangeFormProps) {
  const { t } = useText();
  const [draft, setDraft] = useState(initial);
  const [tried, setTried] = useState(false);
  const [hasDay, setHasDay] = useState(true);
  const set = (part: Partial<AssetChangeValues>): void => setDraft((before) => ({ ...before, ...part }));
  const isEmpty = draft.reason.trim() === '';
  const save = (event: FormEvent): void => {
    event.preventDefault();
    setTried(true);
    if (!isEmpty && hasDay) onSave({ ...draft, reason: draft.reason.trim() });
  };
  const isScope = draft.kind === 'scope';
  return (
    <form onSubmit={save} noValidate>
      <Stack gap="sm">
        <SegmentedControl
          aria-label={t('lots.column.kind')}
          data={assetChangeKinds.map((kind) => ({ value: kind, label: t(`lots.kind.${kind}`) }))}
          value={draft.kind}
          onChange={(value) => set({ kind: assetChangeKinds.find((kind) => kind === value) ?? draft.kind })}
        />
        <Textarea
          label={t('lots.column.reason')}
          value={draft.reason}
          maxLength={500}
          autosize
          minRows={1}
          error={tried && isEmpty && t('common.required')}
          onChange={(event) => set({ reason: event.currentTarget.value })}
        />
        <Fieldset legend={t('lots.field.change')}>
          <AmountFields amounts={draft} onChange={set} signed />
          <Text size="xs" c="dimmed" mt={6}>
            {isScope ? t('lots.field.changeHint') : t('lots.field.transferHint')}
          </Text>
        </Fieldset>
        <Group grow align="flex-start">
          <DateField
            label={t('lots.column.day')}
            value={hasDay ? draft.day : null}
            error={tried && !hasDay && t('common.required')}
            onUnreadable={() => setHasDay(false)}
            onChange={(day) => {
              setHasDay(day !== null);
              if (day !== null) set({ day });
            }}
          />
          <NamedSelect
            label={t('lots.lot')}
            rows={view.lots.map(({ id, label }) => ({ id, name: label }))}
            value={draft.lotId}
            onChange={(lotId) => set({ lotId })}
          />
        </Group>
        <Group grow align="flex-end">
          <NamedSelect
            label={t('lots.column.author')}
            rows={view.people}
            value={draft.authorId}
            onChange={(authorId) => set({ authorId })}
          />
          <NumberInput
            label={t('lots.field.delay')}
            value={draft.delay ?? ''}
            min={-10_000}
            max={10_000}
            allowDecimal={false}
            hideControls
            onChange={(value) => set({ delay: typeof value === 'number' ? value : null })}
          />
        </Group>
        {isScope && (
          <Checkbox
            label={t('lots.field.unplanned')}
            checked={draft.unplanned}
            onChange={(event) => set({ unplanned: event.currentTarget.checked })}
          />
        )}
        <FormFoot saving={saving} onCancel={onCancel}>
          {children}
        </FormFoot>
      </Stack>
    </form>
  );
}

/** A change nothing was said of yet. */
export function emptyChange(day: string, lotId: string | null): AssetChangeValues {
  return {
    kind: 'scope',
    day,
    lotId,
    servers: 0,
    virtualMachines: 0,
    storage: 0,
    reason: '',
    authorId: null,
    unplanned: true,
    delay: null,
  };
}

export function changeValues({ amounts, ...change }: AssetChangeRow): AssetChangeValues {
  const { kind, day, lotId, reason, authorId, unplanned, delay } = change;
  return { kind, day, lotId, ...amounts, reason, authorId, unplanned, delay };
}
