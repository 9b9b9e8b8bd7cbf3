import { describe, expect, it } from 'vitest';
import { weekKey } from '../../../../../renderer/features/my-week/line-verb.ts';
import { inSeenOrder, orderSeen } from '../../../../../renderer/features/my-week/stable-order.ts';
import { withAnswer } from '../../../../../renderer/features/my-week/with-answer.ts';
import type { WeekGroup, WeekLine, WeekView } from '../../../../../shared/views/week-view.ts';

const line = (milestoneId: string, more: Partial<WeekLine> = {}): WeekLine => ({
  milestoneId,
  label: milestoneId,
  kind: 'task',
  plannedStart: null,
  plannedEnd: null,
  status: 'to_come',
  reason: 'due',
  daysLeft: null,
  confirmedDaysAgo: null,
  freshness: 'to_confirm',
  statusReason: null,
  blockedReason: null,
  planB: null,
  commentCount: 0,
  answered: false,
  ...more,
});
const group = (deploymentId: string, ...ids: string[]): WeekGroup => ({
  deploymentId,
  domainLabel: 'Dossier patient',
  siteName: 'Aptière',
  freshness: 'fresh',
  confirmedDaysAgo: 0,
  lines: ids.map((id) => line(id)),
});
const idsOf = (groups: readonly WeekGroup[]) =>
  groups.map(({ lines }) => lines.map(({ milestoneId }) => milestoneId).join(''));

const plain = { ctrlKey: false, metaKey: false, altKey: false, shiftKey: false };

describe('keys of the week', () => {
  it.each([
    ['c', { verb: 'confirm' }],
    ['C', { verb: 'confirm' }],
    ['f', { verb: 'done' }],
    ['d', { verb: 'date' }],
    ['b', { verb: 'blocked' }],
    ['Enter', { verb: 'comment' }],
    ['ArrowDown', { step: 1 }],
    ['ArrowUp', { step: -1 }],
    ['x', null],
    ['Tab', null],
  ])('%s', (key, asked) => expect(weekKey({ ...plain, key })).toEqual(asked));

  it('only Enter means something with Ctrl, so that copying does not confirm', () => {
    expect(weekKey({ ...plain, ctrlKey: true, key: 'Enter' })).toEqual({ send: true });
    for (const key of ['c', 'f', 'd', 'b', 'ArrowDown'])
      expect(weekKey({ ...plain, ctrlKey: true, key })).toBeNull();
    expect(weekKey({ ...plain, altKey: true, key: 'd' })).toBeNull();
  });
});

describe('lines of the week', () => {
  it('stay where they were first shown, new ones after them', () => {
    const first = [group('one', 'a', 'b'), group('two', 'c')];
    const seen = orderSeen([], first);
    const later = [group('two', 'c', 'd'), group('one', 'b', 'a')];
    expect(idsOf(inSeenOrder(later, orderSeen(seen, later)))).toEqual(['ab', 'cd']);
    expect(orderSeen(seen, first)).toBe(seen);
  });

  it('count down as they are answered, and only once each', () => {
    const view: WeekView = {
      basis: '1.1.1',
      today: '2026-11-23',
      personId: null,
      groups: [group('one', 'a', 'b')],
      total: 2,
      remaining: 2,
      open: 2,
      next: null,
      sendTo: null,
    };
    const once = withAnswer(view, 'a');
    expect(once).toMatchObject({ total: 2, remaining: 1 });
    expect(once.groups[0]?.lines[0]).toMatchObject({ answered: true, reason: null });
    expect(withAnswer(once, 'a').remaining).toBe(1);
  });
});
