import { type BackendName, contract, events, type EventName, type EventPayload } from '../contract.ts';
import { AppError } from './app-error.ts';
import { clientMessageSchema, type Port, type Progress, type ServerMessage } from './envelope.ts';
import type { Procedure } from './procedure.ts';
import { exceedsSize } from './message-size.ts';

/** Largest input taken from a page unless the contract allows more, roughly as its JSON would weigh. */
export const MAX_INPUT_BYTES = 4 * 1024 * 1024;
/** At most ten progress messages a second for each call. */
const PROGRESS_INTERVAL_MS = 100;

export interface CallContext {
  readonly signal: AbortSignal;
  progress(progress: Progress): void;
}

export interface ServerOptions {
  /** Runs a procedure with input already parsed; throws AppError for expected failures. */
  readonly dispatch: (name: BackendName, input: unknown, call: CallContext) => Promise<unknown>;
  /** Checks what handlers answer against the contract: for development and tests. */
  readonly validateOutput: boolean;
  readonly newErrorId: () => string;
  /** Told of each exception that is not an AppError; the caller of the procedure learns only the id. */
  readonly onInternalError: (id: string, procedure: string, error: unknown) => void;
}

export interface Server {
  /** Answers what arrives at a port. The answer stops it: open queries and jobs are cancelled, commands finish. */
  serve(port: Port): () => void;
  /** Sends an event to every port served. */
  emit<N extends EventName>(name: N, payload: EventPayload<N>): void;
}

/** Makes a server of the backend's procedures; it checks every input and answers errors as data. */
export function createServer(options: ServerOptions): Server {
  const ports = new Set<Port>();
  return {
    serve: (port) => {
      const connection = serveConnection(port, options);
      ports.add(port);
      return () => {
        ports.delete(port);
        connection.stop();
      };
    },
    emit: (name, payload) => {
      const event: ServerMessage = { type: 'event', name, payload: events[name].parse(payload) };
      for (const port of ports) port.post(event);
    },
  };
}

function serveConnection(port: Port, options: ServerOptions): { stop: () => void } {
  const running = new Map<number, { readonly name: string; readonly control: AbortController }>();
  let stopped = false;

  const send = (message: ServerMessage): void => {
    if (!stopped) port.post(message);
  };
  const fail = (id: number, name: string, error: unknown): void => {
    send({ type: 'response', id, ok: false, error: toAppError(error, name, options).toData() });
  };

  const answer = async (id: number, name: string, rawInput: unknown): Promise<void> => {
    const control = new AbortController();
    running.set(id, { name, control });
    const progress = throttleProgress((value) => send({ type: 'progress', id, progress: value }));
    try {
      const input = checkInput(name, rawInput);
      const call = { signal: control.signal, progress: progress.report };
      const value = await options.dispatch(name as BackendName, input, call);
      if (options.validateOutput) contract[name as BackendName].output.parse(value);
      progress.end();
      send({ type: 'response', id, ok: true, value });
    } catch (error) {
      progress.end();
      fail(id, name, control.signal.aborted && isAbort(error) ? new AppError('cancelled') : error);
    } finally {
      running.delete(id);
    }
  };

  port.listen((raw) => {
    const message = clientMessageSchema.safeParse(raw);
    if (!message.success) {
      const id = requestIdOf(raw);
      if (id !== undefined) fail(id, 'unreadable request', new AppError('bad-request'));
    } else if (message.data.type === 'cancel') {
      running.get(message.data.id)?.control.abort();
    } else if (running.has(message.data.id)) {
      fail(message.data.id, message.data.procedure, new AppError('bad-request'));
    } else {
      void answer(message.data.id, message.data.procedure, message.data.input);
    }
  });

  return {
    stop: () => {
      stopped = true;
      for (const { name, control } of running.values()) {
        if (contract[name as BackendName]?.kind !== 'command') control.abort();
      }
    },
  };
}

/** Input as the contract reads it; throws AppError `bad-request`. */
function checkInput(name: string, input: unknown): unknown {
  if (!isBackendName(name)) throw new AppError('bad-request', { details: { procedure: name } });
  const { maxInputBytes = MAX_INPUT_BYTES }: Procedure = contract[name];
  if (exceedsSize(input, maxInputBytes)) throw new AppError('bad-request', { key: 'error.too-large' });
  const parsed = contract[name].input.safeParse(input);
  if (parsed.success) return parsed.data;
  const where = parsed.error.issues[0]?.path.join('.') ?? '';
  throw new AppError('bad-request', { details: { procedure: name, where } });
}

function isBackendName(name: string): name is BackendName {
  return Object.hasOwn(contract, name) && contract[name as BackendName | 'shell.info'].kind !== 'shell';
}

function toAppError(error: unknown, procedure: string, options: ServerOptions): AppError {
  if (error instanceof AppError) return error;
  const id = options.newErrorId();
  options.onInternalError(id, procedure, error);
  return new AppError('internal', { id });
}

function isAbort(error: unknown): boolean {
  return error instanceof Error && error.name === 'AbortError';
}

/** The id of a request too broken to be read, so that its caller does not wait for ever. */
function requestIdOf(raw: unknown): number | undefined {
  if (typeof raw !== 'object' || raw === null) return undefined;
  const { type, id } = raw as { type?: unknown; id?: unknown };
  return type === 'request' && typeof id === 'number' ? id : undefined;
}

/** Lets one progress through per interval; of those held back only the newest is sent, at the interval's end. */
function throttleProgress(send: (progress: Progress) => void): {
  report: (progress: Progress) => void;
  end: () => void;
} {
  let held: Progress | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const open = (): void => {
    timer = undefined;
    if (!held) return;
    const progress = held;
    held = undefined;
    pass(progress);
  };
  const pass = (progress: Progress): void => {
    send(progress);
    timer = setTimeout(open, PROGRESS_INTERVAL_MS);
  };
  return {
    report: (progress) => {
      if (timer === undefined) pass(progress);
      else held = progress;
    },
    end: () => {
      clearTimeout(timer);
      held = undefined;
    },
  };
}
