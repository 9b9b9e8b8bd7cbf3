import type { ErrorData } from './rpc/app-error.ts';

/** What a call to the window's own process answers: errors travel as data, since Electron would keep only a message. */
export type ShellAnswer =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly error: ErrorData };

/** The part of a DOM `File` that can be handed over; only its identity matters, its path is never seen by a page. */
export interface DroppedFile {
  readonly name: string;
  readonly size: number;
}

/** A file the user chose: pages and backend speak of it by `grant`. */
export interface GrantedFile {
  readonly grant: string;
  readonly fileName: string;
}

/**
 * The one object a page receives from the preload script, frozen, as `window.jalon`. Pages use it through
 * `renderer/rpc/`, never directly.
 */
export interface JalonApi {
  /** Calls a `shell.*` procedure of the contract. Never rejects for a failed procedure. */
  readonly shell: (name: string, input: unknown) => Promise<ShellAnswer>;
  /** Registers a listener of events pushed by the window's process; the answer unregisters it. */
  readonly onEvent: (listener: (name: string, payload: unknown) => void) => () => void;
  /**
   * Asks for a port to the backend. It arrives as a `message` event of the window with data `portMessage` and the
   * port in `ports[0]`; another one arrives when the backend was restarted.
   */
  readonly connect: () => void;
  /** Grant of a file dropped on the page; null when it is not a file of this machine. */
  readonly droppedFileGrant: (file: DroppedFile) => Promise<GrantedFile | null>;
}

/** Data of the window message that carries a backend port. */
export const portMessage = 'jalon:port';
