import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildGanttModel } from '../../shared/gantt/gantt-model.ts';
import {
  buildGrouping,
  buildRows,
  collapsibleKeys,
  findRow,
  groupings,
  parentRow,
  type GroupBy,
  ROW,
  rowKey,
  rowLabel,
  rowSummary,
} from '../../shared/gantt/rows.ts';
import { ganttView, texts } from '../unit/shared/gantt/gantt-factory.ts';

const shape = fc.record({
  sites: fc.integer({ min: 1, max: 5 }),
  domains: fc.integer({ min: 1, max: 5 }),
  counts: fc.array(fc.integer({ min: 0, max: 6 }), { minLength: 1, maxLength: 7 }),
  groupBy: fc.constantFrom(...groupings),
  folds: fc.infiniteStream(fc.boolean()),
});

describe('rows', () => {
  it('with some collapsed are the full list without what lies under the collapsed', () => {
    fc.assert(
      fc.property(shape, ({ sites, domains, counts, groupBy, folds }) => {
        const model = buildGanttModel(ganttView(sites, domains, counts));
        const grouping = buildGrouping(model, groupBy, {}, texts.words.groups);
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
        const grouping = buildGrouping(model, groupBy, {}, texts.words.groups);
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
        const grouping = buildGrouping(model, groupBy, { establishmentIds, domainIds }, texts.words.groups);
        const kept = grouping.groups.flatMap((group) => group.deployments);
        expect(kept.length).toBe(establishmentIds.length * domainIds.length);
        for (const d of kept) {
          expect(establishmentIds).toContain(view.deployments[d]!.establishmentId);
          expect(domainIds).toContain(view.deployments[d]!.domainId);
        }
      }),
    );
  });

  it('by wave, referent or product put together what shares one, those without last, and name domain and site', () => {
    const view = ganttView(2, 2, [1]);
    const ann = { id: 'p1', name: 'Ann Aubry' };
    view.deployments = view.deployments.map((deployment, d) => ({
      ...deployment,
      wave: [10, null, 2, 10][d]!,
      referent: [null, ann, ann, { id: 'p2', name: 'Ann Aubry' }][d]!,
      targetProduct: ['Sillage', 'Orbis', null, 'Orbis'][d]!,
    }));
    const model = buildGanttModel(view);
    const groupsBy = (groupBy: GroupBy) =>
      buildGrouping(model, groupBy, {}, texts.words.groups).groups.map(({ label, deployments }) => [
        label,
        deployments,
      ]);
    expect(groupsBy('wave')).toEqual([
      ['Vague 2', [2]],
      ['Vague 10', [0, 3]],
      ['Sans vague', [1]],
    ]);
    expect(groupsBy('referent')).toEqual([
      ['Ann Aubry', [2, 1]],
      ['Ann Aubry', [3]],
      ['Sans référent', [0]],
    ]);
    expect(groupsBy('product')).toEqual([
      ['Orbis', [1, 3]],
      ['Sillage', [0]],
      ['Sans application cible', [2]],
    ]);
    const grouping = buildGrouping(model, 'wave', {}, texts.words.groups);
    const source = { model, grouping, rows: buildRows(model, grouping, new Set()) };
    expect(rowLabel(source, 1)).toBe('Domaine 0 · Site 1');
  });
});
