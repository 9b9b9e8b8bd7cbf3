import { useCallback } from 'react';
import { AppError } from '../../../shared/rpc/app-error.ts';
import type { PlanChange, PlanImpactView } from '../../../shared/views/plan-view.ts';
import { useNotify } from '../../components/use-notify.tsx';
import { backend } from '../../rpc/backend.ts';
import { queryClient } from '../../rpc/query-client.ts';
import { type PlanOutcome, usePlanChangeStore } from './plan-change-store.ts';

/**
 * Gives the function a screen calls before it writes new dates: it shows what else moves, if anything does, and lets the
 * user decide. On `alone` the caller writes its own change; on `applied` all is written; on `cancelled` nothing is. With
 * a scenario all of it is of its plan, and the real one stays as it is.
 */
export function usePlanChange(): (
  moves: PlanChange['moves'],
  scenarioId?: string | null,
) => Promise<PlanOutcome> {
  const { failed } = useNotify();
  const ask = usePlanChangeStore((state) => state.ask);
  return useCallback(
    async (moves, scenarioId = null) => {
      try {
        return (await movesOthers(moves, scenarioId)) ? await ask(moves, scenarioId) : 'alone';
      } catch (error) {
        // A plan whose links go round in a circle cannot be worked out; dates can still be written one by one.
        if (error instanceof AppError && error.key === 'error.link-circle') return 'alone';
        failed(error);
        return 'cancelled';
      }
    },
    [ask, failed],
  );
}

/** Whether anything else is pushed, or could come forward with milestones that now end earlier. */
async function movesOthers(moves: PlanChange['moves'], scenarioId: string | null): Promise<boolean> {
  const own = new Set(moves.map(({ id }) => id));
  const others = ({ impacts }: PlanImpactView): boolean =>
    impacts.some(({ milestoneId }) => !own.has(milestoneId));
  const of = { moves, ...(scenarioId !== null && { scenarioId }) };
  const pushed = await impactOf({ ...of, direction: 'push' });
  if (others(pushed)) return true;
  const earlier = pushed.impacts.some(({ fromEnd, toEnd }) => fromEnd !== null && toEnd < fromEnd);
  return earlier && others(await impactOf({ ...of, direction: 'pull' }));
}

/** Asked through the cache, so that the dialog opens with its answer. */
function impactOf(change: PlanChange & { scenarioId?: string }): Promise<PlanImpactView> {
  return queryClient.fetchQuery({
    queryKey: ['plan.impact', change],
    queryFn: () => backend.call('plan.impact', change),
    staleTime: 0,
  });
}
