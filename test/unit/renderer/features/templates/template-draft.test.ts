import { describe, expect, it } from 'vitest';
import {
  addRow,
  changeRow,
  draftOf,
  isChanged,
  type DraftRow,
  linkText,
  moveRow,
  readLinks,
  removeRow,
  type TemplateDraft,
  toSave,
  unreadRows,
} from '../../../../../renderer/features/templates/template-draft.ts';
import type { TemplateListView, TemplateRowView } from '../../../../../shared/views/template-view.ts';

const id = (n: number): string => `00000000-0000-7000-8000-${String(n).padStart(12, '0')}`;

function row(n: number, predecessors: TemplateRowView['predecessors']): TemplateRowView {
  return {
    id: id(n),
    code: String(n),
    label: `Ligne ${n}`,
    kind: 'task',
    phase: 'framing',
    duration: n,
    durationUnit: 'working',
    scalable: true,
    repeated: false,
    role: null,
    predecessors,
    prerequisites: [],
  };
}
const after = (at: number): TemplateRowView['predecessors'][number] => ({
  at,
  type: 'FS',
  lag: 0,
  lagUnit: 'working',
});
const template: TemplateListView['templates'][number] = {
  id: id(99),
  code: 'T-X',
  label: 'Modèle',
  version: 3,
  note: null,
  domainCount: 1,
  workingDays: 6,
  rows: [
    row(1, []),
    row(2, [after(0)]),
    row(3, [after(1), { at: 0, type: 'SS', lag: 5, lagUnit: 'working' }]),
  ],
};
const draft = draftOf(template);
const rowAt = (of: TemplateDraft, at: number): DraftRow => {
  const found = of.rows[at];
  if (!found) throw new Error(`no row ${at}`);
  return found;
};
const texts = (of: TemplateDraft): string[] => of.rows.map((one) => linkText(of, one));

describe('the draft of a template', () => {
  it('is saved as it came when nothing changes', () => {
    const { rows } = toSave(draft);
    expect(rows.map(({ predecessors }) => predecessors)).toEqual(
      template.rows.map(({ predecessors }) => predecessors),
    );
    expect(rows.map((one) => one.id)).toEqual([id(1), id(2), id(3)]);
    expect(Object.keys(rows[0] ?? {})).not.toContain('key');
  });

  it('writes links by number, and reads what it writes', () => {
    expect(texts(draft)).toEqual(['', '1', '2 ; 1SS+5']);
    for (const one of draft.rows) expect(readLinks(draft, linkText(draft, one))).toEqual(one.predecessors);
    expect(readLinks(draft, '1ff-3c, 2')).toEqual([
      { row: id(1), type: 'FF', lag: -3, lagUnit: 'calendar' },
      { row: id(2), type: 'FS', lag: 0, lagUnit: 'working' },
    ]);
    expect(readLinks(draft, '')).toEqual([]);
    for (const wrong of ['9', '0', 'x', '1XX', '1 2', '1FS+']) expect(readLinks(draft, wrong)).toBeNull();
  });

  it('is not done while a text of links cannot be read, and never sends that text', () => {
    const wrong = changeRow(draft, id(2), { unreadLinks: '9' });
    expect(unreadRows(draft)).toEqual([]);
    expect(unreadRows(wrong)).toEqual([2]);
    expect(unreadRows(moveRow(wrong, id(2), 1))).toEqual([3]);
    expect(toSave(wrong)).toEqual(toSave(draft));
    expect(isChanged(draft, draftOf(template))).toBe(false);
    expect(isChanged(wrong, draft)).toBe(true);
    expect(isChanged(changeRow(wrong, id(2), { unreadLinks: null }), draft)).toBe(false);
    expect(isChanged({ ...draft, label: 'Autre' }, draft)).toBe(true);
  });

  it('keeps links to their rows when a row moves', () => {
    const moved = moveRow(draft, id(1), 1);
    expect(moved.rows.map(({ key }) => key)).toEqual([id(2), id(1), id(3)]);
    expect(texts(moved)).toEqual(['2', '', '1 ; 2SS+5']);
    expect(moveRow(draft, id(1), -1)).toBe(draft);
    expect(moveRow(draft, id(3), 1)).toBe(draft);
  });

  it('hands on what a removed row waited for', () => {
    const shorter = removeRow(draft, id(2));
    expect(texts(shorter)).toEqual(['', '1SS+5']);
    const plain = changeRow(draft, id(3), { predecessors: rowAt(draft, 2).predecessors.slice(0, 1) });
    expect(texts(removeRow(plain, id(2)))).toEqual(['', '1']);
  });

  it('adds rows after the last, each with a key of its own and no id yet', () => {
    const longer = addRow(addRow(draft, 'Nouvelle'), 'Autre');
    expect(longer.rows.slice(3).map(({ key, id: rowId, duration }) => [key, rowId, duration])).toEqual([
      ['new-1', null, 1],
      ['new-2', null, 1],
    ]);
    expect(texts(longer).slice(3)).toEqual(['3', '4']);
    expect(toSave(longer).rows.at(-1)?.predecessors).toEqual([after(3)]);
  });
});
