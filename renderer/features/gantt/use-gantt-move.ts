import { useCallback, useMemo, useRef } from 'react';
import { isoFromDay } from '../../../shared/domain/iso-date.ts';
import type { DragResult } from '../../../shared/gantt/drag.ts';
import { setMilestoneDates } from '../../../shared/gantt/gantt-model.ts';
import { refreshGroup } from '../../../shared/gantt/rows.ts';
import { useNotify } from '../../components/use-notify.tsx';
import { useCommand } from '../../rpc/hooks.ts';
import { usePlanChange } from '../plan/index.ts';
import type { GanttSurface, SurfaceContent } from './surface-types.ts';

interface Held {
  readonly id: string;
  readonly basis: string;
  /** The scenario on screen, where the change then belongs. */
  readonly scenarioId: string | null;
}

export interface GanttMove {
  /** Takes hold of a milestone: what is on screen now is what a change will be based on. */
  readonly grab: (milestone: number) => void;
  /**
   * Shows the new dates at once, and what else they move where they do; writes all in one change. The former ones come
   * back where that is given up or fails.
   */
  readonly drop: (result: DragResult) => void;
}

/** Writes moved and resized milestones. */
export function useGanttMove(surface: React.RefObject<GanttSurface | null>): GanttMove {
  const { mutate } = useCommand('milestone.update');
  const { mutate: moveInScenario } = useCommand('scenario.move');
  const { failed } = useNotify();
  const propose = usePlanChange();
  const held = useRef<Held | null>(null);

  const grab = useCallback(
    (milestone: number) => {
      const model = surface.current?.content()?.model;
      const item = model?.milestones[milestone];
      held.current =
        model && item
          ? { id: item.id, basis: model.view.basis, scenarioId: model.view.scenario?.id ?? null }
          : null;
    },
    [surface],
  );

  const drop = useCallback(
    (result: DragResult) => {
      const content = surface.current?.content();
      if (!content || !held.current) return;
      const { id, basis, scenarioId } = held.current;
      const former = {
        start: content.model.start[result.milestone]!,
        end: content.model.end[result.milestone]!,
      };
      show(content, result.milestone, result.start, result.end);
      surface.current?.redraw();
      const patch = { plannedStart: isoFromDay(result.start), plannedEnd: isoFromDay(result.end) };
      const takeBack = (): void => {
        show(content, result.milestone, former.start, former.end);
        surface.current?.redraw();
      };
      const onError = (error: Error): void => {
        takeBack();
        failed(error);
      };
      const writeAlone = (): void => {
        if (scenarioId === null) mutate({ id, basis, patch }, { onError });
        else moveInScenario({ id: scenarioId, moves: [{ id, ...patch }], follow: 'none' }, { onError });
      };
      void propose([{ id, ...patch }], scenarioId).then((outcome) => {
        if (outcome === 'alone') writeAlone();
        else if (outcome === 'cancelled') takeBack();
      });
    },
    [surface, mutate, moveInScenario, failed, propose],
  );
  return useMemo(() => ({ grab, drop }), [grab, drop]);
}

function show({ model, grouping }: SurfaceContent, milestone: number, start: number, end: number): void {
  setMilestoneDates(model, milestone, start, end);
  refreshGroup(model, grouping, grouping.groupOf[model.deploymentOf[milestone]!]!);
}
