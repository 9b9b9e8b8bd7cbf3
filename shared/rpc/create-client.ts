import {
  type BackendName,
  contract,
  events,
  type EventName,
  type EventPayload,
  type InputOf,
  type OutputOf,
} from '../contract.ts';
import { AppError } from './app-error.ts';
import { type Port, type Progress, type ServerMessage, serverMessageSchema } from './envelope.ts';
import type { ProcedureKind } from './procedure.ts';

export interface CallOptions {
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((progress: Progress) => void) | undefined;
}

/** What a page holds: typed calls to the backend, and its events. */
export interface Client {
  /**
   * Resolves with the output, rejects with an AppError: that of the handler, or `cancelled` when `signal` aborts. A
   * command or job that had ended before the cancel reached it resolves, since what it wrote is there.
   */
  call<N extends BackendName>(name: N, input: InputOf<N>, options?: CallOptions): Promise<OutputOf<N>>;
  /** Registers a listener; the answer unregisters it. */
  on<N extends EventName>(name: N, listener: (payload: EventPayload<N>) => void): () => void;
  /**
   * Takes a port into use. Calls made before the first one wait for it. A second port means the backend was
   * restarted: calls still open fail as `internal`, since nobody knows how far they came, and listeners of
   * `workspace.replaced` are told.
   */
  attach(port: Port): void;
  /** Passes on an event that came another way (from the window's process). */
  dispatch(name: string, payload: unknown): void;
  /** Fails every open call and closes the port. */
  close(): void;
}

interface OpenCall {
  readonly kind: ProcedureKind;
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: AppError) => void;
  readonly onProgress: ((progress: Progress) => void) | undefined;
  readonly release: () => void;
}

type AnyListener = (payload: never) => void;

/** Makes a client; without `port` calls wait until one is attached. */
export function createClient(port?: Port): Client {
  const open = new Map<number, OpenCall>();
  const listeners = new Map<string, Set<AnyListener>>();
  let current: Port | undefined;
  let waiting: { id: number; message: unknown }[] = [];
  let lastId = 0;

  const post = (id: number, message: unknown): void => {
    if (current) current.post(message);
    else waiting.push({ id, message });
  };

  const settle = (id: number): OpenCall | undefined => {
    const call = open.get(id);
    open.delete(id);
    call?.release();
    return call;
  };

  const failAll = (error: () => AppError): void => {
    for (const id of open.keys()) settle(id)?.reject(error());
  };

  const dispatch = (name: string, payload: unknown): void => {
    if (!isEventName(name)) return;
    const parsed = events[name].safeParse(payload);
    if (!parsed.success) return;
    for (const listener of listeners.get(name) ?? []) listener(parsed.data as never);
  };

  const receive = (raw: unknown): void => {
    const message = serverMessageSchema.safeParse(raw);
    if (message.success) handle(message.data);
  };

  const handle = (message: ServerMessage): void => {
    if (message.type === 'event') dispatch(message.name, message.payload);
    else if (message.type === 'progress') open.get(message.id)?.onProgress?.(message.progress);
    else if (message.ok) settle(message.id)?.resolve(message.value);
    else settle(message.id)?.reject(AppError.fromData(message.error));
  };

  const attach = (next: Port): void => {
    const previous = current;
    current = next;
    next.listen((message) => {
      if (current === next) receive(message);
    });
    if (previous) {
      previous.close();
      failAll(() => new AppError('internal', { key: 'error.backend-restarted' }));
      dispatch('workspace.replaced', {});
    }
    const held = waiting;
    waiting = [];
    for (const { message } of held) next.post(message);
  };

  const cancel = (id: number): void => {
    const neverSent = waiting.some((entry) => entry.id === id);
    waiting = waiting.filter((entry) => entry.id !== id);
    if (!neverSent) post(id, { type: 'cancel', id });
    // Only a query can be given up at once: what a command or job wrote must not be reported as cancelled.
    if (neverSent || open.get(id)?.kind === 'query') settle(id)?.reject(new AppError('cancelled'));
  };

  const client: Client = {
    call: (name, input, { signal, onProgress } = {}) =>
      new Promise((resolve, reject) => {
        if (signal?.aborted) {
          reject(new AppError('cancelled'));
          return;
        }
        lastId += 1;
        const id = lastId;
        const onAbort = (): void => cancel(id);
        signal?.addEventListener('abort', onAbort, { once: true });
        open.set(id, {
          kind: contract[name].kind,
          resolve: (value) => resolve(value as OutputOf<typeof name>),
          reject,
          onProgress,
          release: () => signal?.removeEventListener('abort', onAbort),
        });
        try {
          post(id, { type: 'request', id, procedure: name, input });
        } catch {
          // Structured clone refuses functions and the like: the caller's input is at fault.
          settle(id)?.reject(new AppError('bad-request'));
        }
      }),
    on: (name, listener) => {
      const known = listeners.get(name) ?? new Set<AnyListener>();
      listeners.set(name, known.add(listener));
      return () => known.delete(listener);
    },
    attach,
    dispatch,
    close: () => {
      failAll(() => new AppError('cancelled'));
      current?.close();
    },
  };
  if (port) attach(port);
  return client;
}

function isEventName(name: string): name is EventName {
  return Object.hasOwn(events, name);
}
