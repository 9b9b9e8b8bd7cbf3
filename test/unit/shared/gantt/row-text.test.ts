import { describe, expect, it } from 'vitest';
import { isoFromDay } from '../../../../shared/domain/iso-date.ts';
import { buildPathMarks } from '../../../../shared/gantt/critical-path.ts';
import type { GanttView } from '../../../../shared/gantt/gantt-view.ts';
import { fitPair } from '../../../../shared/gantt/labels.ts';
import { DEFAULT_PAGE_OPTIONS, ganttPages } from '../../../../shared/gantt/pages.ts';
import { cellText } from '../../../../shared/gantt/row-text.ts';
import { availableColumns, type ColumnKey } from '../../../../shared/gantt/table-columns.ts';
import { ganttView, milestone, rowSource, texts, TODAY } from './gantt-factory.ts';

const day = (days: number) => isoFromDay(TODAY + days);

/** A week of work, a fortnight counted in calendar days, and a gate; a closure of two days in the first. */
const view: GanttView = {
  ...ganttView(1, 1, [0]),
  milestones: [
    milestone(0, 0, { start: day(0), end: day(4) }),
    milestone(0, 1, { start: day(7), end: day(20), countsCalendarDays: true }),
    milestone(0, 2, { kind: 'gate', start: day(21), end: day(21), status: 'done' }),
  ],
  periods: [{ establishmentId: 's0', kind: 'closure', from: day(1), to: day(2), label: 'Pont' }],
  baseline: {
    id: 'b',
    label: 'COSTRAT',
    dates: [
      { id: 'm0-0', start: day(-7), end: day(-3) },
      { id: 'm0-2', start: day(23), end: day(23) },
    ],
  },
};
view.deployments = view.deployments.map((one) => ({ ...one, referent: { id: 'p', name: 'Ann Aubry' } }));

const source = rowSource(view);
const milestones = [
  { id: 'm0-0', totalSlack: 3, freeSlack: 0, lateEnd: day(9), critical: false, nearCritical: true },
];
const analysis = { basis: '', milestones, criticalLinks: [], collisions: [], breaches: [] };
const path = buildPathMarks(source.model, analysis, 'deployment');

/** Texts of a column, row by row: group, deployment, three milestones. */
const column = (key: ColumnKey) =>
  [0, 1, 2, 3, 4].map((row) => cellText({ ...source, path }, row, key, texts.words));

describe('cells of a row', () => {
  it('give lengths in the days that count, with the closures of the site, and none to a point', () => {
    expect(column('duration')).toEqual(['', '14 J ouvrés', '3 J ouvrés', '14 J cal.', '']);
  });

  it('give the drift of ends against the baseline with its sign, and nothing for what it does not hold', () => {
    expect(column('drift')).toEqual(['', '−2 J ouvrés', '+3 J ouvrés', '', '−2 J ouvrés']);
  });

  it('give the slack of what is still to be done, and the referent of a deployment', () => {
    expect(column('slack')).toEqual(['', '', '3 J ouvrés', '', '']);
    expect(column('owner')[1]).toBe('Ann Aubry');
  });

  it('are of the columns that have something to say, on paper too', () => {
    const { model } = source;
    expect(availableColumns(model, path)).toContain('slack');
    expect(availableColumns({ ...model, baseline: null }, null)).toEqual([
      'label',
      'start',
      'end',
      'duration',
      'status',
      'owner',
    ]);
    const printed = (printedView: GanttView) =>
      ganttPages(printedView, DEFAULT_PAGE_OPTIONS, texts).pages[0]!.primitives.flatMap((item) =>
        item.shape === 'text' ? [item.text] : [],
      );
    expect(printed(view)).toEqual(expect.arrayContaining(['Dérive', '+3 J ouvrés']));
    const { baseline: _, ...plain } = view;
    expect(printed(plain)).not.toContain('Dérive');
  });

  it('that name a domain and a site keep the site whole', () => {
    const cut = fitPair('Dossier patient informatisé · CH d’Auriac', 160, 11, true, texts.measure);
    expect(cut).toMatch(/^Do.*… · CH d’Auriac$/);
  });
});
