import { join } from 'node:path';
import { app, MessageChannelMain, type MessagePortMain, utilityProcess, type UtilityProcess } from 'electron';
import type { ErrorData } from '../../shared/rpc/app-error.ts';
import type { FromBackend, ToBackend } from '../../shared/rpc/backend-messages.ts';
import type { FileGrants } from './file-grants.ts';
import { log } from './log.ts';

/** Time a backend gets to end what it is writing when the application closes. */
const stopLimitMs = 10_000;

export interface BackendProcessOptions {
  readonly profileDir: string;
  readonly grants: FileGrants;
  /** The post's signing key, asked for once; null when it cannot be had now. */
  readonly loadKey: () => Promise<Uint8Array | null>;
  /** A restarted backend is there: pages need new ports. */
  readonly onRestarted: () => void;
  /** The workspace does not open; nothing was changed. */
  readonly onRefused: (error: ErrorData) => void;
  /** It died again after having been restarted. */
  readonly onLost: () => void;
}

/** The backend as the window's process sees it. */
export interface BackendProcess {
  /** Makes a port to the backend; its other end goes to a page. */
  openPort(): MessagePortMain;
  /** Starts it anew after `onLost`. */
  restart(): void;
  /** Lets it finish its commands and close the workspace. */
  stop(): Promise<void>;
}

/** Starts the backend process and keeps it alive: it is started anew once when it dies, and not a second time. */
export function startBackendProcess(options: BackendProcessOptions): BackendProcess {
  let child: UtilityProcess | undefined;
  let restarted = false;
  let stopping = false;
  // Unsealed once; kept here for a restart.
  const key = options.loadKey();

  const start = (): void => {
    const next = utilityProcess.fork(join(import.meta.dirname, '../backend/backend.js'), [], {
      serviceName: 'Jalon backend',
      stdio: 'pipe',
    });
    child = next;
    collectOutput(next);
    next.on('message', (message: FromBackend) => receive(message));
    next.once('exit', (code) => ended(next, code));
    const tell = (message: ToBackend): void => next.postMessage(message);
    void key.then((privateKeyRaw) => {
      tell({
        type: 'start',
        profileDir: options.profileDir,
        appVersion: __APP_VERSION__,
        privateKeyRaw,
        validateOutput: !app.isPackaged,
      });
      options.grants.follow((grant, path) => {
        if (child === next) tell({ type: 'grant', grant, path });
      });
    });
  };

  const receive = (message: FromBackend): void => {
    if (message.type === 'ready') log.info('backend: ready');
    else if (message.type === 'refused') options.onRefused(message.error);
    else log.error(`backend: ${message.text}`);
  };

  const ended = (which: UtilityProcess, code: number): void => {
    if (which !== child) return;
    child = undefined;
    if (stopping) return;
    log.error(`backend: ended with code ${code}`);
    if (restarted) {
      options.onLost();
      return;
    }
    restarted = true;
    start();
    options.onRestarted();
  };

  start();
  return {
    openPort: () => {
      const { port1, port2 } = new MessageChannelMain();
      const target = child;
      // After `start`, so that the workspace is open when the port arrives.
      void key.then(() => {
        if (target) target.postMessage({ type: 'connect' } satisfies ToBackend, [port2]);
      });
      return port1;
    },
    restart: () => {
      restarted = false;
      start();
      options.onRestarted();
    },
    stop: () => {
      stopping = true;
      const running = child;
      if (!running) return Promise.resolve();
      return new Promise((done) => {
        const limit = setTimeout(() => {
          log.warn('backend: did not stop in time');
          running.kill();
        }, stopLimitMs);
        running.once('exit', () => {
          clearTimeout(limit);
          done();
        });
        running.postMessage({ type: 'stop' } satisfies ToBackend);
      });
    },
  };
}

function collectOutput(child: UtilityProcess): void {
  child.stdout?.on('data', (chunk: Buffer) => log.info(`backend: ${chunk.toString().trimEnd()}`));
  child.stderr?.on('data', (chunk: Buffer) => log.warn(`backend: ${chunk.toString().trimEnd()}`));
}
