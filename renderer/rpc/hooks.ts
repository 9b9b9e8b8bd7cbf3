import {
  keepPreviousData,
  type MutateOptions,
  useMutation,
  type UseMutationResult,
  useQuery,
  type UseQueryResult,
} from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { EventName, EventPayload, InputOf, NamesOf, OutputOf } from '../../shared/contract.ts';
import { AppError } from '../../shared/rpc/app-error.ts';
import type { Progress } from '../../shared/rpc/envelope.ts';
import { backend } from './backend.ts';

export interface ApiQueryOptions<N extends NamesOf<'query'> = NamesOf<'query'>> {
  /** False holds the query back, e.g. while its input is not known yet. */
  readonly enabled?: boolean;
  /** True shows the answer to the former input until the new one is there, e.g. while typing in a search. */
  readonly keepPrevious?: boolean;
  /** What of the answer is shown: the component is drawn again only when that differs. Keep it stable. */
  readonly select?: (answer: OutputOf<N>) => OutputOf<N>;
}

/** Asks a query of the contract; asked again by itself when what it reads changed. `data` has the output's type. */
export function useApiQuery<N extends NamesOf<'query'>>(
  name: N,
  input: InputOf<N>,
  { enabled = true, keepPrevious = false, select }: ApiQueryOptions<N> = {},
): UseQueryResult<OutputOf<N>, AppError> {
  return useQuery<OutputOf<N>, AppError>({
    queryKey: [name, input],
    queryFn: ({ signal }) => backend.call(name, input, { signal }),
    enabled,
    ...(select ? { select } : {}),
    ...(keepPrevious ? { placeholderData: keepPreviousData } : {}),
  });
}

/**
 * Gives a command of the contract: `mutate(input)` or `await mutateAsync(input)`. Commands run in the order given, and
 * are on their way when either returns: a mutation alone would begin only after what the same event has to draw.
 */
export function useCommand<N extends NamesOf<'command'>>(
  name: N,
): UseMutationResult<OutputOf<N>, AppError, InputOf<N>> {
  type Result = UseMutationResult<OutputOf<N>, AppError, InputOf<N>>;
  const [underWay] = useState(() => new WeakMap<object, Promise<OutputOf<N>>>());
  const mutation = useMutation<OutputOf<N>, AppError, InputOf<N>>({
    mutationKey: [name],
    mutationFn: (input) => underWay.get(input) ?? backend.call(name, input),
  });
  const follow = mutation.mutate as Give<N, void>;
  const followAsync = mutation.mutateAsync as Give<N, Promise<OutputOf<N>>>;
  const send = useCallback(
    (input: InputOf<N>): InputOf<N> => {
      // An object of its own: the same input may be given twice.
      const own = { ...input };
      underWay.set(own, backend.call(name, input));
      return own;
    },
    [name, underWay],
  );
  const mutate = useCallback<Give<N, void>>((input, options) => follow(send(input), options), [follow, send]);
  const mutateAsync = useCallback<Give<N, Promise<OutputOf<N>>>>(
    (input, options) => followAsync(send(input), options),
    [followAsync, send],
  );
  return { ...mutation, mutate, mutateAsync } as Result;
}

/** How a command is given; the library's own type says the same in a form only a known input can be checked against. */
type Give<N extends NamesOf<'command'>, Answer> = (
  input: InputOf<N>,
  options?: MutateOptions<OutputOf<N>, AppError, InputOf<N>>,
) => Answer;

export type JobState<T> =
  | { readonly status: 'idle' }
  | { readonly status: 'running'; readonly progress: Progress | null }
  | { readonly status: 'done'; readonly result: T }
  | { readonly status: 'failed'; readonly error: AppError };

export interface Job<N extends NamesOf<'job'>> {
  readonly state: JobState<OutputOf<N>>;
  /** Starts the job, ending one still running. Resolves with its result, undefined when it failed or was cancelled. */
  readonly start: (input: InputOf<N>) => Promise<OutputOf<N> | undefined>;
  /** Asks the running job to stop; nothing it did stays. */
  readonly cancel: () => void;
  /** Stops, and forgets result and error. */
  readonly reset: () => void;
}

/** Runs a job of the contract with progress and cancel; leaving the screen cancels it. */
export function useJob<N extends NamesOf<'job'>>(name: N): Job<N> {
  const [state, setState] = useState<JobState<OutputOf<N>>>({ status: 'idle' });
  const running = useRef<AbortController | null>(null);

  const cancel = useCallback(() => running.current?.abort(), []);
  const reset = useCallback(() => {
    running.current?.abort();
    running.current = null;
    setState({ status: 'idle' });
  }, []);
  const start = useCallback(
    async (input: InputOf<N>) => {
      running.current?.abort();
      const control = new AbortController();
      running.current = control;
      const show = (next: JobState<OutputOf<N>>): void => {
        if (running.current === control) setState(next);
      };
      show({ status: 'running', progress: null });
      try {
        const result = await backend.call(name, input, {
          signal: control.signal,
          onProgress: (progress) => show({ status: 'running', progress }),
        });
        show({ status: 'done', result });
        return result;
      } catch (error) {
        if (!(error instanceof AppError)) throw error;
        show({ status: 'failed', error });
        return undefined;
      }
    },
    [name],
  );
  useEffect(() => () => running.current?.abort(), []);
  return { state, start, cancel, reset };
}

/** Calls `listener` with each event of the backend or the window while the component is there. */
export function useBackendEvent<N extends EventName>(
  name: N,
  listener: (payload: EventPayload<N>) => void,
): void {
  const latest = useRef(listener);
  useEffect(() => {
    latest.current = listener;
  });
  useEffect(() => backend.on(name, (payload) => latest.current(payload)), [name]);
}
