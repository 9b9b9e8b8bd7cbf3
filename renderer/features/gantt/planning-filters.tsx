import { Button, MultiSelect, Popover, Stack } from '@mantine/core';
import { IconFilter } from '@tabler/icons-react';
import { type KeyboardEvent, useMemo, useState } from 'react';
import type { GanttView } from '../../../shared/gantt/gantt-view.ts';
import { countAsked, milestoneStates } from '../../../shared/gantt/milestone-filter.ts';
import { TextFilter } from '../../components/filter-bar.tsx';
import { useLabels } from '../../components/use-labels.ts';
import { useText } from '../../i18n.ts';
import { useGanttStore } from './gantt-store.ts';

const byName = new Intl.Collator('fr', { numeric: true });

/** What of the planning is shown: words, places, state, owner, wave. One button, so that the row of tools stays short. */
export function PlanningFilters({ view }: { readonly view: GanttView }) {
  const { t } = useText();
  const [isOpen, setOpen] = useState(false);
  const { filter, establishmentIds, domainIds } = useGanttStore();
  const count = countAsked(filter) + Number(establishmentIds.length > 0) + Number(domainIds.length > 0);
  /** An open list takes the key first. */
  function closeAtEscape(event: KeyboardEvent): void {
    const isList = event.target instanceof Element && event.target.getAttribute('aria-expanded') === 'true';
    if (event.key === 'Escape' && !event.defaultPrevented && !isList) setOpen(false);
  }
  return (
    <Popover
      opened={isOpen}
      onChange={setOpen}
      position="bottom-start"
      width={320}
      trapFocus
      returnFocus
      closeOnEscape={false}
    >
      <Popover.Target>
        <Button
          variant={count > 0 ? 'light' : 'default'}
          leftSection={<IconFilter size={16} stroke={1.5} aria-hidden="true" />}
          aria-haspopup="dialog"
          onClick={() => setOpen(!isOpen)}
        >
          {count > 0
            ? t('common.filterOn', { label: t('gantt.filters'), chosen: count })
            : t('gantt.filters')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown onKeyDown={closeAtEscape}>
        <Choices view={view} />
      </Popover.Dropdown>
    </Popover>
  );
}

function Choices({ view }: { readonly view: GanttView }) {
  const { t } = useText();
  const { options } = useLabels();
  const { text = '', owners = [], states = [], waves = [] } = useGanttStore((state) => state.filter);
  const { establishmentIds, domainIds } = useGanttStore();
  const { narrow, setEstablishments, setDomains } = useGanttStore.getState();
  const { people, numbers } = useMemo(() => choicesIn(view), [view]);
  const stateWords = { late: t('gantt.late'), blocked: t('gantt.blocked') };
  return (
    <Stack gap="sm">
      <TextFilter
        label={t('gantt.filter.text')}
        value={text}
        emptiesOnEscape={false}
        onChange={(typed) => narrow({ text: typed.slice(0, 200) })}
      />
      <Several
        label={t('gantt.filter.establishments')}
        options={view.establishments.map(({ id, shortName }) => ({ value: id, label: shortName }))}
        value={establishmentIds}
        onChange={setEstablishments}
      />
      <Several
        label={t('gantt.filter.domains')}
        options={view.domains.map(({ id, label }) => ({ value: id, label }))}
        value={domainIds}
        onChange={setDomains}
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
