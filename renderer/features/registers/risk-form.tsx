import { Group, Select, TextInput } from '@mantine/core';
import { riskStateOf } from '../../../shared/domain/risk.ts';
import type { RisksView, RiskValues } from '../../../shared/views/register-view.ts';
import { DateField } from '../../components/date-field.tsx';
import { useLabels } from '../../components/use-labels.ts';
import { useText } from '../../i18n.ts';
import { FormFrame, type RegisterFormProps } from './form-frame.tsx';
import { LongText, NamedSelect, PlaceFields } from './register-fields.tsx';
import classes from './registers.module.css';
import { RiskSteps } from './risk-steps.tsx';
import { useRegisterForm } from './use-register-form.ts';

/** What may go wrong and how grave it is, what is done against it, and the plan B. */
export function RiskForm({
  view,
  initial,
  isNew,
  saving,
  onSave,
  children,
}: RegisterFormProps<RisksView, RiskValues>) {
  const { t } = useText();
  const { options } = useLabels();
  const { draft, set, tried, labelMissing, save, day } = useRegisterForm({
    initial,
    onSave,
    isWrong: (values) => hasSameDomains(values) || values.steps.some(({ label }) => label.trim() === ''),
  });
  const dayField = (field: 'reviewOn' | 'openedOn', description?: string) => (
    <DateField
      label={t(`registers.${field}`)}
      description={description}
      value={draft[field]}
      {...day(field)}
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
    <FormFrame isNew={isNew} saving={saving} save={save} buttons={children}>
      <LongText
        label={t('registers.riskLabel')}
        value={draft.label}
        maxLength={500}
        error={labelMissing ? t('common.required') : undefined}
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
        {dayField('reviewOn', wanting(draft.reviewOn))}
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
        <PlaceFields
          view={view}
          place={draft}
          onChange={(part) => set({ ...part, ...(part.domainId === null && { otherDomainId: null }) })}
        />
        {draft.domainId !== null && (
          <NamedSelect
            label={t('registers.otherDomain')}
            list={view.domains}
            value={draft.otherDomainId}
            error={tried && hasSameDomains(draft) ? t('error.risk-other-domain') : undefined}
            onChange={(otherDomainId) => set({ otherDomainId })}
          />
        )}
        {dayField('openedOn')}
      </fieldset>
    </FormFrame>
  );
}

/** A second domain is another one. */
function hasSameDomains({ domainId, otherDomainId }: RiskValues): boolean {
  return otherDomainId !== null && otherDomainId === domainId;
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
