import { AppError } from '../../shared/rpc/app-error.ts';
import type { FromBackend, ToBackend } from '../../shared/rpc/backend-messages.ts';
import { mainPort, type MainMessagePort } from '../../shared/rpc/main-port.ts';
import { createBackend, type Backend } from './create-backend.ts';

/** The line to the window's process, as Electron gives it to a utility process. */
interface ParentPort {
  on(event: 'message', listener: (event: { data: ToBackend; ports: MainMessagePort[] }) => void): void;
  postMessage(message: FromBackend): void;
}

// Typed here because the backend never imports the electron module, not even for its types.
const { parentPort } = process as unknown as { parentPort: ParentPort };
const tell = (message: FromBackend): void => parentPort.postMessage(message);
let backend: Backend | undefined;

parentPort.on('message', ({ data, ports }) => void receive(data, ports));

async function receive(message: ToBackend, ports: MainMessagePort[]): Promise<void> {
  if (message.type === 'start') start(message);
  else if (message.type === 'grant') backend?.grant(message.grant, message.path);
  else if (message.type === 'stop') await stop();
  else if (backend && ports[0]) serve(backend, ports[0]);
}

function start({
  profileDir,
  appVersion,
  privateKeyRaw,
  validateOutput,
}: ToBackend & { type: 'start' }): void {
  try {
    backend = createBackend({
      profileDir,
      appVersion,
      key: privateKeyRaw && { privateKeyRaw },
      validateOutput,
      onInternalError: (id, procedure, error) =>
        tell({ type: 'log', text: describe(error, `${id} in ${procedure}`) }),
    });
    tell({ type: 'ready' });
  } catch (error) {
    tell({ type: 'log', text: describe(error, 'the workspace does not open') });
    const reason = error instanceof AppError ? error : new AppError('internal', { id: 'start' });
    tell({ type: 'refused', error: reason.toData() });
  }
}

function serve(to: Backend, port: MainMessagePort): void {
  const stopServing = to.serve(mainPort(port));
  port.on('close', stopServing);
}

async function stop(): Promise<void> {
  await backend?.close();
  process.exit(0);
}

function describe(error: unknown, where: string): string {
  return `${where}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`;
}
