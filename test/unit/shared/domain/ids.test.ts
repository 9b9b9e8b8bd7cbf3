import { expect, test } from 'vitest';
import { createUuidV7, isUuid } from '../../../../shared/domain/ids.ts';

const zeros = (bytes: Uint8Array): void => void bytes.fill(0);

test('an id begins with its time and says its version and variant', () => {
  const [id] = [createUuidV7(() => 0x0192_ab34_cd56, zeros)()];
  expect(id).toBe('0192ab34-cd56-7000-8000-000000000000');
  expect(isUuid(id)).toBe(true);
});

test('ids of one maker always grow, within one ms and when the clock goes back', () => {
  let now = 1_800_000_000_000;
  const next = createUuidV7(
    () => now,
    (bytes) => void crypto.getRandomValues(bytes as Uint8Array<ArrayBuffer>),
  );
  const ids: string[] = [];
  for (let i = 0; i < 30_000; i++) {
    if (i === 10_000) now -= 60_000;
    if (i === 20_000) now += 120_000;
    ids.push(next());
  }
  expect(ids.toSorted()).toEqual(ids);
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids.filter((id) => !isUuid(id))).toEqual([]);
});

test('two makers at the same moment do not give the same ids', () => {
  const maker = () =>
    createUuidV7(
      () => 1,
      (bytes) => void crypto.getRandomValues(bytes as Uint8Array<ArrayBuffer>),
    );
  expect(maker()()).not.toBe(maker()());
});

test('only canonical lower-case ids are ids', () => {
  expect(isUuid('0192AB34-cd56-7000-8000-000000000000')).toBe(false);
  expect(isUuid('0192ab34cd56700080000000000000000000')).toBe(false);
});
