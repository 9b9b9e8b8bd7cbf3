import { describe, expect, it } from 'vitest';
import { createCommandQueue } from '../../../electron/backend/command-queue.ts';
import { createJobControl } from '../../../electron/backend/jobs.ts';

const pause = (milliseconds: number) => new Promise((done) => setTimeout(done, milliseconds));

describe('command queue', () => {
  it('runs tasks one after another in the order given', async () => {
    const queue = createCommandQueue();
    const events: string[] = [];
    const task = (name: string, milliseconds: number) => async () => {
      events.push(`${name} begins`);
      await pause(milliseconds);
      events.push(`${name} ends`);
      return name;
    };
    const answers = await Promise.all([
      queue.run(task('a', 10)),
      queue.run(task('b', 1)),
      queue.run(() => 'c'),
    ]);
    expect(answers).toEqual(['a', 'b', 'c']);
    expect(events).toEqual(['a begins', 'a ends', 'b begins', 'b ends']);
  });

  it('goes on after a failure, which only its own caller sees', async () => {
    const queue = createCommandQueue();
    const failed = queue.run(() => Promise.reject(new Error('boom')));
    const next = queue.run(() => 1);
    await expect(failed).rejects.toThrow('boom');
    await expect(next).resolves.toBe(1);
  });

  it('leaves out what was cancelled before its turn', async () => {
    const queue = createCommandQueue();
    const control = new AbortController();
    let ran = false;
    const first = queue.run(() => pause(5));
    const second = queue.run(() => {
      ran = true;
    }, control.signal);
    control.abort();
    await first;
    await expect(second).rejects.toMatchObject({ code: 'cancelled' });
    expect(ran).toBe(false);
  });

  it('is idle only when what was added meanwhile has ended too', async () => {
    const queue = createCommandQueue();
    let ended = 0;
    const work = async () => {
      await pause(2);
      ended += 1;
    };
    void queue.run(async () => {
      await work();
      void queue.run(work);
    });
    await queue.idle();
    expect(ended).toBe(2);
  });
});

describe('slices of a job', () => {
  it('lets other work in, and stops once cancelled', async () => {
    const control = new AbortController();
    const job = createJobControl({ signal: control.signal, progress: () => undefined });
    let otherWork = 0;
    setImmediate(() => {
      otherWork += 1;
    });
    await job.slice();
    expect(otherWork).toBe(1);
    control.abort();
    await expect(job.slice()).rejects.toMatchObject({ code: 'cancelled' });
  });
});
