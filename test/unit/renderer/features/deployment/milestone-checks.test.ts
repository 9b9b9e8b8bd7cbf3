import { describe, expect, it } from 'vitest';
import { parseLag } from '../../../../../renderer/features/deployment/link-choice.ts';
import {
  changedFields,
  dateConflict,
  datePatch,
  limitConflict,
  stageNeedsReason,
  statusNeedsReason,
} from '../../../../../renderer/features/deployment/milestone-checks.ts';

const task = { kind: 'task', plannedStart: '2026-12-01', plannedEnd: '2026-12-10' } as const;
const gate = { kind: 'gate', plannedStart: '2026-12-10', plannedEnd: '2026-12-10' } as const;

describe('dates of a milestone', () => {
  it('refuses an end before the start and a start after the end, and says which day forbids it', () => {
    expect(dateConflict(task, 'plannedEnd', '2026-11-30')).toBe('2026-12-01');
    expect(dateConflict(task, 'plannedStart', '2026-12-11')).toBe('2026-12-10');
  });

  it('accepts a single day, an emptied date and a first date', () => {
    expect(dateConflict(task, 'plannedEnd', '2026-12-01')).toBeNull();
    expect(dateConflict(task, 'plannedEnd', null)).toBeNull();
    expect(dateConflict({ ...task, plannedStart: null }, 'plannedEnd', '2020-01-01')).toBeNull();
  });

  it('moves both days of a gate, and only the one edited elsewhere', () => {
    expect(dateConflict(gate, 'plannedEnd', '2026-11-01')).toBeNull();
    expect(datePatch(gate, 'plannedEnd', '2026-11-01')).toEqual({
      plannedStart: '2026-11-01',
      plannedEnd: '2026-11-01',
    });
    expect(datePatch(task, 'plannedStart', '2026-12-02')).toEqual({ plannedStart: '2026-12-02' });
  });

  it('leaves its other day to a gate planned over two', () => {
    const long = { ...gate, plannedStart: '2026-12-01' };
    expect(datePatch(long, 'plannedEnd', '2026-12-12')).toEqual({ plannedEnd: '2026-12-12' });
    expect(dateConflict(long, 'plannedEnd', '2026-11-30')).toBe('2026-12-01');
    expect(datePatch({ ...gate, plannedStart: null }, 'plannedEnd', '2026-12-12')).toEqual({
      plannedStart: '2026-12-12',
      plannedEnd: '2026-12-12',
    });
  });
});

it('asks why only where the group must read it', () => {
  expect(['to_come', 'in_progress', 'done', 'postponed', 'not_applicable'].filter(statusNeedsReason)).toEqual(
    ['postponed', 'not_applicable'],
  );
  expect(['framing', 'converged', 'suspended', 'abandoned', 'derogation'].filter(stageNeedsReason)).toEqual([
    'suspended',
    'abandoned',
    'derogation',
  ]);
});

it('sends only the fields that changed', () => {
  expect(changedFields({ a: 1, b: null, c: 'x' }, { a: 1, b: 2, c: 'x' })).toEqual({ b: 2 });
  expect(changedFields({ a: 1 }, { a: 1 })).toEqual({});
});

describe('limits of a milestone', () => {
  const limits = { notBefore: '2027-01-04', notAfter: '2027-02-01' };

  it('refuses « pas avant » after « pas après » and the reverse, and says which day forbids it', () => {
    expect(limitConflict(limits, 'notBefore', '2027-02-02')).toBe('2027-02-01');
    expect(limitConflict(limits, 'notAfter', '2027-01-03')).toBe('2027-01-04');
  });

  it('accepts the same day, an emptied limit and any other field', () => {
    expect(limitConflict(limits, 'notBefore', '2027-02-01')).toBeNull();
    expect(limitConflict(limits, 'notAfter', null)).toBeNull();
    expect(limitConflict(limits, 'deadline', '2020-01-01')).toBeNull();
  });
});

describe('lag of a link', () => {
  it('is a whole number of days within ten years either way', () => {
    expect(['0', ' 3 ', '-2', '−2', '3650', '-3650'].map(parseLag)).toEqual([0, 3, -2, -2, 3650, -3650]);
    expect(['', '1.5', '3651', '-3651', '100000', 'trois', '2j'].map(parseLag)).toEqual(
      Array.from({ length: 7 }, () => null),
    );
  });
});
