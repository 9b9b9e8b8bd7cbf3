import { Button, MultiSelect, Popover, Stack } from '@mantine/core';
import { IconFilter } from '@tabler/icons-react';
import { useMemo } from 'react';
import type { GanttView } from '../../../shared/gantt/gantt-view.ts';
import { countAsked, milestoneStates } from '../../../shared/gantt/milestone-filter.ts';
import { TextFilter } from '../../components/filter-bar.tsx';
import { useLabels } from '../../components/use-labels.ts';
import { useText } from '../../i18n.ts';
import { useGanttStore } from './gantt-store.ts';

const byName = new Intl.Collator('fr', { numeric: true });

/** Which milestones are shown: words, owner, state, wave. One button, so that the row of tools stays short. */
export function MilestoneFilters({ view }: { readonly view: GanttView }) {
  const { t } = useText();
  const filter = useGanttStore((state) => state.filter);
  const count = countAsked(filter);
  return (
    <Popover position="bottom-start" width={320} trapFocus returnFocus>
      <Popover.Target>
        <Button
          variant={count > 0 ? 'light' : 'default'}
          leftSection={<IconFilter size={16} stroke={1.5} aria-hidden="true" />}
          aria-haspopup="dialog"
        >
          {count > 0
            ? t('common.filterOn', { label: t('gantt.filter.milestones'), chosen: count })
            : t('gantt.filter.milestones')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <Choices view={view} />
      </Popover.Dropdown>
    </Popover>
  );
}

function Choices({ view }: { readonly view: GanttView }) {
  const { t } = useText();
  const { options } = useLabels();
  const { text = '', owners = [], states = [], waves = [] } = useGanttStore((state) => state.filter);
  const { narrow } = useGanttStore.getState();
  const { people, numbers } = useMemo(() => choicesIn(view), [view]);
  const stateWords = { late: t('gantt.late'), blocked: t('gantt.blocked') };
  return (
    <Stack gap="sm">
      <TextFilter
        label={t('gantt.filter.text')}
        value={text}
        onChange={(typed) => narrow({ text: typed.slice(0, 200) })}
      />
      <Several
        label={t('gantt.column.status')}
        options={[
          ...milestoneStates.map((state) => ({ value: state, label: stateWords[state] })),
          ...options('milestone_status'),
        ]}
        value={states}
        onChange={(values) => narrow({ states: values })}
      />
      <Several
        label={t('gantt.column.owner')}
        options={people.map((name) => ({ value: name, label: name }))}
        value={owners}
        onChange={(values) => narrow({ owners: values })}
      />
      {numbers.length > 0 && (
        <Several
          label={t('gantt.filter.wave')}
          options={numbers.map((wave) => ({
            value: String(wave),
            label: t('gantt.filter.waveNumber', { wave }),
          }))}
          value={waves.map(String)}
          onChange={(values) => narrow({ waves: values.map(Number) })}
        />
      )}
    </Stack>
  );
}

interface SeveralProps {
  readonly label: string;
  readonly options: readonly { readonly value: string; readonly label: string }[];
  readonly value: readonly string[];
  readonly onChange: (values: string[]) => void;
}

function Several({ label, options, value, onChange }: SeveralProps) {
  const { t } = useText();
  return (
    <MultiSelect
      label={label}
      data={[...options]}
      value={[...value]}
      onChange={onChange}
      searchable
      clearable
      clearButtonProps={{ 'aria-label': t('common.clear') }}
      nothingFoundMessage={t('common.nothingFound')}
      // Within the popover, which a press beside it closes.
      comboboxProps={{ withinPortal: false }}
    />
  );
}

function choicesIn({ milestones, deployments }: GanttView): { people: string[]; numbers: number[] } {
  return {
    people: [...new Set(milestones.flatMap(({ owner }) => owner ?? []))].toSorted(byName.compare),
    numbers: [...new Set(deployments.flatMap(({ wave }) => wave ?? []))].toSorted((a, b) => a - b),
  };
}
