import { useEffect, useState } from 'react';
import { backend } from '../../rpc/backend.ts';
import { useScenarioStore } from '../../state/scenario-store.ts';
import { createImpactPreviews, type ImpactPreviews } from './impact-previews.ts';

/** Previews of what changes on this screen push. */
export function useImpactPreview(): ImpactPreviews {
  const [previews] = useState(() =>
    createImpactPreviews((moves, signal) =>
      backend.call('plan.impact', { moves, direction: 'push', ...inScenario() }, { signal }),
    ),
  );
  useEffect(() => previews.stop, [previews]);
  return previews;
}

/** A change is of the plan on screen. */
function inScenario(): { scenarioId?: string } {
  const { scenarioId } = useScenarioStore.getState();
  return scenarioId === null ? {} : { scenarioId };
}
