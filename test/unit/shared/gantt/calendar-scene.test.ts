import { describe, expect, it } from 'vitest';
import { dayFromIso, isoFromDay } from '../../../../shared/domain/iso-date.ts';
import {
  buildDrawnCalendars,
  calendarOfRow,
  forEachHoliday,
} from '../../../../shared/gantt/drawn-calendars.ts';
import type { GanttPeriod, GanttView } from '../../../../shared/gantt/gantt-view.ts';
import { DEFAULT_PAGE_OPTIONS, ganttPages } from '../../../../shared/gantt/pages.ts';
import { paperOf } from '../../../../shared/gantt/paper.ts';
import type { Paint, Primitive } from '../../../../shared/gantt/primitives.ts';
import { chartScene } from '../../../../shared/gantt/scene.ts';
import { ganttView, rowSource, texts, TODAY } from './gantt-factory.ts';
import { sceneInput } from './scene-factory.ts';

/** Three sites, the second in Alsace-Moselle and the third on Réunion; one domain with one milestone each. */
function threeSites(periods: GanttPeriod[] = []): GanttView {
  const view = ganttView(3, 1, [1]);
  const zones = ['metropole', 'alsace-moselle', 'la-reunion'];
  view.establishments.forEach((site, at) => (site.holidayZone = zones[at]!));
  return { ...view, periods };
}

function holidays(view: GanttView, row: number, from: string, to: string, by: 'establishment' | 'domain') {
  const source = rowSource(view, by);
  const calendars = buildDrawnCalendars(source.model, source.grouping);
  const days: string[] = [];
  const calendar = calendarOfRow(calendars, source.model, source.rows, row);
  forEachHoliday(calendar, dayFromIso(from), dayFromIso(to), (day) => days.push(isoFromDay(day)));
  return days.toSorted();
}

const freeze = (establishmentId: string | null, from: number, to: number): GanttPeriod => ({
  establishmentId,
  kind: 'freeze',
  from: isoFromDay(TODAY + from),
  to: isoFromDay(TODAY + to),
  label: 'Gel',
});

const lines = (scene: readonly Primitive[], paint: Paint) =>
  scene.flatMap((item) => (item.shape === 'segments' && item.stroke === paint ? [item.points] : []));
const ys = (points: readonly number[]) => points.filter((_, at) => at % 2 === 1);
const xs = (points: readonly number[]) => points.filter((_, at) => at % 2 === 0);
const ROW_HEIGHT = 28;
const statuses = ['in_progress', 'postponed', 'done'];

describe('calendars of the rows', () => {
  it('keep the holidays of each site, and for a group of several sites only those of all', () => {
    const view = threeSites();
    // Site 0, its deployment, its milestone; site 1 from row 3 on, site 2 from row 6 on.
    const around = ['2026-12-20', '2026-12-31'] as const;
    expect(holidays(view, 1, ...around, 'establishment')).toEqual(['2026-12-25']);
    expect(holidays(view, 4, '2027-03-20', '2027-03-31', 'establishment')).toEqual([
      '2027-03-26',
      '2027-03-29',
    ]);
    expect(holidays(view, 1, '2027-03-20', '2027-03-31', 'establishment')).toEqual(['2027-03-29']);
    // The abolition of slavery is kept on Réunion on 20 December, in 2027 a Monday.
    expect(holidays(view, 6, '2027-12-18', '2027-12-23', 'establishment')).toEqual(['2027-12-20']);
    expect(holidays(view, 0, '2027-12-18', '2027-12-23', 'domain')).toEqual([]);
    expect(holidays(view, 0, '2027-03-20', '2027-03-31', 'domain')).toEqual(['2027-03-29']);
  });

  it('give a group row the days that all its sites have in a period of one kind', () => {
    const view = threeSites([freeze('s0', 0, 9), freeze('s1', 5, 20), freeze('s2', -5, 7)]);
    const { model, grouping } = rowSource(view, 'domain');
    const [first] = buildDrawnCalendars(model, grouping).ofGroup(0).periods;
    expect(first).toMatchObject({ kind: 'freeze', from: TODAY + 5, to: TODAY + 7 });
    const apart = threeSites([freeze('s0', 0, 4), freeze('s1', 5, 20)]);
    const other = rowSource(apart, 'domain');
    expect(buildDrawnCalendars(other.model, other.grouping).ofGroup(0).periods).toEqual([]);
  });
});

