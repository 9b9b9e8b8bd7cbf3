import type { Port } from './envelope.ts';

/** The part of Electron's MessagePortMain that is used, so that both of its processes share this one adapter. */
export interface MainMessagePort {
  postMessage(message: unknown): void;
  on(event: 'message', listener: (event: { data: unknown }) => void): unknown;
  on(event: 'close', listener: () => void): unknown;
  start(): void;
  close(): void;
}

/** Electron's port, as the port a server or client speaks through. */
export function mainPort(port: MainMessagePort): Port {
  return {
    post: (message) => port.postMessage(message),
    listen: (listener) => {
      port.on('message', ({ data }) => listener(data));
      port.start();
    },
    close: () => port.close(),
  };
}
