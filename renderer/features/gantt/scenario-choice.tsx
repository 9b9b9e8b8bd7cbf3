import { Select } from '@mantine/core';
import { useText } from '../../i18n.ts';
import { useApiQuery } from '../../rpc/hooks.ts';
import { useScenarioStore } from '../../state/scenario-store.ts';

/** Which plan is shown and moved in: the real one or a scenario; there once one has been made. */
export function ScenarioChoice({ labelled = false }: { readonly labelled?: boolean }) {
  const { t } = useText();
  const { data } = useApiQuery('scenario.list', {});
  const { scenarioId, choose } = useScenarioStore();
  const scenarios = data?.scenarios ?? [];
  if (scenarios.length === 0) return null;
  return (
    <Select
      {...(labelled
        ? { label: t('gantt.scenario'), comboboxProps: { withinPortal: false } }
        : { w: 184, 'aria-label': t('gantt.scenario') })}
      placeholder={t('gantt.scenario.none')}
      data={scenarios.map(({ id, name }) => ({ value: id, label: name }))}
      value={scenarios.some(({ id }) => id === scenarioId) ? scenarioId : null}
      clearable
      clearButtonProps={{ 'aria-label': t('gantt.scenario.leave') }}
      onChange={choose}
    />
  );
}
