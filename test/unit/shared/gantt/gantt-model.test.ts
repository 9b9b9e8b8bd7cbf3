import { describe, expect, it } from 'vitest';
import { dayOrNone, NO_DAY } from '../../../../shared/gantt/day.ts';
import { buildGanttModel, setMilestoneDates } from '../../../../shared/gantt/gantt-model.ts';
import { ganttViewSchema } from '../../../../shared/gantt/gantt-view.ts';
import { buildLinkIndex } from '../../../../shared/gantt/link-index.ts';
import { refreshGroup, buildGrouping } from '../../../../shared/gantt/rows.ts';
import { ganttView, texts, milestone } from './gantt-factory.ts';

describe('gantt model', () => {
  it('orders milestones by deployment and order, whatever order they come in', () => {
    const view = ganttView(2, 1, [3]);
    view.milestones.reverse();
    const model = buildGanttModel(view);
    expect(model.milestones.map((item) => item.id)).toEqual(['m0-0', 'm0-1', 'm0-2', 'm1-0', 'm1-1', 'm1-2']);
    expect([...model.firstOf]).toEqual([0, 3, 6]);
  });

  it('leaves out milestones and links that hang on nothing', () => {
    const view = ganttView(1, 1, [2]);
    view.milestones.push(milestone(9, 0));
    view.links.push(
      { id: 'a', predecessorId: 'm0-0', successorId: 'm0-1', type: 'SS' },
      { id: 'b', predecessorId: 'm9-0', successorId: 'm0-1', type: 'FS' },
    );
    const model = buildGanttModel(view);
    expect(model.milestones.length).toBe(2);
    const links = buildLinkIndex(model);
    expect([...links.inFrom]).toEqual([0]);
    expect([...links.outTo]).toEqual([1]);
  });

  it('knows a milestone by either date, and by none', () => {
    const view = ganttView(1, 1, [0]);
    view.milestones.push(
      milestone(0, 0, { start: null, end: '2026-03-05' }),
      milestone(0, 1, { start: '2026-03-01', end: null }),
      milestone(0, 2, { start: null, end: null }),
    );
    const model = buildGanttModel(view);
    expect([...model.start]).toEqual([dayOrNone('2026-03-05'), dayOrNone('2026-03-01'), NO_DAY]);
    expect([...model.end]).toEqual([dayOrNone('2026-03-05'), dayOrNone('2026-03-01'), NO_DAY]);
    expect(model.summaries[0]).toMatchObject({
      start: dayOrNone('2026-03-01'),
      end: dayOrNone('2026-03-05'),
      total: 3,
    });
  });

  it('refreshes summaries when a milestone moves, and leaves out what is not applicable', () => {
    const view = ganttView(1, 1, [0]);
    view.milestones.push(
      milestone(0, 0, { start: '2026-01-01', end: '2026-01-10', status: 'done' }),
      milestone(0, 1, { start: '2026-02-01', end: '2026-02-10' }),
      milestone(0, 2, { start: '2030-01-01', end: '2030-02-10', status: 'not_applicable' }),
    );
    const model = buildGanttModel(view);
    const grouping = buildGrouping(model, 'domain', {}, texts.words.groups);
    setMilestoneDates(model, 1, dayOrNone('2026-06-01'), dayOrNone('2026-06-10'));
    refreshGroup(model, grouping, 0);
    const expected = {
      start: dayOrNone('2026-01-01'),
      end: dayOrNone('2026-06-10'),
      done: 1,
      total: 2,
      late: 0,
    };
    expect(model.summaries[0]).toEqual(expected);
    expect(grouping.groups[0]!.summary).toEqual(expected);
  });

  it('is built from what the schema lets through', () => {
    const view = ganttView(2, 2, [3]);
    expect(ganttViewSchema.parse(view)).toEqual(view);
    const wrong = { ...view, milestones: [{ ...view.milestones[0], start: '05/03/2026' }] };
    expect(ganttViewSchema.safeParse(wrong).success).toBe(false);
  });
});
