import { Group, Select, TextInput } from '@mantine/core';
import { decisionStateOf, isDecisionOpen } from '../../../shared/domain/decision.ts';
import type { DecisionsView, DecisionValues } from '../../../shared/views/register-view.ts';
import { DateField } from '../../components/date-field.tsx';
import { useLabels } from '../../components/use-labels.ts';
import { useText } from '../../i18n.ts';
import { FormFrame, type RegisterFormProps } from './form-frame.tsx';
import { LongText, NamedSelect, OfferedText, PlaceFields } from './register-fields.tsx';
import { useRegisterForm } from './use-register-form.ts';

/** What is to be decided, by whom and when; once it is, what was decided and why. */
export function DecisionForm({
  view,
  initial,
  isNew,
  saving,
  onSave,
  children,
}: RegisterFormProps<DecisionsView, DecisionValues>) {
  const { t } = useText();
  const { options } = useLabels();
  const { draft, set, labelMissing, save, day } = useRegisterForm({ initial, onSave });
  const setState = (code: string | null): void => {
    const state = decisionStateOf(code);
    const decided = isDecisionOpen(state) || draft.decidedOn !== null ? {} : { decidedOn: view.today };
    set({ state, ...decided });
  };
  const dayField = (field: 'dueOn' | 'askedOn' | 'decidedOn') => (
    <DateField label={t(`registers.${field}`)} value={draft[field]} {...day(field)} />
  );
  const isAwaiting = draft.state === 'awaiting' || draft.authority !== null;
  const isDecided = !isDecisionOpen(draft.state) || draft.outcome !== null || draft.reason !== null;
  return (
    <FormFrame isNew={isNew} saving={saving} save={save} buttons={children}>
      <LongText
        label={t('registers.decisionLabel')}
        value={draft.label}
        maxLength={500}
        error={labelMissing ? t('common.required') : undefined}
        onChange={(label) => set({ label: label ?? '' })}
      />
      <Group grow align="flex-start">
        <Select
          label={t('registers.state')}
          data={options('decision_state')}
          value={draft.state}
          allowDeselect={false}
          onChange={setState}
        />
        {dayField('dueOn')}
      </Group>
      {isAwaiting && (
        <Group grow align="flex-start">
          <OfferedText
            label={t('registers.authority')}
            placeholder={t('registers.authorityHint')}
            offered={view.authorities}
            value={draft.authority}
            maxLength={200}
            onChange={(authority) => set({ authority })}
          />
          {dayField('askedOn')}
        </Group>
      )}
      <Group grow align="flex-start">
        <OfferedText
          label={t('registers.body')}
          placeholder={t('registers.bodyHint')}
          offered={view.bodies}
          value={draft.body}
          maxLength={200}
          onChange={(body) => set({ body })}
        />
        <TextInput
          label={t('registers.number')}
          value={draft.number ?? ''}
          maxLength={40}
          autoComplete="off"
          onChange={(event) => set({ number: event.currentTarget.value || null })}
        />
      </Group>
      {isDecided && (
        <>
          <Group grow align="flex-start">
            {dayField('decidedOn')}
            <NamedSelect
              label={t('registers.decidedBy')}
              list={view.people}
              value={draft.decidedById}
              onChange={(decidedById) => set({ decidedById })}
            />
          </Group>
          <LongText
            label={t('registers.outcome')}
            value={draft.outcome}
            maxLength={2000}
            onChange={(outcome) => set({ outcome })}
          />
          <LongText
            label={t('registers.reason')}
            value={draft.reason}
            maxLength={2000}
            onChange={(reason) => set({ reason })}
          />
        </>
      )}
      <NamedSelect
        label={t('registers.owner')}
        list={view.people}
        value={draft.ownerId}
        onChange={(ownerId) => set({ ownerId })}
      />
      <PlaceFields view={view} place={draft} onChange={set} />
    </FormFrame>
  );
}
