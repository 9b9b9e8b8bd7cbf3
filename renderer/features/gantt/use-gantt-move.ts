import { useCallback, useMemo, useRef } from 'react';
import { isoFromDay } from '../../../shared/domain/iso-date.ts';
import type { DragResult } from '../../../shared/gantt/drag.ts';
import { setMilestoneDates } from '../../../shared/gantt/gantt-model.ts';
import { refreshGroup } from '../../../shared/gantt/rows.ts';
import type { PlanChange } from '../../../shared/views/plan-view.ts';
import { useNotify } from '../../components/use-notify.tsx';
import { useCommand } from '../../rpc/hooks.ts';
import { usePlanChange } from '../plan/index.ts';
import type { GanttSurface, SurfaceContent } from './surface-types.ts';

/** What was on screen when a change began. */
interface Held {
  readonly basis: string;
  /** The scenario on screen, where the change then belongs. */
  readonly scenarioId: string | null;
}

export interface GanttMove {
  /** Takes hold of what is on screen now: what a change will be based on. */
  readonly grab: () => void;
  /**
   * Shows the new dates at once, and what else they move where they do; writes all in one change. The former ones come
   * back where that is given up or fails.
   */
  readonly drop: (results: readonly DragResult[]) => void;
}

/** The moves of milestones as the backend is asked about them. */
export function planMoves(
  { model }: Pick<SurfaceContent, 'model'>,
  results: readonly DragResult[],
): PlanChange['moves'] {
  return results.map(({ milestone, start, end }) => ({
    id: model.milestones[milestone]!.id,
    plannedStart: isoFromDay(start),
    plannedEnd: isoFromDay(end),
  }));
}

/** Writes moved and resized milestones. */
export function useGanttMove(surface: React.RefObject<GanttSurface | null>): GanttMove {
  const { mutate } = useCommand('milestone.updateMany');
  const { mutate: moveInScenario } = useCommand('scenario.move');
  const { failed } = useNotify();
  const propose = usePlanChange();
  const held = useRef<Held | null>(null);

  const grab = useCallback(() => {
    const view = surface.current?.content()?.model.view;
    held.current = view ? { basis: view.basis, scenarioId: view.scenario?.id ?? null } : null;
  }, [surface]);

  const drop = useCallback(
    (results: readonly DragResult[]) => {
      const content = surface.current?.content();
      if (!content || !held.current) return;
      const { basis, scenarioId } = held.current;
      const { start, end } = content.model;
      const former = results.map(({ milestone }) => ({
        milestone,
        start: start[milestone]!,
        end: end[milestone]!,
      }));
      const moves = planMoves(content, results);
      show(content, results);
      surface.current?.redraw();
      const takeBack = (): void => {
        show(content, former);
        surface.current?.redraw();
      };
      const onError = (error: Error): void => {
        takeBack();
        failed(error);
      };
      const writeAlone = (): void => {
        const changes = moves.map(({ id, ...patch }) => ({ id, patch }));
        if (scenarioId === null) mutate({ basis, changes }, { onError });
        else moveInScenario({ id: scenarioId, moves: [...moves], follow: 'none' }, { onError });
      };
      void propose(moves, scenarioId).then((outcome) => {
        if (outcome === 'alone') writeAlone();
        else if (outcome === 'cancelled') takeBack();
      });
    },
    [surface, mutate, moveInScenario, failed, propose],
  );
  return useMemo(() => ({ grab, drop }), [grab, drop]);
}

function show({ model, grouping }: SurfaceContent, results: readonly DragResult[]): void {
  const groups = new Set<number>();
  for (const { milestone, start, end } of results) {
    setMilestoneDates(model, milestone, start, end);
    groups.add(grouping.groupOf[model.deploymentOf[milestone]!]!);
  }
  for (const group of groups) refreshGroup(model, grouping, group);
}
