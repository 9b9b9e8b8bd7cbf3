import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  createImpactPreviews,
  type ImpactPreview,
  REST_MS,
} from '../../../../../renderer/features/gantt/impact-previews.ts';
import type { PlanChange, PlanImpactView } from '../../../../../shared/views/plan-view.ts';

const moves = (day: string): PlanChange['moves'] => [{ id: 'a', plannedStart: day, plannedEnd: day }];
const answer = (basis: string): PlanImpactView => ({
  basis,
  impacts: [],
  siteCount: 0,
  collisions: [],
  breaches: [],
});

interface Call {
  readonly signal: AbortSignal;
  readonly resolve: (view: PlanImpactView) => void;
  readonly reject: (error: unknown) => void;
}

describe('preview of what a change pushes', () => {
  let calls: Call[];
  let told: ImpactPreview[];
  const tell = (known: ImpactPreview): void => void told.push(known);
  const previews = createImpactPreviews(
    (_moves, signal) =>
      new Promise((resolve, reject) => {
        calls.push({ signal, resolve, reject });
      }),
  );

  beforeEach(() => {
    vi.useFakeTimers();
    calls = [];
    told = [];
  });
  afterEach(() => {
    previews.stop();
    vi.useRealTimers();
  });

  it('asks once the hand rests, once for the same dates, and then knows', async () => {
    expect(previews.of(moves('2027-01-04'), tell)).toBeNull();
    await vi.advanceTimersByTimeAsync(REST_MS - 1);
    expect(calls).toHaveLength(0);
    await vi.advanceTimersByTimeAsync(1);
    expect(previews.of(moves('2027-01-04'), tell)).toBeNull();
    expect(calls).toHaveLength(1);
    calls[0]?.resolve(answer('1'));
    await vi.advanceTimersByTimeAsync(0);
    expect(told).toEqual([answer('1')]);
    expect(previews.of(moves('2027-01-04'), tell)).toEqual(answer('1'));
  });

  it('never asks for dates that were passed over, and never tells an answer that came too late', async () => {
    previews.of(moves('2027-01-04'), tell);
    await vi.advanceTimersByTimeAsync(REST_MS);
    previews.of(moves('2027-01-05'), tell);
    await vi.advanceTimersByTimeAsync(REST_MS - 1);
    expect(previews.of(moves('2027-01-06'), tell)).toBeNull();
    await vi.advanceTimersByTimeAsync(REST_MS);
    expect(calls).toHaveLength(2);
    expect(calls[0]?.signal.aborted).toBe(true);
    calls[0]?.resolve(answer('old'));
    calls[1]?.resolve(answer('new'));
    await vi.advanceTimersByTimeAsync(0);
    expect(told).toEqual([answer('new')]);
  });

  it('tells why it cannot be told, and nothing once the change is over', async () => {
    const error = new Error('links go round');
    previews.of(moves('2027-01-04'), tell);
    await vi.advanceTimersByTimeAsync(REST_MS);
    calls[0]?.reject(error);
    await vi.advanceTimersByTimeAsync(0);
    expect(told).toEqual([error]);
    previews.of(moves('2027-01-05'), tell);
    await vi.advanceTimersByTimeAsync(REST_MS);
    previews.stop();
    calls[1]?.resolve(answer('late'));
    await vi.advanceTimersByTimeAsync(0);
    expect(told).toEqual([error]);
    expect(previews.of(moves('2027-01-05'), tell)).toBeNull();
  });
});
