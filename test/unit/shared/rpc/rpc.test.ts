import { describe, expect, it } from 'vitest';
import type { BackendName } from '../../../../shared/contract.ts';
import { AppError } from '../../../../shared/rpc/app-error.ts';
import { createClient, type Client } from '../../../../shared/rpc/create-client.ts';
import { createServer, type CallContext, MAX_INPUT_BYTES } from '../../../../shared/rpc/create-server.ts';
import type { Progress, ServerMessage } from '../../../../shared/rpc/envelope.ts';
import { createMemoryPorts } from '../../../../shared/rpc/memory-port.ts';

type Dispatch = (name: BackendName, input: unknown, call: CallContext) => Promise<unknown>;
const grant = '00000000-0000-4000-8000-000000000000';

function connect(dispatch: Dispatch) {
  const [page, backend] = createMemoryPorts();
  const logged: { id: string; procedure: string; error: unknown }[] = [];
  const server = createServer({
    dispatch,
    validateOutput: true,
    newErrorId: () => `error-${logged.length + 1}`,
    onInternalError: (id, procedure, error) => logged.push({ id, procedure, error }),
  });
  const stop = server.serve(backend);
  return { client: createClient(page), server, logged, stop };
}

/** One raw message to a server, and its answer. */
function ask(dispatch: Dispatch, message: unknown): Promise<ServerMessage> {
  const [page, backend] = createMemoryPorts();
  const server = createServer({
    dispatch,
    validateOutput: true,
    newErrorId: () => 'error-1',
    onInternalError: () => undefined,
  });
  server.serve(backend);
  return new Promise((done) => {
    page.listen((answer) => done(answer as ServerMessage));
    page.post(message);
  });
}

const never: Dispatch = () => Promise.reject(new Error('must not be reached'));
const failureOf = async (promise: Promise<unknown>): Promise<AppError> => {
  const reason: unknown = await promise.then(
    () => undefined,
    (error: unknown) => error,
  );
  expect(reason).toBeInstanceOf(AppError);
  return reason as AppError;
};
const pause = (milliseconds: number) => new Promise((done) => setTimeout(done, milliseconds));

