import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isoFromDay } from '../../shared/domain/iso-date.ts';
import type { GanttView } from '../../shared/gantt/gantt-view.ts';
import { buildPathMarks } from '../../shared/gantt/critical-path.ts';
import { SCREEN_SIZES } from '../../shared/gantt/marks.ts';
import { paperOf } from '../../shared/gantt/paper.ts';
import type { Paint, Primitive } from '../../shared/gantt/primitives.ts';
import { chartScene } from '../../shared/gantt/scene.ts';
import { ganttView, milestone, texts, TODAY } from '../unit/shared/gantt/gantt-factory.ts';
import { sceneInput } from '../unit/shared/gantt/scene-factory.ts';

interface Box {
  readonly x0: number;
  readonly x1: number;
  readonly y0: number;
  readonly y1: number;
}

/** What a label may not lie over; lines of the grid and links are cleared where it stands. */
const marks = new Set<Paint | null>([
  'summary',
  'summaryTint',
  'toCome',
  'inProgress',
  'inProgressTint',
  'done',
  'postponed',
  'notApplicable',
  'late',
  'lateTint',
  'blocked',
  'baseline',
  'limit',
  'critical',
  'slack',
]);

function markBoxes(scene: readonly Primitive[]): Box[] {
  return scene.flatMap((item): Box[] => {
    if (item.shape === 'text') return [];
    if (item.shape === 'rect') {
      if (!marks.has(item.fill) && !marks.has(item.stroke)) return [];
      return [{ x0: item.x, x1: item.x + item.width, y0: item.y, y1: item.y + item.height }];
    }
    if (item.shape === 'polygon' && !marks.has(item.fill) && !marks.has(item.stroke)) return [];
    if (item.shape === 'polygon') return [boxOf(item.points)];
    if (!marks.has(item.stroke)) return [];
    return Array.from({ length: item.points.length / 4 }, (_, at) =>
      boxOf(item.points.slice(at * 4, at * 4 + 4)),
    );
  });
}

function boxOf(points: readonly number[]): Box {
  const xs = points.filter((_, at) => at % 2 === 0);
  const ys = points.filter((_, at) => at % 2 === 1);
  return { x0: Math.min(...xs), x1: Math.max(...xs), y0: Math.min(...ys), y1: Math.max(...ys) };
}

function labelBoxes(scene: readonly Primitive[]): (Box & { text: string })[] {
  return scene.flatMap((item) => {
    if (item.shape !== 'text') return [];
    const { x, y, size, text } = item;
    // The height of its letters.
    const half = size * 0.45;
    return [{ text, x0: x, x1: x + texts.measure(text, size, item.bold), y0: y - half, y1: y + half }];
  });
}

/** Touching is not overlapping. */
function overlaps(a: Box, b: Box): boolean {
  const less = 0.01;
  return a.x0 < b.x1 - less && b.x0 < a.x1 - less && a.y0 < b.y1 - less && b.y0 < a.y1 - less;
}

const offset = fc.integer({ min: -120, max: 120 });
const item = fc.record({
  kind: fc.constantFrom('task' as const, 'gate' as const, 'milestone' as const),
  start: offset,
  length: fc.integer({ min: 0, max: 40 }),
  status: fc.constantFrom('to_come', 'in_progress', 'done', 'postponed', 'not_applicable'),
  late: fc.boolean(),
  blocked: fc.boolean(),
  deadline: fc.option(offset),
  notAfter: fc.option(offset),
  fixedOn: fc.option(offset),
  baseline: fc.option(offset),
  slack: fc.integer({ min: 0, max: 60 }),
});
const day = (days: number) => isoFromDay(TODAY + days);
const dayOrNull = (days: number | null) => (days === null ? null : day(days));

const chart = fc.record({
  items: fc.array(item, { minLength: 1, maxLength: 8 }),
  pxPerDay: fc.double({ min: 0.1, max: 60, noNaN: true }),
  origin: offset,
  isCollapsed: fc.boolean(),
  onPaper: fc.boolean(),
  showsPath: fc.boolean(),
});

function viewOf(items: readonly (typeof item extends fc.Arbitrary<infer T> ? T : never)[]): GanttView {
  return {
    ...ganttView(1, 1, [0]),
    milestones: items.map(({ kind, start, length, status, late, blocked }, at) => {
      const end = day(start + length);
      const values = { kind, start: kind === 'task' ? day(start) : end, end, status, late, blocked };
      return milestone(0, at, { ...values, label: `Étape ${at} de la mise en production` });
    }),
    limits: items.map((one, at) => ({
      id: `m0-${at}`,
      deadline: dayOrNull(one.deadline),
      notAfter: dayOrNull(one.notAfter),
      fixedOn: dayOrNull(one.fixedOn),
      doneOn: null,
    })),
    baseline: {
      id: 'b',
      label: 'COSTRAT',
      dates: items.map(({ baseline }, at) => ({
        id: `m0-${at}`,
        start: dayOrNull(baseline),
        end: dayOrNull(baseline),
      })),
    },
  };
}

describe('labels of the chart', () => {
  it('lie over no other label and over no mark, whatever the zoom, on screen and on paper', () => {
    fc.assert(
      fc.property(chart, ({ items, pxPerDay, origin, isCollapsed, onPaper, showsPath }) => {
        const input = sceneInput(
          viewOf(items),
          {
            scale: { origin: TODAY + origin, pxPerDay },
            sizes: onPaper ? paperOf('A3').sizes : SCREEN_SIZES,
            labels: onPaper ? 'date' : 'name',
          },
          isCollapsed ? ['d:d0'] : [],
        );
        const analysis = {
          basis: '1.1.1',
          milestones: items.map(({ start, length, slack }, at) => ({
            id: `m0-${at}`,
            totalSlack: slack,
            freeSlack: slack,
            lateEnd: day(start + length + slack),
            critical: slack === 0,
            nearCritical: slack < 6,
          })),
          criticalLinks: [],
          collisions: [],
          breaches: [],
        };
        const path = showsPath ? buildPathMarks(input.model, analysis, 'group') : null;
        const scene = chartScene({ ...input, path });
        const labels = labelBoxes(scene);
        const drawn = markBoxes(scene);
        labels.forEach((label, at) => {
          for (const other of labels.slice(at + 1)) expect(overlaps(label, other)).toBe(false);
          for (const mark of drawn) {
            if (overlaps(label, mark))
              throw new Error(`${JSON.stringify(label)} over ${JSON.stringify(mark)}`);
          }
        });
      }),
      { numRuns: 400 },
    );
  });
});
