import type { TemplateListView, TemplateRowView, TemplateSave } from '../../../shared/views/template-view.ts';

export interface DraftLink {
  /** Key of the row that is waited for. */
  readonly row: string;
  readonly type: TemplateRowView['predecessors'][number]['type'];
  readonly lag: number;
  readonly lagUnit: TemplateRowView['durationUnit'];
}

export interface DraftRow extends Omit<TemplateRowView, 'id' | 'code' | 'predecessors'> {
  /** Id of the row, or a name of its own until it has one. */
  readonly key: string;
  readonly id: string | null;
  readonly predecessors: readonly DraftLink[];
  /** What was typed for the links and cannot be read; nothing is saved until it is put right. Null: nothing. */
  readonly unreadLinks: string | null;
}

export interface TemplateDraft {
  readonly label: string;
  readonly rows: readonly DraftRow[];
}

/** A template as its editor holds it. */
export function draftOf({ label, rows }: TemplateListView['templates'][number]): TemplateDraft {
  return {
    label,
    rows: rows.map(({ code: _code, predecessors, ...row }) => ({
      ...row,
      key: row.id,
      unreadLinks: null,
      predecessors: predecessors.flatMap(({ at, ...link }) => {
        const before = rows[at];
        return before ? [{ ...link, row: before.id }] : [];
      }),
    })),
  };
}

/** Changes a row by its key. */
export function changeRow(draft: TemplateDraft, key: string, part: Partial<DraftRow>): TemplateDraft {
  return { ...draft, rows: draft.rows.map((row) => (row.key === key ? { ...row, ...part } : row)) };
}

/** Adds a day's task at the end, after the last row. */
export function addRow(draft: TemplateDraft, label: string): TemplateDraft {
  const last = draft.rows.at(-1);
  const numbers = draft.rows.flatMap(({ key }) => (key.startsWith('new-') ? [Number(key.slice(4))] : []));
  const row: DraftRow = {
    key: `new-${Math.max(0, ...numbers) + 1}`,
    id: null,
    label,
    kind: 'task',
    phase: last?.phase ?? null,
    duration: 1,
    durationUnit: 'working',
    scalable: true,
    repeated: false,
    role: null,
    predecessors: last ? [{ row: last.key, type: 'FS', lag: 0, lagUnit: 'working' }] : [],
    unreadLinks: null,
    prerequisites: [],
  };
  return { ...draft, rows: [...draft.rows, row] };
}

/** Takes a row away; what waited for it waits for what it waited for. */
export function removeRow(draft: TemplateDraft, key: string): TemplateDraft {
  const gone = draft.rows.find((row) => row.key === key);
  const rows = draft.rows
    .filter((row) => row.key !== key)
    .map((row) => {
      if (!row.predecessors.some((link) => link.row === key)) return row;
      const kept = row.predecessors.filter((link) => link.row !== key);
      const known = new Set(kept.map((link) => link.row));
      const inherited = (gone?.predecessors ?? []).filter((link) => !known.has(link.row));
      return { ...row, predecessors: [...kept, ...inherited] };
    });
  return { ...draft, rows };
}

/** Moves a row up (-1) or down (1); links stay. */
export function moveRow(draft: TemplateDraft, key: string, by: -1 | 1): TemplateDraft {
  const from = draft.rows.findIndex((row) => row.key === key);
  const row = draft.rows[from];
  const to = from + by;
  if (!row || to < 0 || to >= draft.rows.length) return draft;
  return { ...draft, rows: draft.rows.toSpliced(from, 1).toSpliced(to, 0, row) };
}

/** Links as people write them, by the number of the row: « 2 ; 4SS+5 ; 7FS-3c », c for calendar days. */
export function linkText(draft: TemplateDraft, { predecessors }: DraftRow): string {
  const numbers = new Map(draft.rows.map(({ key }, at) => [key, at + 1]));
  return predecessors
    .map(({ row, type, lag, lagUnit }) => {
      const days = lag === 0 ? '' : `${lag > 0 ? '+' : ''}${lag}${lagUnit === 'calendar' ? 'c' : ''}`;
      const kind = type === 'FS' && days === '' ? '' : type;
      return `${numbers.get(row) ?? ''}${kind}${days}`;
    })
    .join(' ; ');
}

/** Reads links as `linkText` writes them; null when a part cannot be read or names no row. */
export function readLinks(draft: TemplateDraft, text: string): DraftLink[] | null {
  const parts = text
    .split(/[;,]/)
    .map((part) => part.trim())
    .filter((part) => part !== '');
  const links = parts.map((part): DraftLink | null => {
    const [, number, type, lag, unit] = /^(\d+)\s*(FS|SS|FF|SF)?\s*([+-]\s*\d+)?\s*(c)?$/i.exec(part) ?? [];
    const row = draft.rows[Number(number) - 1];
    if (!row) return null;
    return {
      row: row.key,
      type: linkTypes.find((known) => known === type?.toUpperCase()) ?? 'FS',
      lag: lag === undefined ? 0 : Number(lag.replaceAll(' ', '')),
      lagUnit: unit === undefined ? 'working' : 'calendar',
    };
  });
  return links.every((link) => link !== null) ? links : null;
}

const linkTypes = ['FS', 'SS', 'FF', 'SF'] as const;

/** Numbers, from 1, of the rows whose links cannot be read as they were typed. */
export function unreadRows({ rows }: TemplateDraft): number[] {
  return rows.flatMap(({ unreadLinks }, at) => (unreadLinks === null ? [] : [at + 1]));
}

/** Whether a draft has anything a person would miss: another content, or a text still to be put right. */
export function isChanged(draft: TemplateDraft, saved: TemplateDraft): boolean {
  return unreadRows(draft).length > 0 || JSON.stringify(toSave(draft)) !== JSON.stringify(toSave(saved));
}

/** What is sent to be saved; texts that cannot be read are not part of it. */
export function toSave(draft: TemplateDraft): Pick<TemplateSave, 'label' | 'rows'> {
  const places = new Map(draft.rows.map(({ key }, at) => [key, at]));
  return {
    label: draft.label,
    rows: draft.rows.map(({ key: _key, unreadLinks: _unread, prerequisites, predecessors, ...row }) => ({
      ...row,
      prerequisites: prerequisites.map(({ name: _name, ...link }) => link),
      predecessors: predecessors.map(({ row: before, ...link }) => ({
        ...link,
        at: places.get(before) ?? 0,
      })),
    })),
  };
}
