import { randomUUID } from 'node:crypto';
import { toAppError } from '../../db/map-sqlite-error.ts';
import { openWorkspace, type Workspace } from '../../db/open-workspace.ts';
import { startOver } from '../../db/start-over.ts';
import { type BackendName, contract } from '../../shared/contract.ts';
import { AppError } from '../../shared/rpc/app-error.ts';
import { createClient, type Client } from '../../shared/rpc/create-client.ts';
import { type CallContext, createServer } from '../../shared/rpc/create-server.ts';
import type { Port } from '../../shared/rpc/envelope.ts';
import { createMemoryPorts } from '../../shared/rpc/memory-port.ts';
import { createCommandQueue } from './command-queue.ts';
import { systemClock } from './system-clock.ts';
import { handlers } from './handlers.ts';
import type { Clock, Handler, HandlerContext, PostKey } from './handler-types.ts';
import { createJobControl } from './jobs.ts';

export interface BackendOptions {
  /** Folder of the workspace and of all that belongs to this post; made when missing. */
  readonly profileDir: string;
  readonly appVersion: string;
  readonly key: PostKey | null;
  readonly clock?: Clock;
  /** Checks answers against the contract: for development and tests. */
  readonly validateOutput?: boolean;
  /** Told of exceptions nobody foresaw; `id` is what the user is shown. */
  readonly onInternalError?: (id: string, procedure: string, error: unknown) => void;
}

export interface Backend {
  /** Answers what arrives at a port; the answer stops it. */
  serve(port: Port): () => void;
  /** A client within the same process. */
  connect(): Client;
  /** Makes a file known under a grant. */
  grant(grant: string, path: string): void;
  /** Grants a file and answers its grant. */
  grantPath(path: string): string;
  /** Waits for running commands and jobs to end, then closes the workspace. */
  close(): Promise<void>;
}

/**
 * Opens the workspace of a profile and answers the contract's procedures: in the backend process, on the command
 * line and in tests alike. Throws AppError `workspace-in-use`, `workspace-newer`, `workspace-damaged`.
 */
export function createBackend(options: BackendOptions): Backend {
  const { profileDir, appVersion, key, clock = systemClock } = options;
  const queue = createCommandQueue();
  const paths = new Map<string, string>();
  const changed = new Set<string>();

  const files = {
    pathOf: (grant: string) => {
      const path = paths.get(grant);
      if (path === undefined) throw new AppError('file-missing');
      return path;
    },
  };

  const open = (): Workspace => {
    const opened = openWorkspace({ profileDir, appVersion, now: clock.now, ...(key ? { key } : {}) });
    opened.onChange((tables) => {
      if (changed.size === 0) setImmediate(tellChanges);
      for (const table of tables) changed.add(table);
    });
    opened.onWithheld((reason) => server.emit('save.withheld', { reason }));
    return opened;
  };
  let workspace = open();

  const replaceWorkspace = (): string => {
    const copy = startOver(workspace, () => (workspace = open()));
    server.emit('workspace.replaced', {});
    return copy;
  };

  const run = async <N extends BackendName>(name: N, input: unknown, call: CallContext): Promise<unknown> => {
    const handler: Handler<N> = handlers[name];
    const job = createJobControl(call);
    const context: HandlerContext = { workspace, clock, files, key, job, startOver: replaceWorkspace };
    try {
      return await handler(input as never, context);
    } catch (error) {
      // A full disk or a withdrawn right has a sentence of its own, whichever procedure met it.
      throw toAppError(error);
    }
  };

  const server = createServer({
    validateOutput: options.validateOutput ?? false,
    newErrorId: randomUUID,
    onInternalError: options.onInternalError ?? (() => undefined),
    dispatch: async (name, input, call) => {
      if (contract[name].kind === 'query') return run(name, input, call);
      return queue.run(async () => {
        try {
          return await run(name, input, call);
        } finally {
          // Told before the answer: who awaits a command then finds what it changed already marked as stale.
          tellChanges();
        }
      }, call.signal);
    },
  });

  const tellChanges = (): void => {
    if (changed.size === 0) return;
    const tables = [...changed];
    changed.clear();
    server.emit('data.changed', { tables });
  };
  const backend: Backend = {
    serve: (port) => server.serve(port),
    connect: () => {
      const [clientEnd, serverEnd] = createMemoryPorts();
      server.serve(serverEnd);
      return createClient(clientEnd);
    },
    grant: (grant, path) => void paths.set(grant, path),
    grantPath: (path) => {
      const grant = randomUUID();
      paths.set(grant, path);
      return grant;
    },
    close: async () => {
      await queue.idle();
      workspace.close();
    },
  };
  return backend;
}
