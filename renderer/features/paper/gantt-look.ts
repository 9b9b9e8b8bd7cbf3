import type { GroupBy } from '../../../shared/gantt/rows.ts';
import type { PrintChoices } from '../../../shared/gantt/print-choices.ts';
import type { PrintOptions } from '../../../shared/print-request.ts';
import type { PlanningOnScreen } from '../../state/planning-on-screen.ts';

/** What of the planning is printed, chosen anew each time. */
export interface GanttLook {
  /** Filters, links and columns of the planning's screen, or the whole plan. */
  readonly scope: 'screen' | 'all';
  readonly period: 'all' | 'screen' | 'chosen';
  readonly from: string | null;
  readonly to: string | null;
  /** Null groups as the planning's screen does. */
  readonly groupBy: GroupBy | null;
}

export const usualLook: GanttLook = { scope: 'screen', period: 'all', from: null, to: null, groupBy: null };

/** What is asked of the print, from the choices that are kept, those of the moment and the planning's screen. */
export function ganttOptions(
  choices: PrintChoices,
  look: GanttLook,
  screen: PlanningOnScreen | null,
): PrintOptions {
  const { from, to, groupBy, columns, ...shown } = screen ?? { from: null, to: null, groupBy: null };
  const days = look.period === 'screen' ? { from, to } : look.period === 'chosen' ? look : usualLook;
  const isReversed = days.from !== null && days.to !== null && days.from > days.to;
  return {
    ...(look.scope === 'screen' && { ...shown, ...(columns && { columns }) }),
    ...choices,
    groupBy: look.groupBy ?? groupBy ?? 'establishment',
    ...(days.from !== null && !isReversed && { from: days.from }),
    ...(days.to !== null && !isReversed && { to: days.to }),
  };
}
