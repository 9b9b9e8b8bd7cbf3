import { describe, expect, it, vi } from 'vitest';
import { keepLast } from '../../../../../renderer/features/gantt/keep-last.ts';

describe('the last answer', () => {
  it('is kept for the very same arguments, and for no others', () => {
    const compute = vi.fn((list: readonly number[], factor: number) => list.map((one) => one * factor));
    const kept = keepLast(compute);
    const list = [1, 2];
    const first = kept(list, 2);
    expect(kept(list, 2)).toBe(first);
    expect(compute).toHaveBeenCalledTimes(1);
    expect(kept(list, 3)).toEqual([3, 6]);
    expect(kept([1, 2], 3)).toEqual([3, 6]);
    expect(compute).toHaveBeenCalledTimes(3);
    expect(kept(list, 2)).not.toBe(first);
  });
});
