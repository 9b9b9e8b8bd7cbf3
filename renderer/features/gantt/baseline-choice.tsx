import { Select } from '@mantine/core';
import { useText } from '../../i18n.ts';
import { useApiQuery } from '../../rpc/hooks.ts';
import { useGanttStore } from './gantt-store.ts';

/** Which baseline is drawn under the bars; there once one has been taken. */
export function BaselineChoice() {
  const { t } = useText();
  const { data } = useApiQuery('baseline.list', {});
  const baselineId = useGanttStore((state) => state.baselineId);
  const setBaseline = useGanttStore((state) => state.setBaseline);
  const ready = data?.baselines.filter(({ state }) => state === 'ready') ?? [];
  if (ready.length === 0) return null;
  return (
    <Select
      label={t('gantt.baseline')}
      placeholder={t('gantt.baseline.none')}
      data={ready.map(({ id, label }) => ({ value: id, label }))}
      value={ready.some(({ id }) => id === baselineId) ? baselineId : null}
      clearable
      comboboxProps={{ withinPortal: false }}
      clearButtonProps={{ 'aria-label': t('common.clear') }}
      onChange={setBaseline}
    />
  );
}
