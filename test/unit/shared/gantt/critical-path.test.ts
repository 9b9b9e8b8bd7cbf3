import { describe, expect, it } from 'vitest';
import { isoFromDay } from '../../../../shared/domain/iso-date.ts';
import { buildPathMarks, PATH } from '../../../../shared/gantt/critical-path.ts';
import type { GanttView } from '../../../../shared/gantt/gantt-view.ts';
import { buildLinkIndex } from '../../../../shared/gantt/link-index.ts';
import { SCREEN_SIZES } from '../../../../shared/gantt/marks.ts';
import { DEFAULT_PAGE_OPTIONS, ganttPages } from '../../../../shared/gantt/pages.ts';
import type { Primitive } from '../../../../shared/gantt/primitives.ts';
import { chartScene } from '../../../../shared/gantt/scene.ts';
import type { PlanAnalysis } from '../../../../shared/views/plan-view.ts';
import { ganttView, milestone, texts, TODAY } from './gantt-factory.ts';
import { sceneInput } from './scene-factory.ts';

const days = (start: number, end: number) => ({
  start: isoFromDay(TODAY + start),
  end: isoFromDay(TODAY + end),
});

/** A chain of two with one beside that may end six days later. */
const view: GanttView = {
  ...ganttView(1, 1, [0]),
  milestones: [
    milestone(0, 0, days(0, 4)),
    milestone(0, 1, days(7, 11)),
    milestone(0, 2, days(7, 8)),
    milestone(0, 3, { ...days(-20, -16), status: 'done' }),
  ],
  links: [
    { id: 'l1', predecessorId: 'm0-0', successorId: 'm0-1', type: 'FS' },
    { id: 'l2', predecessorId: 'm0-0', successorId: 'm0-2', type: 'FS' },
  ],
};

const told = (id: string, totalSlack: number, lateEnd: number): PlanAnalysis['milestones'][number] => ({
  id,
  totalSlack,
  freeSlack: totalSlack,
  lateEnd: isoFromDay(TODAY + lateEnd),
  critical: totalSlack === 0,
  nearCritical: totalSlack === 3,
});

const analysis: PlanAnalysis = {
  basis: '1.1.1',
  milestones: [told('m0-0', 0, 4), told('m0-1', 0, 11), told('m0-2', 3, 11), told('gone', 0, 0)],
  criticalLinks: ['l1'],
  collisions: [],
  breaches: [],
};

const input = sceneInput(view);
const path = buildPathMarks(input.model, analysis, 'deployment');
const scene = chartScene({ ...input, links: buildLinkIndex(input.model), path });
const heavy = (item: Primitive) => item.shape !== 'text' && item.stroke === 'critical';

describe('critical path on the chart', () => {
  it('frames what is critical, underlines what nearly is, and leaves what is done alone', () => {
    expect([...path.level]).toEqual([PATH.critical, PATH.critical, PATH.near, PATH.none]);
    const frames = scene.filter((item) => item.shape === 'rect' && heavy(item));
    expect(frames).toHaveLength(2);
    for (const frame of frames)
      expect('lineWidth' in frame && frame.lineWidth).toBeGreaterThan(SCREEN_SIZES.outline);
    const feet = scene.filter((item) => item.shape === 'rect' && item.fill === 'critical');
    expect(feet).toHaveLength(1);
  });

  it('draws its links heavier than the others', () => {
    const links = scene.flatMap((item) =>
      item.shape === 'segments' && item.points.length >= 8 && (item.stroke === 'link' || heavy(item))
        ? [item]
        : [],
    );
    expect(links.map(({ stroke }) => stroke)).toEqual(['link', 'link', 'critical', 'critical']);
    expect(links[2]!.lineWidth).toBeGreaterThan(links[0]!.lineWidth * 2);
  });

  it('leads a line from the end of a bar to the day it may end on at the latest', () => {
    const slack = scene.flatMap((item) =>
      item.shape === 'segments' && item.stroke === 'slack' ? [item] : [],
    );
    expect(slack).toHaveLength(1);
    const { left, scale } = input;
    const x = (day: number) => left + (TODAY + day - scale.origin) * scale.pxPerDay;
    expect([slack[0]!.points[0], slack[0]!.points[2]]).toEqual([x(9), x(12)]);
  });

  it('costs nothing while it is not shown', () => {
    const plain = chartScene({ ...input, links: buildLinkIndex(input.model) });
    expect(plain.filter(heavy)).toEqual([]);
    expect(plain.length).toBeLessThan(scene.length);
  });

  it('is printed with its legend, which says whose it is', () => {
    const said = (print: ReturnType<typeof ganttPages>) =>
      print.pages[0]!.primitives.flatMap((item) => (item.shape === 'text' ? [item.text] : []));
    const words = ['Critique (groupe)', 'Presque critique', 'Marge totale'];
    expect(said(ganttPages(view, DEFAULT_PAGE_OPTIONS, texts, { scope: 'group', analysis }))).toEqual(
      expect.arrayContaining(words),
    );
    expect(said(ganttPages(view, DEFAULT_PAGE_OPTIONS, texts))).not.toEqual(expect.arrayContaining(words));
  });
});
