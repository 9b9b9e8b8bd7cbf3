import './zod-jitless.ts';
import { type JalonApi, portMessage } from '../../shared/api.ts';
import type { InputOf, NamesOf, OutputOf } from '../../shared/contract.ts';
import { AppError } from '../../shared/rpc/app-error.ts';
import { createClient } from '../../shared/rpc/create-client.ts';
import type { Port } from '../../shared/rpc/envelope.ts';

declare global {
  interface Window {
    readonly jalon: JalonApi;
  }
}

/**
 * The page's one client of the backend. Calls wait until a port is attached: `connectToBackend` does it in the
 * application, a test attaches one end of a memory port.
 */
export const backend = createClient();

/** Asks the window's process for a port, takes each one that arrives into use, and passes on its events. */
export function connectToBackend(api: JalonApi = window.jalon): void {
  window.addEventListener('message', (event) => {
    const port = event.ports[0];
    if (event.source !== window || event.data !== portMessage || !port) return;
    backend.attach(pagePort(port));
  });
  api.onEvent((name, payload) => backend.dispatch(name, payload));
  api.connect();
}

/** A page's MessagePort as the port the client speaks through. */
export function pagePort(port: MessagePort): Port {
  return {
    post: (message) => port.postMessage(message),
    listen: (listener) => {
      port.onmessage = (event: MessageEvent<unknown>) => listener(event.data);
    },
    close: () => port.close(),
  };
}

/** Calls a `shell.*` procedure (dialogs, print, files); rejects with an AppError. */
export async function shell<N extends NamesOf<'shell'>>(name: N, input: InputOf<N>): Promise<OutputOf<N>> {
  const answer = await window.jalon.shell(name, input);
  if (!answer.ok) throw AppError.fromData(answer.error);
  return answer.value as OutputOf<N>;
}
