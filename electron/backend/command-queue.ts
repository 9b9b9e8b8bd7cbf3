import { AppError } from '../../shared/rpc/app-error.ts';

/** Runs tasks strictly one after another, so that a command never meets a workspace in the middle of another. */
export interface CommandQueue {
  /** Runs `task` when those before it have ended; rejects with `cancelled` when aborted before its turn. */
  run<T>(task: () => Promise<T> | T, signal?: AbortSignal): Promise<T>;
  /** Resolves when nothing runs or waits any more. */
  idle(): Promise<void>;
}

/** Makes an empty queue. */
export function createCommandQueue(): CommandQueue {
  let last: Promise<unknown> = Promise.resolve();
  return {
    run: (task, signal) => {
      const turn = last.then(() => {
        if (signal?.aborted) throw new AppError('cancelled');
        return task();
      });
      // The next task does not care how this one ended; its own caller is told by `turn`.
      last = turn.then(
        () => undefined,
        () => undefined,
      );
      return turn;
    },
    idle: async () => {
      let seen: Promise<unknown> | undefined;
      while (seen !== last) {
        seen = last;
        await seen;
      }
    },
  };
}
