import { describe, expect, it } from 'vitest';
import { buildGanttModel } from '../../../../shared/gantt/gantt-model.ts';
import {
  countAsked,
  keptMilestones,
  type MilestoneFilter,
} from '../../../../shared/gantt/milestone-filter.ts';
import { buildGrouping, buildRows, ROW, rowLabel, type RowFilter } from '../../../../shared/gantt/rows.ts';
import { ganttView, milestone, texts } from './gantt-factory.ts';

const view = ganttView(2, 1, [0]);
view.domains[0]!.label = 'Dossier médical';
view.deployments[1]!.wave = 2;
view.milestones.push(
  milestone(0, 0, { label: 'Bascule', owner: 'Marie D.', late: true }),
  milestone(0, 1, { label: 'Recette', owner: 'Luc M.', blocked: true }),
  milestone(1, 0, { label: 'Bascule', owner: 'Luc M.', status: 'done', late: true }),
  milestone(1, 1, { label: 'Formation', status: 'in_progress' }),
);
const model = buildGanttModel(view);

function kept(filter: MilestoneFilter): number[] | null {
  const flags = keptMilestones(model, filter);
  return flags && [...flags];
}

function labels(filter: RowFilter): string[] {
  const grouping = buildGrouping(model, 'establishment', filter, texts.words.groups);
  const source = { model, grouping, rows: buildRows(model, grouping, new Set()) };
  return Array.from({ length: source.rows.count }, (_, row) => row)
    .filter((row) => source.rows.kind[row] === ROW.milestone)
    .map((row) => rowLabel(source, row));
}

describe('filter of milestones', () => {
  it('asks nothing when it is empty', () => {
    expect(kept({})).toBeNull();
    expect(kept({ text: '  ', owners: [], states: [] })).toBeNull();
    expect(countAsked({ text: ' ', waves: [1], states: ['late'] })).toBe(2);
  });

  it('finds words in a milestone and its place together, without accents or case', () => {
    expect(kept({ text: 'MEDICAL bascule' })).toEqual([1, 0, 1, 0]);
    expect(kept({ text: 'site 1' })).toEqual([0, 0, 1, 1]);
    expect(kept({ text: 'site 1 recette' })).toEqual([0, 0, 0, 0]);
  });

  it('takes any of the chosen owners and any of the chosen states, what is done being never late', () => {
    expect(kept({ owners: ['Luc M.'] })).toEqual([0, 1, 1, 0]);
    expect(kept({ states: ['late'] })).toEqual([1, 0, 0, 0]);
    expect(kept({ states: ['blocked', 'done'] })).toEqual([0, 1, 1, 0]);
    expect(kept({ states: ['late'], owners: ['Luc M.'] })).toEqual([0, 0, 0, 0]);
  });

  it('leaves out deployments and groups of which nothing is left', () => {
    expect(labels({ states: ['late'] })).toEqual(['Bascule']);
    expect(
      buildGrouping(model, 'establishment', { states: ['late'] }, texts.words.groups).groups,
    ).toHaveLength(1);
    expect(labels({ waves: [2] })).toEqual(['Bascule', 'Formation']);
    expect(labels({ text: 'introuvable' })).toEqual([]);
    expect(labels({})).toHaveLength(4);
  });
});
