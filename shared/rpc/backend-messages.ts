import type { ErrorData } from './app-error.ts';

/** What the window's process tells the backend process. */
export type ToBackend =
  | {
      readonly type: 'start';
      readonly profileDir: string;
      readonly appVersion: string;
      /** The 32 raw bytes of the post's signing key; null when its key store does not answer today. */
      readonly privateKeyRaw: Uint8Array | null;
      readonly validateOutput: boolean;
    }
  /** Comes with one port: a page wants to be served. */
  | { readonly type: 'connect' }
  | { readonly type: 'grant'; readonly grant: string; readonly path: string }
  | { readonly type: 'stop' };

/** What the backend process tells the window's process. */
export type FromBackend =
  | { readonly type: 'ready' }
  /** The workspace cannot be opened; nothing was changed. */
  | { readonly type: 'refused'; readonly error: ErrorData }
  | { readonly type: 'log'; readonly text: string };
