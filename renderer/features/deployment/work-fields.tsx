import { Select, SimpleGrid, TextInput } from '@mantine/core';
import { useState } from 'react';
import { durationUnits } from '../../../shared/domain/registry.ts';
import type { DeploymentView, MilestonePatch, MilestoneRow } from '../../../shared/views/deployment-view.ts';
import { errorText } from '../../components/error-text.ts';
import { parseDays, typedDays } from '../../components/parse-days.ts';
import { useNotify } from '../../components/use-notify.tsx';
import { useText } from '../../i18n.ts';
import { backend } from '../../rpc/backend.ts';
import { useCommand } from '../../rpc/hooks.ts';
import { usePlanChange } from '../plan/index.ts';
import classes from './deployment.module.css';

interface WorkFieldsProps {
  readonly view: DeploymentView;
  readonly milestone: MilestoneRow;
}

/** How long a milestone lasts, what it costs its owner, and who does it too. */
export function WorkFields({ view, milestone }: WorkFieldsProps) {
  const { t } = useText();
  const notify = useNotify();
  const { mutate } = useCommand('milestone.update');
  const save = (patch: MilestonePatch): void =>
    mutate({ id: milestone.id, basis: view.basis, patch }, { onError: notify.failed });
  return (
    <div>
      <h3 className={classes.panelHeading}>{t('deployment.plan.work')}</h3>
      <SimpleGrid cols={2} spacing="sm">
        <DurationField key={`d${milestone.duration}`} view={view} milestone={milestone} />
        <Select
          label={t('deployment.plan.durationUnit')}
          data={durationUnits.map((unit) => ({ value: unit, label: t(`deployment.plan.unit-${unit}`) }))}
          value={milestone.durationUnit}
          allowDeselect={false}
          onChange={(unit) => {
            const chosen = durationUnits.find((one) => one === unit);
            if (chosen) save({ durationUnit: chosen });
          }}
        />
        <EffortField key={`e${milestone.effort}`} effort={milestone.effort} onSave={save} />
        <Select
          label={t('deployment.plan.sharedWith')}
          placeholder={t('deployment.plan.sharedWithNobody')}
          data={view.sites.map(({ id, name }) => ({ value: id, label: name }))}
          value={milestone.sharedWithId}
          searchable
          clearable
          clearButtonProps={{ 'aria-label': t('common.clear') }}
          nothingFoundMessage={t('common.nothingFound')}
          onChange={(sharedWithId) => save({ sharedWithId })}
        />
      </SimpleGrid>
      <p className={classes.panelHint}>{t('deployment.plan.sharedWithHint')}</p>
    </div>
  );
}

/** A length as typed gives a new end; what else moves with it is shown first. */
function DurationField({ view, milestone }: WorkFieldsProps) {
  const { t } = useText();
  const propose = usePlanChange();
  const { mutateAsync } = useCommand('milestone.update');
  const [typed, setTyped] = useState(String(milestone.duration ?? ''));
  const [wrong, setWrong] = useState<string | null>(null);

  async function write(duration: number): Promise<void> {
    const { days } = await backend.call('plan.daysFor', { milestoneId: milestone.id, duration });
    const outcome = days === null ? 'alone' : await propose([{ id: milestone.id, ...days }]);
    if (outcome === 'cancelled') setTyped(String(milestone.duration ?? ''));
    if (outcome === 'alone') await mutateAsync({ id: milestone.id, basis: view.basis, patch: { duration } });
  }
  function settle(): void {
    const text = typed.trim();
    if (text === String(milestone.duration ?? '')) {
      setWrong(null);
      return;
    }
    if (!/^\d{1,6}$/.test(text)) {
      setWrong(t('deployment.plan.durationWrong'));
      return;
    }
    setWrong(null);
    write(Number(text)).catch((error: unknown) => setWrong(errorText(error, t)));
  }
  return (
    <TextInput
      label={t('deployment.plan.duration')}
      value={typed}
      error={wrong}
      inputMode="numeric"
      autoComplete="off"
      onChange={(event) => setTyped(event.currentTarget.value)}
      onBlur={settle}
      onKeyDown={({ key }) => key === 'Enter' && settle()}
    />
  );
}

/** The most a milestone may cost, in tenths of a day, as the contract has it. */
const MOST_EFFORT = 100_000;

interface EffortFieldProps {
  readonly effort: number | null;
  readonly onSave: (patch: MilestonePatch) => void;
}

function EffortField({ effort, onSave }: EffortFieldProps) {
  const { t, language } = useText();
  const [typed, setTyped] = useState(typedDays(effort, language));
  const [wrong, setWrong] = useState(false);
  function settle(): void {
    const value = parseDays(typed, MOST_EFFORT);
    setWrong(value === undefined);
    if (value !== undefined && value !== effort) onSave({ effort: value });
  }
  return (
    <TextInput
      label={t('deployment.plan.effort')}
      value={typed}
      error={wrong ? t('deployment.plan.effortWrong') : undefined}
      inputMode="decimal"
      autoComplete="off"
      onChange={(event) => setTyped(event.currentTarget.value)}
      onBlur={settle}
      onKeyDown={({ key }) => key === 'Enter' && settle()}
    />
  );
}
