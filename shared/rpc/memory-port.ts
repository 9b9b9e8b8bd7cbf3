import type { Port } from './envelope.ts';

/**
 * Makes two connected ports within one process, for tests and the command line. Messages are cloned, so that
 * what cannot cross a real border does not cross this one, and delivered later, never within `post`.
 */
export function createMemoryPorts(): readonly [Port, Port] {
  const left = createEnd();
  const right = createEnd();
  left.peer = right;
  right.peer = left;
  return [left.port, right.port];
}

interface End {
  peer: End | undefined;
  readonly port: Port;
  deliver(message: unknown): void;
}

function createEnd(): End {
  let listener: ((message: unknown) => void) | undefined;
  let early: unknown[] = [];
  let closed = false;
  const end: End = {
    peer: undefined,
    deliver: (message) => {
      if (closed) return;
      if (listener) listener(message);
      else early.push(message);
    },
    port: {
      post: (message) => {
        const copy: unknown = structuredClone(message);
        queueMicrotask(() => {
          if (!closed) end.peer?.deliver(copy);
        });
      },
      listen: (next) => {
        listener = next;
        const held = early;
        early = [];
        for (const message of held) queueMicrotask(() => end.deliver(message));
      },
      close: () => {
        closed = true;
      },
    },
  };
  return end;
}