describe('rpc over memory ports', () => {
  it('passes the parsed input to the handler and its output back', async () => {
    const seen: unknown[] = [];
    const { client } = connect(async (name, input) => {
      seen.push(name, input);
      return { results: [] };
    });
    await expect(client.call('search.find', { text: 'apt' })).resolves.toEqual({ results: [] });
    expect(seen).toEqual(['search.find', { text: 'apt' }]);
  });

  it('keeps answers apart when they come in another order', async () => {
    const { client } = connect(async (_name, input) => {
      const { text } = input as { text: string };
      await pause(text === 'slow' ? 20 : 1);
      return { results: [{ kind: 'domain', id: grant, title: text, subtitle: '' }] };
    });
    const [slow, fast] = await Promise.all([
      client.call('search.find', { text: 'slow' }),
      client.call('search.find', { text: 'fast' }),
    ]);
    expect([slow.results[0]?.title, fast.results[0]?.title]).toEqual(['slow', 'fast']);
  });

  it('refuses input of the wrong shape without calling the handler', async () => {
    const { client } = connect(never);
    const error = await failureOf(client.call('search.find', { text: 12 } as never));
    expect(error.code).toBe('bad-request');
    expect(error.details).toEqual({ procedure: 'search.find', where: 'text' });
    expect((await failureOf(client.call('search.find', { text: 'a', more: 1 } as never))).code).toBe(
      'bad-request',
    );
  });

  it.each(['no.such', 'toString', '__proto__', 'shell.info'])(
    'refuses the procedure name %s',
    async (procedure) => {
      const answer = await ask(never, { type: 'request', id: 1, procedure, input: {} });
      expect(answer).toMatchObject({ type: 'response', id: 1, ok: false, error: { code: 'bad-request' } });
    },
  );

  it('refuses input larger than the limit, also when it is wide or cyclic', async () => {
    const text = 'x'.repeat(MAX_INPUT_BYTES);
    const wide = Array.from({ length: MAX_INPUT_BYTES / 8 + 1 }, () => 0);
    const cyclic: unknown[] = [];
    cyclic.push(cyclic);
    for (const input of [{ text }, { text: wide }, { text: cyclic }]) {
      const answer = await ask(never, { type: 'request', id: 1, procedure: 'search.find', input });
      expect(answer).toMatchObject({ ok: false, error: { code: 'bad-request', key: 'error.too-large' } });
    }
  });

  it('answers a request it cannot read when it has an id, and ignores other noise', async () => {
    const answer = await ask(never, { type: 'request', id: 7, procedure: 5 });
    expect(answer).toMatchObject({ id: 7, ok: false, error: { code: 'bad-request' } });
    const { client } = connect(async () => ({ results: [] }));
    await expect(client.call('search.find', { text: '' })).resolves.toEqual({ results: [] });
  });

  it('turns an unknown exception into `internal` with the id found in the log', async () => {
    const fault = new TypeError('boom');
    const { client, logged } = connect(() => Promise.reject(fault));
    const error = await failureOf(client.call('workspace.status', {}));
    expect(error.code).toBe('internal');
    expect(error.id).toBe('error-1');
    expect(error.message).not.toContain('boom');
    expect(logged).toEqual([{ id: 'error-1', procedure: 'workspace.status', error: fault }]);
  });

  it('passes an AppError on with code, key and details', async () => {
    const { client, logged } = connect(() =>
      Promise.reject(new AppError('file-missing', { details: { file: 'a.jalon' } })),
    );
    const error = await failureOf(client.call('demo.list', {}));
    expect(error.toData()).toEqual({
      code: 'file-missing',
      key: 'error.file-missing',
      details: { file: 'a.jalon' },
    });
    expect(logged).toEqual([]);
  });

  it('notices an answer that breaks the contract', async () => {
    const { client, logged } = connect(async () => ({ results: 'none' }));
    expect((await failureOf(client.call('search.find', { text: '' }))).code).toBe('internal');
    expect(logged).toHaveLength(1);
  });

  it('refuses input that cannot be cloned', async () => {
    const { client } = connect(never);
    expect((await failureOf(client.call('search.find', { text: () => 1 } as never))).code).toBe(
      'bad-request',
    );
  });
});

describe('cancel', () => {
  it('gives a query up at once and aborts its handler', async () => {
    let aborted = false;
    const { client } = connect((_name, _input, { signal }) => {
      signal.addEventListener('abort', () => {
        aborted = true;
      });
      return new Promise(() => undefined);
    });
    const control = new AbortController();
    const call = client.call('search.find', { text: '' }, { signal: control.signal });
    await pause(1);
    control.abort();
    expect((await failureOf(call)).code).toBe('cancelled');
    await pause(1);
    expect(aborted).toBe(true);
  });

  it('tells a job that ended before the cancel arrived as done', async () => {
    const { client } = connect(async () => {
      await pause(10);
      return { ok: true, saves: 3, problems: [] };
    });
    const control = new AbortController();
    const call = client.call('workspace.check', {}, { signal: control.signal });
    await pause(1);
    control.abort();
    await expect(call).resolves.toMatchObject({ saves: 3 });
  });

  it('tells a job that stopped as cancelled', async () => {
    const { client } = connect(async (_name, _input, { signal }) => {
      for (;;) {
        await pause(1);
        signal.throwIfAborted();
      }
    });
    const control = new AbortController();
    const call = client.call('workspace.check', {}, { signal: control.signal });
    await pause(2);
    control.abort();
    expect((await failureOf(call)).code).toBe('cancelled');
  });

  it('does not send what was cancelled before', async () => {
    const { client } = connect(never);
    const control = new AbortController();
    control.abort();
    const call = client.call('search.find', { text: '' }, { signal: control.signal });
    expect((await failureOf(call)).code).toBe('cancelled');
  });

  it('ends queries and jobs, never a command, when a page goes away', async () => {
    const aborted: string[] = [];
    const { client, stop } = connect((name, _input, { signal }) => {
      signal.addEventListener('abort', () => aborted.push(name));
      return new Promise(() => undefined);
    });
    void client.call('search.find', { text: '' });
    void client.call('workspace.check', {});
    void client.call('settings.set', { theme: 'dark' });
    await pause(1);
    stop();
    expect(aborted.toSorted()).toEqual(['search.find', 'workspace.check']);
  });
});

