import { ActionIcon, Group, SegmentedControl, Select, Tooltip } from '@mantine/core';
import {
  IconArrowAutofitWidth,
  IconCalendarDot,
  IconKeyboard,
  IconZoomIn,
  IconZoomOut,
} from '@tabler/icons-react';
import type { MouseEvent, ReactNode } from 'react';
import type { GanttView } from '../../../shared/gantt/gantt-view.ts';
import { countAsked } from '../../../shared/gantt/milestone-filter.ts';
import { groupings, type GroupBy } from '../../../shared/gantt/rows.ts';
import { presetOf, ZOOM_PRESETS, type ZoomPreset } from '../../../shared/gantt/time-scale.ts';
import { FilterReset } from '../../components/filter-bar.tsx';
import { useText } from '../../i18n.ts';
import { GanttDisplay } from './gantt-display.tsx';
import { useGanttStore } from './gantt-store.ts';
import { PlanningFilters } from './planning-filters.tsx';
import { SavedViews } from './saved-views.tsx';
import type { GanttSurface } from './surface-types.ts';

interface GanttToolbarProps {
  readonly view: GanttView;
  readonly surface: React.RefObject<GanttSurface | null>;
}

const ZOOM_STEP = 1.5;

const groupWords = {
  establishment: 'gantt.groupBy.establishment',
  domain: 'gantt.groupBy.domain',
  wave: 'gantt.groupBy.wave',
  referent: 'gantt.groupBy.referent',
  product: 'gantt.groupBy.product',
} as const satisfies Record<GroupBy, string>;

/** Grouping, filters, scale and zoom. */
export function GanttToolbar({ view, surface }: GanttToolbarProps) {
  const { t } = useText();
  const { groupBy, establishmentIds, domainIds, filter, pxPerDay } = useGanttStore();
  const { setGroupBy, clearFilters } = useGanttStore.getState();
  const preset = presetOf(pxPerDay);
  return (
    <>
      <Select
        w={168}
        aria-label={t('gantt.groupBy')}
        value={groupBy}
        allowDeselect={false}
        onChange={(value) => setGroupBy(groupings.find((known) => known === value) ?? groupBy)}
        data={groupings.map((value) => ({ value, label: t(groupWords[value]) }))}
      />
      <PlanningFilters view={view} />
      <SavedViews surface={surface} />
      <GanttDisplay isScenario={view.scenario !== undefined} />
      <FilterReset
        active={establishmentIds.length + domainIds.length + countAsked(filter) > 0}
        onReset={clearFilters}
      />
      <SegmentedControl
        size="xs"
        aria-label={t('gantt.scale')}
        onClick={(event) => backToRows(event, surface)}
        value={preset}
        onChange={(value) => surface.current?.zoomTo(ZOOM_PRESETS[value as ZoomPreset])}
        data={[
          { value: 'quarter', label: t('gantt.scale.quarter') },
          { value: 'month', label: t('gantt.scale.month') },
          { value: 'week', label: t('gantt.scale.week') },
        ]}
      />
      <Group gap={2} wrap="nowrap">
        <Tool
          label={t('gantt.zoomOut')}
          surface={surface}
          onClick={() => surface.current?.zoomBy(1 / ZOOM_STEP)}
          icon={<IconZoomOut size={18} stroke={1.5} />}
        />
        <Tool
          label={t('gantt.zoomIn')}
          surface={surface}
          onClick={() => surface.current?.zoomBy(ZOOM_STEP)}
          icon={<IconZoomIn size={18} stroke={1.5} />}
        />
        <Tool
          label={t('gantt.fit')}
          surface={surface}
          onClick={() => surface.current?.fit()}
          icon={<IconArrowAutofitWidth size={18} stroke={1.5} />}
        />
        <Tool
          label={t('gantt.goToToday')}
          surface={surface}
          onClick={() => showToday(surface.current)}
          icon={<IconCalendarDot size={18} stroke={1.5} />}
        />
        <Tool
          label={t('gantt.help.open')}
          onClick={() => useGanttStore.getState().setHelp(true)}
          icon={<IconKeyboard size={18} stroke={1.5} />}
        />
      </Group>
    </>
  );
}

interface ToolProps {
  readonly label: string;
  readonly onClick: () => void;
  /** Where a click leaves the focus; a key leaves it on the tool. */
  readonly surface?: GanttToolbarProps['surface'];
  readonly icon: ReactNode;
}

function Tool({ label, onClick, surface, icon }: ToolProps) {
  function click(event: MouseEvent): void {
    onClick();
    if (surface) backToRows(event, surface);
  }
  return (
    <Tooltip label={label}>
      <ActionIcon size={28} variant="subtle" color="gray" aria-label={label} onClick={click}>
        {icon}
      </ActionIcon>
    </Tooltip>
  );
}

/** After a click the keyboard goes back to the rows, once the click has given the focus; a key leaves it on the tool. */
function backToRows(event: MouseEvent, surface: GanttToolbarProps['surface']): void {
  if (event.detail > 0) requestAnimationFrame(() => surface.current?.focus());
}

function showToday(surface: GanttSurface | null): void {
  const today = surface?.content()?.model.today;
  if (today !== undefined) surface?.showDay(today);
}
