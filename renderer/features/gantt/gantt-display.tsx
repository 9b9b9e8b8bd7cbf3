import { Button, Checkbox, Popover, SegmentedControl, Stack, Text } from '@mantine/core';
import { IconAdjustmentsHorizontal } from '@tabler/icons-react';
import { useId } from 'react';
import { pathScopes } from '../../../shared/gantt/critical-path.ts';
import { columnKeys, type ColumnKey } from '../../../shared/gantt/table-columns.ts';
import { useText } from '../../i18n.ts';
import { BaselineChoice } from './baseline-choice.tsx';
import { columnWords } from './column-words.ts';
import { useGanttStore } from './gantt-store.ts';
import { ScenarioChoice } from './scenario-choice.tsx';

interface GanttDisplayProps {
  /** A scenario is on screen: its banner chooses the plan, and the real one is drawn under it. */
  readonly isScenario: boolean;
}

/** Which plan is drawn, and what beside the bars, behind one button. */
export function GanttDisplay({ isScenario }: GanttDisplayProps) {
  const { t } = useText();
  return (
    <Popover position="bottom-start" trapFocus returnFocus>
      <Popover.Target>
        <Button
          variant="default"
          aria-haspopup="dialog"
          leftSection={<IconAdjustmentsHorizontal size={16} stroke={1.5} aria-hidden="true" />}
        >
          {t('gantt.display')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label={t('gantt.display')}>
        <Stack gap="sm">
          {!isScenario && <ScenarioChoice labelled />}
          {!isScenario && <BaselineChoice />}
          <CriticalPathChoice />
          <ColumnChoice />
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}

function CriticalPathChoice() {
  const { t } = useText();
  const id = useId();
  const scope = useGanttStore((state) => state.criticalPath);
  const setScope = useGanttStore((state) => state.setCriticalPath);
  return (
    <div>
      <Text id={id} size="sm" fw={600} mb={4}>
        {t('gantt.criticalPath')}
      </Text>
      <SegmentedControl
        fullWidth
        aria-labelledby={id}
        value={scope ?? 'none'}
        onChange={(value) => setScope(pathScopes.find((known) => known === value) ?? null)}
        data={[
          { value: 'none', label: t('gantt.criticalPath.none') },
          { value: 'deployment', label: t('gantt.criticalPath.deployment') },
          { value: 'group', label: t('gantt.criticalPath.group') },
        ]}
      />
    </div>
  );
}

/** The name always stands; a table too narrow for all gives up the last first. */
const choosable = columnKeys.filter((key) => key !== 'label');

function ColumnChoice() {
  const { t } = useText();
  const hidden = useGanttStore((state) => state.hiddenColumns);
  const setHidden = useGanttStore((state) => state.setHiddenColumns);
  const hints: Partial<Record<ColumnKey, string>> = {
    drift: t('gantt.columns.needsBaseline'),
    slack: t('gantt.columns.needsPath'),
  };
  return (
    <Checkbox.Group
      label={t('gantt.columns')}
      description={t('gantt.columns.hint')}
      value={choosable.filter((key) => !hidden.includes(key))}
      onChange={(shown) => setHidden(choosable.filter((key) => !shown.includes(key)))}
    >
      <Stack gap={6} mt="xs">
        {choosable.map((key) => (
          <Checkbox key={key} size="xs" value={key} label={t(columnWords[key])} description={hints[key]} />
        ))}
      </Stack>
    </Checkbox.Group>
  );
}
