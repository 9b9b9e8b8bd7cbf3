import { describe, expect, it } from 'vitest';
import { isoFromDay } from '../../../../shared/domain/iso-date.ts';
import { buildGanttModel, missesLimit } from '../../../../shared/gantt/gantt-model.ts';
import type { GanttLimit, GanttView } from '../../../../shared/gantt/gantt-view.ts';
import { DEFAULT_PAGE_OPTIONS, ganttPages } from '../../../../shared/gantt/pages.ts';
import type { Primitive } from '../../../../shared/gantt/primitives.ts';
import { chartScene } from '../../../../shared/gantt/scene.ts';
import { ganttView, milestone, texts, TODAY } from './gantt-factory.ts';
import { sceneInput } from './scene-factory.ts';

const day = (days: number) => isoFromDay(TODAY + days);

/** One milestone from today to four days later, held to some days. */
function held(limits: Partial<GanttLimit>, values: Parameters<typeof milestone>[2] = {}): GanttView {
  const none = { deadline: null, notAfter: null, fixedOn: null, doneOn: null };
  return {
    ...ganttView(1, 1, [0]),
    milestones: [milestone(0, 0, values)],
    limits: [{ id: 'm0-0', ...none, ...limits }],
  };
}

const limitShapes = (view: GanttView): Primitive[] => {
  const plain = new Set(chartScene(sceneInput({ ...view, limits: [] })).map((item) => JSON.stringify(item)));
  return chartScene(sceneInput(view)).filter(
    (item) => item.shape !== 'text' && !plain.has(JSON.stringify(item)),
  );
};
/** A shape without its colours, as a photocopy shows it. */
const inBlackAndWhite = (view: GanttView) =>
  JSON.stringify(
    limitShapes(view).map((item) => ({
      ...item,
      ...('fill' in item && { fill: item.fill === null || item.fill === 'ground' ? 'empty' : 'full' }),
      ...('stroke' in item && { stroke: '' }),
    })),
  );

describe('days a milestone is held to', () => {
  it('are missed by an end after them, by what is not done when they are past, and not by what was done in time', () => {
    const misses = (limits: Partial<GanttLimit>, values: Parameters<typeof milestone>[2] = {}) => {
      const model = buildGanttModel(held(limits, values));
      return missesLimit(model, 0, model.limits.get(0)!.deadline);
    };
    expect(misses({ deadline: day(4) })).toBe(false);
    expect(misses({ deadline: day(3) })).toBe(true);
    const past = { start: day(-20), end: day(-10) };
    expect(misses({ deadline: day(-5) }, past)).toBe(true);
    expect(misses({ deadline: day(-5) }, { ...past, status: 'done' })).toBe(false);
    expect(misses({ deadline: day(-5), doneOn: day(-4) }, { ...past, status: 'done' })).toBe(true);
    expect(misses({ deadline: day(-5) }, { ...past, status: 'not_applicable' })).toBe(false);
  });

  it('are drawn each its own way, kept or missed, so that black and white tell them apart', () => {
    const drawn = [
      held({ deadline: day(10) }),
      held({ deadline: day(3) }),
      held({ notAfter: day(10) }),
      held({ notAfter: day(3) }),
      held({ fixedOn: day(0) }),
    ].map((view) => inBlackAndWhite(view));
    expect(drawn.every((one) => one.length > 2)).toBe(true);
    expect(new Set(drawn).size).toBe(drawn.length);
    const inks = (view: GanttView) =>
      limitShapes(view).flatMap((item) => ('stroke' in item ? [item.stroke] : []));
    expect(inks(held({ deadline: day(3) }))).toContain('late');
    expect(inks(held({ deadline: day(10) }))).not.toContain('late');
  });

  it('stand at the end of their day', () => {
    const [pole] = limitShapes(held({ notAfter: day(10) }));
    expect(pole?.shape === 'segments' && pole.points[0]).toBe((30 + 11) * 8);
  });

  it('stand in the legend of a print, the missed apart', () => {
    const said = (view: GanttView) =>
      ganttPages(view, DEFAULT_PAGE_OPTIONS, texts).pages[0]!.primitives.flatMap((item) =>
        item.shape === 'text' ? [item.text] : [],
      );
    const words = said(held({ deadline: day(3), fixedOn: day(0) }));
    expect(words).toEqual(expect.arrayContaining(['Échéance', 'Échéance dépassée', 'Date imposée']));
    expect(words).not.toContain('Pas après le');
    expect(said(held({ deadline: day(9) }))).not.toContain('Échéance dépassée');
  });
});
