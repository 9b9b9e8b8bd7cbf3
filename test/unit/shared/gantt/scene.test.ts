import { describe, expect, it } from 'vitest';
import { axisScene } from '../../../../shared/gantt/axis-scene.ts';
import { isoFromDay } from '../../../../shared/domain/iso-date.ts';
import { dayOrNone } from '../../../../shared/gantt/day.ts';
import type { GanttView } from '../../../../shared/gantt/gantt-view.ts';
import { buildLinkIndex } from '../../../../shared/gantt/link-index.ts';
import { hatchRect, SCREEN_SIZES } from '../../../../shared/gantt/marks.ts';
import type { Paint, Primitive } from '../../../../shared/gantt/primitives.ts';
import { chartScene } from '../../../../shared/gantt/scene.ts';
import { availableColumns, tableColumns, type ColumnKey } from '../../../../shared/gantt/table-columns.ts';
import { tableScene } from '../../../../shared/gantt/table-scene.ts';
import { ganttView, milestone, rowSource, texts, TODAY } from './gantt-factory.ts';
import { sceneInput } from './scene-factory.ts';

function inks(scene: Primitive[]): Set<Paint | null> {
  return new Set(scene.flatMap((item) => (item.shape === 'text' ? [item.paint] : [item.stroke])));
}

const oneMilestone = (values: Parameters<typeof milestone>[2]): GanttView => ({
  ...ganttView(1, 1, [0]),
  milestones: [milestone(0, 0, values)],
});

describe('baseline', () => {
  const slipped = (
    values: Parameters<typeof milestone>[2],
    dates: { start: string | null; end: string | null },
  ) => {
    const view = oneMilestone(values);
    const id = view.milestones[0]?.id ?? '';
    return { ...view, baseline: { id: 'b', label: 'COSTRAT', dates: [{ id, ...dates }] } };
  };
  const thin = (view: GanttView) =>
    chartScene(sceneInput(view)).flatMap((item) =>
      item.shape === 'rect' && item.fill === 'baseline' ? [item] : [],
    );

  it('stands under the live bar at its own days, thinner, within its row', () => {
    const dates = { start: isoFromDay(TODAY - 10), end: isoFromDay(TODAY - 6) };
    const [bar, ...others] = thin(slipped({}, dates));
    expect(others).toEqual([]);
    // Ten days before the live one that begins 30 days from the left, eight pixels each.
    expect(bar).toMatchObject({ x: 160, width: 40 });
    const middle = 2 * SCREEN_SIZES.rowHeight + SCREEN_SIZES.rowHeight / 2;
    expect(bar?.y).toBeGreaterThan(middle + SCREEN_SIZES.bar / 2);
    expect((bar?.y ?? 0) + (bar?.height ?? 0)).toBeLessThan(3 * SCREEN_SIZES.rowHeight);
    expect(bar?.height).toBeLessThan(SCREEN_SIZES.bar / 2);
  });

  it('is drawn of a point too, of a milestone that lost its days, and of nothing that is not in it', () => {
    const day = isoFromDay(TODAY - 10);
    expect(thin(slipped({ kind: 'gate', end: isoFromDay(TODAY) }, { start: null, end: day }))).toHaveLength(
      1,
    );
    expect(thin(slipped({ start: null, end: null }, { start: day, end: day }))).toHaveLength(1);
    expect(thin({ ...oneMilestone({}), baseline: { id: 'b', label: 'X', dates: [] } })).toEqual([]);
    expect(thin(oneMilestone({}))).toEqual([]);
  });
});

describe('chart scene', () => {
  it('draws each state its own way, so that black and white tell them apart', () => {
    const drawn = (values: Parameters<typeof milestone>[2]) => {
      const scene = chartScene(sceneInput(oneMilestone(values)));
      const marks = scene.filter((item) => item.shape !== 'text' && !isBackground(item));
      return JSON.stringify(
        marks.map((item) => ({ ...item, fill: 'fill' in item && item.fill === 'ground', stroke: 0 })),
      );
    };
    const states = [
      drawn({}),
      drawn({ status: 'in_progress', progress: 50 }),
      drawn({ status: 'done' }),
      drawn({ status: 'postponed' }),
      drawn({ status: 'not_applicable' }),
      drawn({ late: true }),
      drawn({ blocked: true }),
      drawn({ kind: 'gate', end: isoFromDay(TODAY) }),
      drawn({ kind: 'milestone', end: isoFromDay(TODAY) }),
    ];
    expect(new Set(states).size).toBe(states.length);
  });

  it('never marks as late what is done', () => {
    const scene = chartScene(sceneInput(oneMilestone({ status: 'done', late: true })));
    expect(inks(scene).has('late')).toBe(false);
  });

  it('costs no more for a bar of ten years than for one of a month', () => {
    const long = { start: '2021-01-01', end: '2031-01-01', late: true };
    const scene = chartScene(sceneInput(oneMilestone(long), { scale: { origin: TODAY - 30, pxPerDay: 40 } }));
    const hatch = scene.find((item) => item.shape === 'segments' && item.stroke === 'late');
    expect(hatch?.shape === 'segments' && hatch.points.length).toBeLessThan(
      (800 / SCREEN_SIZES.hatch + 10) * 4,
    );
  });

  it('says where a mark outside the window is, on screen', () => {
    const past = oneMilestone({ start: '2020-01-01', end: '2020-01-31' });
    const said = chartScene(sceneInput(past)).flatMap((item) => (item.shape === 'text' ? [item.text] : []));
    expect(said).toContain('‹ 31/01/2020');
    const onPaper = chartScene(sceneInput(past, { labels: 'date' }));
    expect(onPaper.filter((item) => item.shape === 'text')).toEqual([]);
  });

  it('keeps gates on the line of a collapsed deployment', () => {
    const gate = oneMilestone({
      kind: 'gate',
      label: 'Go / No-Go',
      start: isoFromDay(TODAY),
      end: isoFromDay(TODAY),
    });
    const said = chartScene(sceneInput(gate, {}, ['d:d0'])).flatMap((item) =>
      item.shape === 'text' ? [item.text] : [],
    );
    expect(said).toContain('Go / No-Go 23/11');
  });

  it('draws a link once, with its arrow, within the window', () => {
    const view: GanttView = {
      ...ganttView(1, 1, [0]),
      milestones: [
        milestone(0, 0),
        milestone(0, 1, { start: isoFromDay(TODAY + 9), end: isoFromDay(TODAY + 20) }),
      ],
      links: [{ id: 'l', predecessorId: 'm0-0', successorId: 'm0-1', type: 'FS' }],
    };
    const base = sceneInput(view);
    const scene = chartScene({ ...base, links: buildLinkIndex(base.model) });
    const lines = scene.flatMap((item) =>
      item.shape === 'segments' && item.stroke === 'link' ? [item] : [],
    );
    const [path, arrow] = lines;
    expect(path?.points.length).toBe(12);
    expect(arrow?.points.length).toBe(8);
    expect(path?.points.slice(-2)).toEqual([(30 + 9) * 8, 3.5 * SCREEN_SIZES.rowHeight]);
  });
});

