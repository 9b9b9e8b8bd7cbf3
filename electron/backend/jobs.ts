import { setImmediate } from 'node:timers/promises';
import { AppError } from '../../shared/rpc/app-error.ts';
import type { CallContext } from '../../shared/rpc/create-server.ts';
import type { JobControl } from './handler-types.ts';

/** What a handler holds of its caller. Between slices, messages that wait (queries, a cancel) are handled. */
export function createJobControl({ signal, progress }: CallContext): JobControl {
  const stopIfCancelled = (): void => {
    if (signal.aborted) throw new AppError('cancelled');
  };
  return {
    signal,
    progress,
    slice: async () => {
      stopIfCancelled();
      await setImmediate();
      stopIfCancelled();
    },
  };
}
