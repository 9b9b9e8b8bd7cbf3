import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildGanttModel } from '../../shared/gantt/gantt-model.ts';
import {
  buildGrouping,
  buildRows,
  collapsibleKeys,
  findRow,
  parentRow,
  ROW,
  rowKey,
  rowSummary,
  type GroupBy,
} from '../../shared/gantt/rows.ts';
import { ganttView } from '../unit/shared/gantt/gantt-factory.ts';

const shape = fc.record({
  sites: fc.integer({ min: 1, max: 5 }),
  domains: fc.integer({ min: 1, max: 5 }),
  counts: fc.array(fc.integer({ min: 0, max: 6 }), { minLength: 1, maxLength: 7 }),
  groupBy: fc.constantFrom<GroupBy>('establishment', 'domain'),
  folds: fc.infiniteStream(fc.boolean()),
});

describe('rows', () => {
  it('with some collapsed are the full list without what lies under the collapsed', () => {
    fc.assert(
      fc.property(shape, ({ sites, domains, counts, groupBy, folds }) => {
        const model = buildGanttModel(ganttView(sites, domains, counts));
        const grouping = buildGrouping(model, groupBy);
        const all = [
          ...collapsibleKeys(model, grouping, 'group'),
          ...collapsibleKeys(model, grouping, 'deployment'),
        ];
        const collapsed = new Set(all.filter(() => folds.next().value));
        const full = { model, grouping, rows: buildRows(model, grouping, new Set()) };
        const shown = { model, grouping, rows: buildRows(model, grouping, collapsed) };
        const expected: string[] = [];
        for (let row = 0; row < full.rows.count; row++) {
          let above = parentRow(full, row);
          let isHidden = false;
          for (; above >= 0; above = parentRow(full, above)) isHidden ||= collapsed.has(rowKey(full, above));
          if (!isHidden) expected.push(rowKey(full, row));
        }
        const keys = Array.from({ length: shown.rows.count }, (_, row) => rowKey(shown, row));
        expect(keys).toEqual(expected);
        keys.forEach((key, row) => expect(findRow(shown, key)).toBe(row));
      }),
    );
  });

  it('hold each milestone once, whatever the grouping, and summaries cover what is under them', () => {
    fc.assert(
      fc.property(shape, ({ sites, domains, counts, groupBy }) => {
        const view = ganttView(sites, domains, counts);
        const model = buildGanttModel(view);
        const grouping = buildGrouping(model, groupBy);
        const source = { model, grouping, rows: buildRows(model, grouping, new Set()) };
        const shown: string[] = [];
        for (let row = 0; row < source.rows.count; row++) {
          if (source.rows.kind[row] !== ROW.milestone) continue;
          const m = source.rows.ref[row]!;
          shown.push(model.milestones[m]!.id);
          for (let up = parentRow(source, row); up >= 0; up = parentRow(source, up)) {
            const summary = rowSummary(source, up);
            expect(summary.start).toBeLessThanOrEqual(model.start[m]!);
            expect(summary.end).toBeGreaterThanOrEqual(model.end[m]!);
          }
        }
        expect(shown.toSorted()).toEqual(view.milestones.map((item) => item.id).toSorted());
        const total = grouping.groups.reduce((sum, group) => sum + group.summary.total, 0);
        expect(total).toBe(view.milestones.length);
      }),
    );
  });

  it('keep only the filtered establishments and domains', () => {
    fc.assert(
      fc.property(shape, ({ sites, domains, counts, groupBy, folds }) => {
        const view = ganttView(sites, domains, counts);
        const model = buildGanttModel(view);
        const establishmentIds = view.establishments.map((item) => item.id).filter(() => folds.next().value);
        const domainIds = view.domains.map((item) => item.id).filter(() => folds.next().value);
        const grouping = buildGrouping(model, groupBy, { establishmentIds, domainIds });
        const kept = grouping.groups.flatMap((group) => group.deployments);
        expect(kept.length).toBe(establishmentIds.length * domainIds.length);
        for (const d of kept) {
          expect(establishmentIds).toContain(view.deployments[d]!.establishmentId);
          expect(domainIds).toContain(view.deployments[d]!.domainId);
        }
      }),
    );
  });
});