/** Grid and bands are no marks. */
function isBackground(item: Primitive): boolean {
  return item.shape === 'segments'
    ? item.stroke.startsWith('grid') || item.stroke === 'today'
    : 'fill' in item && (item.fill === 'band' || item.fill === 'weekend');
}

describe('hatch', () => {
  it('stays inside its rectangle', () => {
    const points = hatchRect(10.5, 3, 47, 17, 5);
    expect(points.length).toBeGreaterThan(16);
    for (let i = 0; i < points.length; i += 2) {
      expect(points[i]).toBeGreaterThanOrEqual(10.5);
      expect(points[i]).toBeLessThanOrEqual(47);
      expect(points[i + 1]).toBeGreaterThanOrEqual(3);
      expect(points[i + 1]).toBeLessThanOrEqual(17);
    }
  });
});

describe('axis scene', () => {
  const axis = (pxPerDay: number, origin: string, today: string) =>
    axisScene({
      scale: { origin: dayOrNone(origin), pxPerDay },
      left: 0,
      clip: { x0: 0, x1: 1000 },
      top: 0,
      height: 48,
      textSize: 11,
      today: dayOrNone(today),
      words: texts.words,
      measure: texts.measure,
    }).flatMap((item) => (item.shape === 'text' ? [item] : []));

  it('names the weeks right over the end of a year of 53', () => {
    const said = axis(7, '2026-12-14', '2030-01-01').map((item) => item.text);
    expect(said.slice(said.indexOf('S51'), said.indexOf('S2') + 1)).toEqual([
      'S51',
      'S52',
      'S53',
      'S1',
      'S2',
    ]);
  });

  it('dates today, and its flag hides no label', () => {
    const said = axis(1.8, '2026-01-01', '2026-11-23');
    const flag = said.find((item) => item.text === '23/11/2026')!;
    const half = texts.measure(flag.text, 11, true) / 2;
    for (const item of said.filter((other) => other !== flag && other.y < 24)) {
      const end = item.x + texts.measure(item.text, 11, true);
      expect(end <= flag.x - half || item.x >= flag.x + half).toBe(true);
    }
  });
});

describe('table scene', () => {
  it('gives up columns as it narrows, name and end last', () => {
    const all: ColumnKey[] = ['label', 'start', 'end', 'duration', 'status', 'owner'];
    const keys = (width: number, wanted = all) => tableColumns(width, wanted).map((column) => column.key);
    expect(keys(780)).toEqual(all);
    expect(keys(486, [...all, 'drift', 'slack'])).toEqual(['label', 'end', 'status', 'slack']);
    expect(keys(486, ['label', 'end', 'duration'])).toEqual(['label', 'end', 'duration']);
    expect(keys(700)).toEqual(['label', 'start', 'end', 'status', 'owner']);
    expect(keys(600)).toEqual(['label', 'start', 'end', 'status']);
    expect(keys(450)).toEqual(['label', 'end', 'status']);
    expect(keys(200)).toEqual(['label', 'end']);
    expect(tableColumns(450, all).reduce((sum, column) => sum + column.width, 0)).toBe(450);
  });

  it('writes a late status in its word and keeps each text in its column', () => {
    const source = rowSource(
      oneMilestone({ late: true, label: 'Un libellé bien plus long que sa colonne étroite' }),
    );
    const columns = tableColumns(450, availableColumns(source.model, null));
    const scene = tableScene({
      ...source,
      path: null,
      columns,
      firstRow: 0,
      lastRow: source.rows.count,
      top: 0,
      width: 450,
      rowHeight: 30,
      textSize: 13,
      words: texts.words,
      measure: texts.measure,
      selectedRow: 1,
    });
    const said = scene.flatMap((item) => (item.shape === 'text' ? [item] : []));
    expect(said.find((item) => item.paint === 'late')?.text).toBe('En retard');
    for (const item of said) {
      const column = columns.findLast((candidate) => candidate.x <= item.x)!;
      expect(item.x + texts.measure(item.text, 13, item.bold)).toBeLessThanOrEqual(column.x + column.width);
    }
  });
});
