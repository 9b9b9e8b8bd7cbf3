/** A line to a running Electron through the DevTools protocol: the same for the application and for its floors. */

interface Answer {
  readonly id?: number;
  readonly sessionId?: string;
  readonly method?: string;
  readonly params?: Record<string, unknown>;
  readonly result?: unknown;
  readonly error?: { readonly message: string };
}

interface Waiting {
  readonly done: (result: unknown) => void;
  readonly failed: (error: Error) => void;
}

/** One page of a running program. */
export interface PageLine {
  /** Sends a protocol command and answers its result. */
  send<T>(method: string, params?: Record<string, unknown>): Promise<T>;
  /** Runs an expression in the page, waits for its promise and answers its value; survives a page being loaded anew. */
  evaluate<T>(expression: string): Promise<T>;
  close(): void;
}

/** Errors that only say that the page under an expression was replaced by another. */
const replaced =
  /context was destroyed|Cannot find (default )?(execution )?context|Inspected target navigated/i;

/** Connects to the first page of a program by the address its DevTools server printed. */
export async function connectToPage(address: string): Promise<PageLine> {
  const socket = new WebSocket(address);
  await new Promise<void>((done, failed) => {
    socket.addEventListener('open', () => done());
    socket.addEventListener('error', () => failed(new Error(`no answer at ${address}`)));
  });
  const waiting = new Map<number, Waiting>();
  let foundPage: (id: string) => void = () => undefined;
  const page = new Promise<string>((found) => (foundPage = found));
  let last = 0;
  const sendTo = <T>(method: string, params: object, sessionId?: string): Promise<T> =>
    new Promise<T>((done, failed) => {
      last += 1;
      waiting.set(last, { done: done as (result: unknown) => void, failed });
      socket.send(JSON.stringify({ id: last, method, params, ...(sessionId ? { sessionId } : {}) }));
    });
  socket.addEventListener('message', ({ data }) => {
    const answer = JSON.parse(String(data)) as Answer;
    if (answer.id === undefined) {
      const info = answer.params?.['targetInfo'] as { type: string; targetId: string } | undefined;
      if (answer.method === 'Target.targetCreated' && info?.type === 'page') foundPage(info.targetId);
      return;
    }
    const { done, failed } = waiting.get(answer.id) ?? {};
    waiting.delete(answer.id);
    if (answer.error) failed?.(new Error(answer.error.message));
    else done?.(answer.result);
  });
  socket.addEventListener('close', () => {
    for (const { failed } of waiting.values()) failed(new Error('the program ended'));
  });
  await sendTo('Target.setDiscoverTargets', { discover: true });
  const targetId = await page;
  const { sessionId } = await sendTo<{ sessionId: string }>('Target.attachToTarget', {
    targetId,
    flatten: true,
  });
  const send = <T>(method: string, params: Record<string, unknown> = {}) =>
    sendTo<T>(method, params, sessionId);
  return { send, evaluate: (expression) => evaluate(send, expression), close: () => socket.close() };
}

async function evaluate<T>(send: PageLine['send'], expression: string): Promise<T> {
  for (;;) {
    try {
      const { result, exceptionDetails } = await send<{
        result: { value: T };
        exceptionDetails?: { text: string; exception?: { description?: string } };
      }>('Runtime.evaluate', { expression, awaitPromise: true, returnByValue: true });
      if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
      return result.value;
    } catch (error) {
      if (!(error instanceof Error) || !replaced.test(error.message)) throw error;
      await new Promise((next) => setTimeout(next, 1));
    }
  }
}
