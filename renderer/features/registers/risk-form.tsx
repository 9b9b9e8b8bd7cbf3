import { Button, Group, Select, Stack, TextInput } from '@mantine/core';
import { type FormEvent, type ReactNode, useState } from 'react';
import { riskStateOf } from '../../../shared/domain/risk.ts';
import type { RisksView, RiskValues } from '../../../shared/views/register-view.ts';
import { DateField } from '../../components/date-field.tsx';
import { useLabels } from '../../components/use-labels.ts';
import { useText } from '../../i18n.ts';
import { LongText, NamedSelect } from './register-fields.tsx';
import classes from './registers.module.css';
import { RiskSteps } from './risk-steps.tsx';

interface RiskFormProps {
  readonly view: RisksView;
  readonly initial: RiskValues;
  readonly isNew: boolean;
  readonly saving: boolean;
  /** Called with a form without faults. */
  readonly onSave: (values: RiskValues) => void;
  /** Buttons beside « Enregistrer ». */
  readonly children?: ReactNode;
}

/** What may go wrong and how grave it is, what is done against it, and the plan B. */
export function RiskForm({ view, initial, isNew, saving, onSave, children }: RiskFormProps) {
  const { t } = useText();
  const { options } = useLabels();
  const [draft, setDraft] = useState(initial);
  const [tried, setTried] = useState(false);
  const [unreadable, setUnreadable] = useState<readonly string[]>([]);
  const set = (part: Partial<RiskValues>): void => setDraft((before) => ({ ...before, ...part }));
  const isEmpty = draft.label.trim() === '';
  const isSame = draft.otherDomainId !== null && draft.otherDomainId === draft.domainId;
  const hasEmptyStep = draft.steps.some(({ label }) => label.trim() === '');
  const save = (event: FormEvent): void => {
    event.preventDefault();
    setTried(true);
    if (isEmpty || isSame || hasEmptyStep || unreadable.length > 0) return;
    onSave({ ...draft, label: draft.label.trim() });
  };
  const day = (field: 'reviewOn' | 'openedOn', isNeeded = false) => (
    <DateField
      label={t(`registers.${field}`)}
      description={isNeeded ? wanting(draft[field]) : undefined}
      value={draft[field]}
      onUnreadable={() => setUnreadable((before) => [...before, field])}
      onChange={(value) => {
        setUnreadable((before) => before.filter((name) => name !== field));
        set({ [field]: value });
      }}
    />
  );
  const wanting = (value: string | null) =>
    value === null && draft.state !== 'closed' ? t('registers.missing') : undefined;
  const long = (field: 'mitigation' | 'planB' | 'planBTrigger', isNeeded: boolean) => (
    <LongText
      label={t(`registers.${field}`)}
      description={isNeeded ? wanting(draft[field]) : undefined}
      value={draft[field]}
      maxLength={field === 'planBTrigger' ? 500 : 2000}
      onChange={(text) => set({ [field]: text })}
    />
  );
  return (
    <form onSubmit={save} noValidate>
      <Stack gap="sm">
        <LongText
          label={t('registers.riskLabel')}
          value={draft.label}
          maxLength={500}
          error={tried && isEmpty ? t('common.required') : undefined}
          onChange={(label) => set({ label: label ?? '' })}
        />
        <Group grow align="flex-start">
          <Rating list="risk_probability" draft={draft} set={set} />
          <Rating list="risk_impact" draft={draft} set={set} />
        </Group>
        <Group grow align="flex-start">
          <Select
            label={t('registers.category')}
            data={options('risk_category')}
            value={draft.category}
            searchable
            clearable
            clearButtonProps={{ 'aria-label': t('common.clear') }}
            nothingFoundMessage={t('common.nothingFound')}
            onChange={(category) => set({ category })}
          />
          <Select
            label={t('registers.state')}
            data={options('risk_state')}
            value={draft.state}
            allowDeselect={false}
            onChange={(state) => set({ state: riskStateOf(state) })}
          />
        </Group>
        <Group grow align="flex-start">
          <NamedSelect
            label={t('registers.owner')}
            description={wanting(draft.ownerId)}
            list={view.people}
            value={draft.ownerId}
            onChange={(ownerId) => set({ ownerId })}
          />
          {day('reviewOn', true)}
        </Group>
        {long('mitigation', true)}
        <fieldset className={classes.group}>
          <legend>{t('registers.planB')}</legend>
          {long('planB', true)}
          <Group grow align="flex-start">
            {long('planBTrigger', false)}
            <TextInput
              label={t('registers.planBCost')}
              value={draft.planBCost ?? ''}
              maxLength={200}
              autoComplete="off"
              onChange={(event) => set({ planBCost: event.currentTarget.value || null })}
            />
          </Group>
          <RiskSteps steps={draft.steps} tried={tried} onChange={(steps) => set({ steps })} />
        </fieldset>
        <fieldset className={classes.group}>
          <legend>{t('registers.place')}</legend>
          <Group grow align="flex-start">
            <NamedSelect
              label={t('registers.domain')}
              list={view.domains}
              value={draft.domainId}
              onChange={(domainId) => set({ domainId, ...(domainId === null && { otherDomainId: null }) })}
            />
            <NamedSelect
              label={t('registers.site')}
              list={view.establishments}
              value={draft.establishmentId}
              onChange={(establishmentId) => set({ establishmentId })}
            />
          </Group>
          {draft.domainId !== null && (
            <NamedSelect
              label={t('registers.otherDomain')}
              list={view.domains}
              value={draft.otherDomainId}
              error={tried && isSame ? t('error.risk-other-domain') : undefined}
              onChange={(otherDomainId) => set({ otherDomainId })}
            />
          )}
          {day('openedOn')}
        </fieldset>
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

interface RatingProps {
  readonly list: 'risk_probability' | 'risk_impact';
  readonly draft: RiskValues;
  readonly set: (part: Partial<RiskValues>) => void;
}

/** A place on the scale of a list, by its number and its word. */
function Rating({ list, draft, set }: RatingProps) {
  const { t } = useText();
  const { values, label } = useLabels();
  const field = list === 'risk_impact' ? 'impact' : 'probability';
  return (
    <Select
      label={t(`registers.${field}`)}
      data={values(list).map(({ code, value }) => ({
        value: String(value),
        label: t('registers.rated', { value: String(value), label: label(list, code) }),
      }))}
      value={draft[field] === null ? null : String(draft[field])}
      clearable
      clearButtonProps={{ 'aria-label': t('common.clear') }}
      onChange={(value) => set({ [field]: value === null ? null : Number(value) })}
    />
  );
}