describe('progress', () => {
  it('lets the first and then the newest through, at most one each tenth of a second', async () => {
    const { client } = connect(async (_name, _input, { progress }) => {
      for (let step = 0; step <= 100; step += 1) {
        progress({ fraction: step / 100, key: 'step' });
        await pause(3);
      }
      return { ok: true, saves: 0, problems: [] };
    });
    const seen: Progress[] = [];
    const began = performance.now();
    await client.call('workspace.check', {}, { onProgress: (progress) => seen.push(progress) });
    const tenths = (performance.now() - began) / 100;
    expect(seen[0]?.fraction).toBe(0);
    expect(seen.length).toBeGreaterThan(1);
    expect(seen.length).toBeLessThanOrEqual(tenths + 1);
    const fractions = seen.map(({ fraction }) => fraction ?? 0);
    expect(fractions).toEqual(fractions.toSorted((a, b) => a - b));
  });

  it('says nothing after the answer', async () => {
    const { client } = connect(async (_name, _input, { progress }) => {
      progress({ fraction: 0, key: 'step' });
      progress({ fraction: 1, key: 'step' });
      return { ok: true, saves: 0, problems: [] };
    });
    const seen: Progress[] = [];
    await client.call('workspace.check', {}, { onProgress: (progress) => seen.push(progress) });
    await pause(130);
    expect(seen).toHaveLength(1);
  });
});

describe('events and restarts', () => {
  it('brings events to listeners until they leave', async () => {
    const { client, server } = connect(never);
    const seen: string[][] = [];
    const leave = client.on('data.changed', ({ tables }) => seen.push(tables));
    server.emit('data.changed', { tables: ['milestone'] });
    await pause(1);
    leave();
    server.emit('data.changed', { tables: ['person'] });
    await pause(1);
    expect(seen).toEqual([['milestone']]);
  });

  it('drops events of another shape or name', () => {
    const client = createClient();
    const seen: unknown[] = [];
    client.on('data.changed', (payload) => seen.push(payload));
    client.dispatch('data.changed', { tables: 'milestone' });
    client.dispatch('constructor', {});
    expect(seen).toEqual([]);
  });

  it('holds calls back until a port is there', async () => {
    const client = createClient();
    const call = client.call('search.find', { text: 'early' });
    attachNew(client);
    await expect(call).resolves.toEqual({ results: [] });
  });

  it('fails what was open when the backend was restarted, and goes on with the new port', async () => {
    const { client } = connect(() => new Promise(() => undefined));
    const lost = client.call('workspace.status', {});
    let replaced = 0;
    client.on('workspace.replaced', () => {
      replaced += 1;
    });
    attachNew(client);
    const error = await failureOf(lost);
    expect([error.code, error.key]).toEqual(['internal', 'error.backend-restarted']);
    expect(replaced).toBe(1);
    await expect(client.call('search.find', { text: 'again' })).resolves.toEqual({ results: [] });
  });
});

function attachNew(client: Client): void {
  const [page, backend] = createMemoryPorts();
  createServer({
    dispatch: async () => ({ results: [] }),
    validateOutput: true,
    newErrorId: () => 'error-1',
    onInternalError: () => undefined,
  }).serve(backend);
  client.attach(page);
}
