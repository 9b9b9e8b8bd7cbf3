import { QueryObserver } from '@tanstack/react-query';
import { describe, expect, it } from 'vitest';
import type { OutputOf } from '../../../../shared/contract.ts';
import { AppError } from '../../../../shared/rpc/app-error.ts';
import { createQueryClient } from '../../../../renderer/rpc/query-client.ts';
import { showAhead } from '../../../../renderer/rpc/show-ahead.ts';

type Settings = OutputOf<'settings.get'>;
const light: Settings = { theme: 'light', language: 'fr', density: 'dense', screens: 'own' };
const dark: Settings = { ...light, theme: 'dark' };
const queryKey = ['settings.get', {}];

/** A cache in which somebody watches the settings; `answers` are given one by one to who asks. */
function watched() {
  const cache = createQueryClient();
  cache.setQueryData(queryKey, light);
  const asked: ((answer: Settings) => void)[] = [];
  const observer = new QueryObserver<Settings>(cache, {
    queryKey,
    queryFn: () => new Promise<Settings>((answer) => asked.push(answer)),
    staleTime: Infinity,
  });
  observer.subscribe(() => undefined);
  return { cache, asked, shown: () => observer.getCurrentResult().data?.theme };
}

const settled = (): Promise<void> => new Promise((rest) => setTimeout(rest, 5));

describe('an edit shown ahead of its answer', () => {
  it('is shown in the same task, and asked again once it is saved', async () => {
    const { cache, asked, shown } = watched();
    const command = Promise.withResolvers<unknown>();
    showAhead(cache, 'settings.get', {}, command.promise, () => dark);
    expect(shown()).toBe('dark');
    expect(asked).toHaveLength(0);
    command.resolve({});
    await settled();
    expect(asked).toHaveLength(1);
    asked[0]?.(dark);
    await settled();
    expect(shown()).toBe('dark');
  });

  it('is taken back when it is refused', async () => {
    const { cache, asked, shown } = watched();
    const command = Promise.withResolvers<unknown>();
    showAhead(cache, 'settings.get', {}, command.promise, () => dark);
    command.reject(new AppError('refused'));
    await settled();
    expect(shown()).toBe('light');
    expect(asked).toHaveLength(1);
  });

  it('is not taken back by an answer that was under way before it', async () => {
    const { cache, asked, shown } = watched();
    void cache.invalidateQueries({ queryKey });
    expect(asked).toHaveLength(1);
    const command = Promise.withResolvers<unknown>();
    showAhead(cache, 'settings.get', {}, command.promise, () => dark);
    asked[0]?.(light);
    await settled();
    expect(shown()).toBe('dark');
  });

  it('leaves an answer given since alone when it is refused', async () => {
    const { cache, shown } = watched();
    const command = Promise.withResolvers<unknown>();
    showAhead(cache, 'settings.get', {}, command.promise, () => dark);
    cache.setQueryData(queryKey, { ...light, theme: 'auto' });
    command.reject(new AppError('refused'));
    await settled();
    expect(shown()).toBe('auto');
  });

  it('changes nothing that is not there', async () => {
    const cache = createQueryClient();
    showAhead(cache, 'settings.get', {}, Promise.resolve(), () => dark);
    await settled();
    expect(cache.getQueryData(queryKey)).toBeUndefined();
  });
});
