import { Button } from '@mantine/core';
import { IconPrinter } from '@tabler/icons-react';
import { isoFromDay } from '../../../shared/domain/iso-date.ts';
import { countAsked } from '../../../shared/gantt/milestone-filter.ts';
import { columnKeys } from '../../../shared/gantt/table-columns.ts';
import { useText } from '../../i18n.ts';
import { type PlanningOnScreen, usePlanningOnScreen } from '../../state/planning-on-screen.ts';
import { navigate } from '../../state/route.ts';
import { useScenarioStore } from '../../state/scenario-store.ts';
import { useGanttStore } from './gantt-store.ts';
import type { GanttSurface } from './surface-types.ts';

interface GanttPrintButtonProps {
  readonly surface: React.RefObject<GanttSurface | null>;
}

/** Leads to the preview of the planning as it is grouped and filtered. */
export function GanttPrintButton({ surface }: GanttPrintButtonProps) {
  const { t } = useText();
  const print = (): void => {
    const { current } = surface;
    if (!current) return;
    usePlanningOnScreen.getState().ask(planningOnScreen(current));
    navigate({ name: 'paper' });
  };
  return (
    <Button
      variant="default"
      onClick={print}
      leftSection={<IconPrinter size={16} stroke={1.5} aria-hidden="true" />}
    >
      {t('gantt.print')}
    </Button>
  );
}

function planningOnScreen(surface: GanttSurface): PlanningOnScreen {
  const { groupBy, establishmentIds, domainIds, filter, baselineId, criticalPath, hiddenColumns } =
    useGanttStore.getState();
  const { scenarioId } = useScenarioStore.getState();
  const { from, to } = surface.shownDays();
  return {
    groupBy,
    from: isoFromDay(from),
    to: isoFromDay(to),
    ...(establishmentIds.length > 0 && { establishmentIds: [...establishmentIds] }),
    ...(domainIds.length > 0 && { domainIds: [...domainIds] }),
    ...(countAsked(filter) > 0 && { filter }),
    ...(scenarioId === null ? baselineId !== null && { baselineId } : { scenarioId }),
    ...(criticalPath !== null && { criticalPath }),
    ...(hiddenColumns.length > 0 && {
      columns: columnKeys.filter((key) => !hiddenColumns.includes(key)),
    }),
  };
}
