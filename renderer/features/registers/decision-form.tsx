import { Button, Group, Select, Stack, TextInput } from '@mantine/core';
import { type FormEvent, type ReactNode, useState } from 'react';
import { decisionStateOf, isDecisionOpen } from '../../../shared/domain/decision.ts';
import type { DecisionsView, DecisionValues } from '../../../shared/views/register-view.ts';
import { DateField } from '../../components/date-field.tsx';
import { useLabels } from '../../components/use-labels.ts';
import { useText } from '../../i18n.ts';
import { LongText, NamedSelect, OfferedText } from './register-fields.tsx';

interface DecisionFormProps {
  readonly view: DecisionsView;
  readonly initial: DecisionValues;
  readonly isNew: boolean;
  readonly saving: boolean;
  /** Called with a form without faults. */
  readonly onSave: (values: DecisionValues) => void;
  /** Buttons beside « Enregistrer ». */
  readonly children?: ReactNode;
}

/** What is to be decided, by whom and when; once it is, what was decided and why. */
export function DecisionForm({ view, initial, isNew, saving, onSave, children }: DecisionFormProps) {
  const { t } = useText();
  const { options } = useLabels();
  const [draft, setDraft] = useState(initial);
  const [tried, setTried] = useState(false);
  const [unreadable, setUnreadable] = useState<readonly string[]>([]);
  const set = (part: Partial<DecisionValues>): void => setDraft((before) => ({ ...before, ...part }));
  const isEmpty = draft.label.trim() === '';
  const save = (event: FormEvent): void => {
    event.preventDefault();
    setTried(true);
    if (!isEmpty && unreadable.length === 0) onSave({ ...draft, label: draft.label.trim() });
  };
  const setState = (code: string | null): void => {
    const state = decisionStateOf(code);
    const decided = isDecisionOpen(state) || draft.decidedOn !== null ? {} : { decidedOn: view.today };
    set({ state, ...decided });
  };
  const day = (field: 'dueOn' | 'askedOn' | 'decidedOn') => (
    <DateField
      label={t(`registers.${field}`)}
      value={draft[field]}
      onUnreadable={() => setUnreadable((before) => [...before, field])}
      onChange={(value) => {
        setUnreadable((before) => before.filter((name) => name !== field));
        set({ [field]: value });
      }}
    />
  );
  const isAwaiting = draft.state === 'awaiting' || draft.authority !== null;
  const isDecided = !isDecisionOpen(draft.state) || draft.outcome !== null || draft.reason !== null;
  return (
    <form onSubmit={save} noValidate>
      <Stack gap="sm">
        <LongText
          label={t('registers.decisionLabel')}
          value={draft.label}
          maxLength={500}
          error={tried && isEmpty ? t('common.required') : undefined}
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
          {day('dueOn')}
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
            {day('askedOn')}
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
              {day('decidedOn')}
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
        <Group grow align="flex-start">
          <NamedSelect
            label={t('registers.domain')}
            list={view.domains}
            value={draft.domainId}
            onChange={(domainId) => set({ domainId })}
          />
          <NamedSelect
            label={t('registers.site')}
            list={view.establishments}
            value={draft.establishmentId}
            onChange={(establishmentId) => set({ establishmentId })}
          />
        </Group>
        <Group justify="space-between">
          <span>{children}</span>
          <Button type="submit" variant={isNew ? 'filled' : 'default'} loading={saving}>
            {isNew ? t('registers.add') : t('common.save')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
