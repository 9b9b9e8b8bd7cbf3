import { useEffect, useMemo } from 'react';
import { buildPathMarks, type PathMarks } from '../../../shared/gantt/critical-path.ts';
import type { GanttModel } from '../../../shared/gantt/gantt-model.ts';
import { useNotify } from '../../components/use-notify.tsx';
import { useApiQuery } from '../../rpc/hooks.ts';
import { useGanttStore } from './gantt-store.ts';

/** Slack and critical path of the chosen scope; null while none is chosen, and until it is worked out. */
export function useCriticalPath(model: GanttModel): PathMarks | null {
  const scope = useGanttStore((state) => state.criticalPath);
  const { failed } = useNotify();
  const { data, error } = useApiQuery(
    'plan.analysis',
    { scope: scope ?? 'deployment' },
    { enabled: scope !== null },
  );
  // A circle of links has no critical path: the reader is told which, and the planning stays.
  useEffect(() => {
    if (error && scope !== null) failed(error);
  }, [error, scope, failed]);
  return useMemo(() => (scope && data ? buildPathMarks(model, data, scope) : null), [model, data, scope]);
}
