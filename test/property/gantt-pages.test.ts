import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MIN_TEXT, orientations, paperNames, paperOf } from '../../shared/gantt/paper.ts';
import { DEFAULT_PAGE_OPTIONS, ganttPages, type GanttPrint } from '../../shared/gantt/pages.ts';
import { groupings, ROW, rowLabel } from '../../shared/gantt/rows.ts';
import type { TextPrimitive } from '../../shared/gantt/primitives.ts';
import { ganttView, milestone, texts } from '../unit/shared/gantt/gantt-factory.ts';

const fit = fc.oneof(
  fc.record({ wide: fc.integer({ min: 1, max: 4 }), high: fc.option(fc.integer({ min: 1, max: 6 })) }),
  fc.record({ mm: fc.integer({ min: 4, max: 60 }), per: fc.constantFrom('week' as const, 'month' as const) }),
);
const job = fc.record({
  sites: fc.integer({ min: 1, max: 6 }),
  domains: fc.integer({ min: 1, max: 6 }),
  counts: fc.array(fc.integer({ min: 0, max: 60 }), { minLength: 1, maxLength: 5 }),
  groupBy: fc.constantFrom(...groupings),
  paper: fc.constantFrom(...paperNames),
  orientation: fc.constantFrom(...orientations),
  detail: fc.constantFrom('milestones' as const, 'deployments' as const),
  breaksGroups: fc.boolean(),
  fit,
});

const early = milestone(0, 0, { start: '2026-05-04', end: '2026-05-08' });
const gate = milestone(0, 1, { kind: 'gate', start: '2026-06-15', end: '2026-06-15' });

function textsOf(print: GanttPrint, page: number): TextPrimitive[] {
  return print.pages[page]!.primitives.filter((item) => item.shape === 'text');
}

describe('printed pages', () => {
  it('hold every row, in order, without a blank sheet or a summary parted from its first child', () => {
    fc.assert(
      fc.property(job, ({ sites, domains, counts, ...options }) => {
        const print = ganttPages(
          ganttView(sites, domains, counts),
          { ...DEFAULT_PAGE_OPTIONS, ...options },
          texts,
        );
        const { rows, pages } = print;
        expect(pages.length + print.leftOut.length).toBe(print.wide * print.high);
        const bands = pages.filter(({ rows: { first } }, p) => p === 0 || first !== pages[p - 1]!.rows.first);
        expect(bands.length).toBe(print.high);
        let next = 0;
        for (const { rows: range } of bands) {
          expect(range.first).toBe(next);
          expect(range.last).toBeGreaterThan(range.first);
          if (range.last < rows.count)
            expect(rows.kind[range.last]).toBeLessThanOrEqual(rows.kind[range.last - 1]!);
          const heads = Array.from({ length: range.last - range.first - 1 }, (_, i) => range.first + i + 1);
          if (options.breaksGroups) expect(heads.filter((row) => rows.kind[row] === ROW.group)).toEqual([]);
          next = range.last;
        }
        expect(next).toBe(rows.count);
        if ('high' in options.fit && options.fit.high !== null && !print.tooSmall)
          expect(print.high).toBeLessThanOrEqual(options.fit.high);
        if ('wide' in options.fit) expect(print.wide).toBeLessThanOrEqual(options.fit.wide);
      }),
      { numRuns: 60 },
    );
  });

  it('carry each row label whole, legend, axis and page number, nothing outside the margins nor below 6 pt', () => {
    fc.assert(
      fc.property(job, ({ sites, domains, counts, ...options }) => {
        const print = ganttPages(
          ganttView(sites, domains, counts),
          { ...DEFAULT_PAGE_OPTIONS, ...options },
          texts,
        );
        const paper = paperOf(options.paper, options.orientation);
        // Of very many sheets some are drawn: all are alike.
        const every = Math.ceil(print.pages.length / 12);
        print.pages.forEach((page, index) => {
          if (index % every > 0) return;
          const written = textsOf(print, index);
          const labels = Array.from({ length: page.rows.last - page.rows.first }, (_, i) =>
            rowLabel(print, page.rows.first + i),
          );
          const read = written.filter((item) => item.isRead).map((item) => item.text);
          for (const label of labels) {
            const wanted = labels.filter((other) => other === label).length;
            expect(read.filter((text) => text === label).length).toBe(wanted);
          }
          const all = written.map((item) => item.text);
          expect(all).toContain(`Page ${index + 1}/${print.pages.length}`);
          expect(all).toContain('Légende');
          expect(all).toContain('Jalon');
          expect(all.includes(`Feuille ${page.tile}`)).toBe(print.wide > 1);
          for (const item of written) {
            expect(item.size).toBeGreaterThanOrEqual(MIN_TEXT);
            const width = texts.measure(item.text, item.size, item.bold);
            const x0 =
              item.anchor === 'start' ? item.x : item.x - (item.anchor === 'end' ? width : width / 2);
            expect(x0).toBeGreaterThanOrEqual(paper.margin - 0.5);
            expect(x0 + width).toBeLessThanOrEqual(paper.width - paper.margin + 0.5);
            expect(item.y + item.size / 2).toBeLessThanOrEqual(paper.height - paper.margin + 0.5);
          }
        });
      }),
      { numRuns: 40 },
    );
  });

  it('leave out of a bounded period what does not meet it, with its summaries', () => {
    const view = ganttView(3, 3, [12, 0, 5]);
    const options = { ...DEFAULT_PAGE_OPTIONS, from: '2026-05-15', to: '2026-07-15' };
    const print = ganttPages(view, options, texts);
    const { rows, model } = print;
    let milestones = 0;
    for (let row = 0; row < rows.count; row++) {
      if (rows.kind[row] !== ROW.milestone) continue;
      milestones++;
      const item = model.milestones[rows.ref[row]!]!;
      expect(item.start! <= '2026-07-15' && item.end! >= '2026-05-15').toBe(true);
    }
    const meeting = view.milestones.filter(
      (item) => item.start! <= '2026-07-15' && item.end! >= '2026-05-15',
    );
    expect(milestones).toBe(meeting.length);
    expect(milestones).toBeGreaterThan(0);
    expect(milestones).toBeLessThan(view.milestones.length);
  });

  it('draw a summary and no gates where the first milestones of an open deployment lie before the period', () => {
    const view = { ...ganttView(1, 1, [0]), milestones: [early, gate] };
    const options = { ...DEFAULT_PAGE_OPTIONS, from: '2026-06-01', to: '2026-07-31' };
    const said = textsOf(ganttPages(view, options, texts), 0).map(({ text }) => text);
    expect(said).toContain('15/06/2026');
    expect(said.filter((text) => text.includes('15/06') && text !== '15/06/2026')).toEqual([]);
  });

  it('are none when there is nothing to print', () => {
    expect(ganttPages(ganttView(0, 0, []), DEFAULT_PAGE_OPTIONS, texts).pages).toEqual([]);
    const filter = { establishmentIds: [] };
    expect(ganttPages(ganttView(2, 2, [3]), { ...DEFAULT_PAGE_OPTIONS, filter }, texts).pages).toEqual([]);
  });
});