describe('periods on the chart', () => {
  it('hatch a freeze over the rows of its site alone, on its days alone', () => {
    const scene = chartScene(sceneInput(threeSites([freeze('s1', 10, 19)])));
    const [points = []] = lines(scene, 'freeze');
    expect(points.length).toBeGreaterThan(40);
    expect(Math.min(...ys(points))).toBeGreaterThanOrEqual(3 * ROW_HEIGHT);
    expect(Math.max(...ys(points))).toBeLessThanOrEqual(6 * ROW_HEIGHT);
    expect(Math.min(...xs(points))).toBeGreaterThanOrEqual((30 + 10) * 8);
    expect(Math.max(...xs(points))).toBeLessThanOrEqual((30 + 20) * 8);
  });

  it('of the whole group are one hatch over all rows, a closure the other way round, a window a dashed line', () => {
    const all = { ...freeze(null, 10, 19), kind: 'closure' as const };
    const window = { ...freeze(null, 30, 31), kind: 'maintenance' as const };
    const scene = chartScene(sceneInput(threeSites([freeze(null, 0, 5), all, window])));
    const slope = (points: readonly number[]) => (points[3]! - points[1]!) * (points[2]! - points[0]!);
    expect(slope(lines(scene, 'freeze')[0]!)).toBeLessThan(0);
    expect(slope(lines(scene, 'closure')[0]!)).toBeGreaterThan(0);
    expect(lines(scene, 'maintenance')[0]!.length).toBe(9 * 4);
    const dashed = scene.filter((item) => item.shape === 'segments' && item.stroke === 'maintenance');
    expect(dashed.every((item) => item.shape === 'segments' && item.dashed)).toBe(true);
  });

  it('and days off vanish where they are too narrow to be seen', () => {
    const view = threeSites([freeze(null, 0, 2)]);
    const far = chartScene(sceneInput(view, { scale: { origin: TODAY - 300, pxPerDay: 0.4 } }));
    expect(lines(far, 'freeze')).toEqual([]);
    const tints = (scene: readonly Primitive[]) =>
      scene.filter((item) => item.shape === 'rect' && item.fill === 'weekend').length;
    expect(tints(far)).toBe(0);
    expect(tints(chartScene(sceneInput(view)))).toBeGreaterThan(10);
  });

  it('keep their hatch on what lies before it while the window moves', () => {
    const view = threeSites([freeze(null, 0, 9)]);
    const [here = []] = lines(chartScene(sceneInput(view)), 'freeze');
    const [there = []] = lines(chartScene(sceneInput(view, { left: -13, top: -7 })), 'freeze');
    const diagonals = (points: readonly number[]) =>
      Array.from({ length: points.length / 4 }, (_, at) => points[at * 4]! + points[at * 4 + 1]!);
    const moved = diagonals(there).map((sum) => Math.round((sum + 20) * 1000));
    expect(moved).toEqual(diagonals(here).map((sum) => Math.round(sum * 1000)));
  });

  it('stand in the legend of a print that shows them, whose foot grows when it has to', () => {
    const said = (view: GanttView, paper: 'A3' | 'A4') => {
      const period = { from: isoFromDay(TODAY - 210), to: isoFromDay(TODAY - 150) };
      const options = { ...DEFAULT_PAGE_OPTIONS, paper, ...period };
      return ganttPages(view, options, texts).pages[0]!.primitives.flatMap((item) =>
        item.shape === 'text' ? [item] : [],
      );
    };
    const words = (view: GanttView) => said(view, 'A3').map(({ text }) => text);
    expect(words(threeSites([freeze('s1', -190, -180)]))).toEqual(
      expect.arrayContaining(['Gel des bascules', 'Jour non ouvré']),
    );
    expect(words(threeSites([freeze('s1', 100, 190)]))).not.toContain('Gel des bascules');
    const kinds = ['freeze', 'closure', 'maintenance'] as const;
    const busy = threeSites(kinds.map((kind) => ({ ...freeze(null, -190, -180), kind })));
    busy.limits = busy.milestones.map(({ id }) => {
      const past = isoFromDay(TODAY - 300);
      return { id, deadline: past, notAfter: past, fixedOn: past, doneOn: null };
    });
    busy.milestones = busy.milestones.map((one, at) => ({
      ...one,
      status: statuses[at]!,
      blocked: at === 0,
    }));
    busy.baseline = { id: 'b', label: `Planning présenté au comité ${'stratégique '.repeat(20)}`, dates: [] };
    const { height, margin } = paperOf('A4');
    expect(Math.max(...said(busy, 'A4').map(({ y }) => y))).toBeLessThan(height - margin);
    const plain = said(threeSites(), 'A4').find(({ text }) => text === 'Légende');
    expect(said(busy, 'A4').find(({ text }) => text === 'Légende')!.y).toBeLessThan(plain!.y);
  });
});
