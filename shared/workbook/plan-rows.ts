/** What becomes of each task of a planning: brought in, left to somebody to decide, or there twice. */
import { foldText } from '../domain/fold-text.ts';
import type { PlanningTask, ReadPlanning, TaskIssue } from './read-planning.ts';
import { siteFinder, siteKey, type NamedSite } from './site-names.ts';

export const decideReasons = ['no-label', 'unknown-site', 'end-before-start', 'outside-years'] as const;
export type DecideReason = (typeof decideReasons)[number];

export type RowIssue = TaskIssue | DecideReason | 'duplicate' | 'site-alias';

export interface PlannedRow {
  readonly task: PlanningTask;
  readonly siteId: string | null;
  readonly outcome: 'import' | 'decide' | 'duplicate';
  readonly issues: readonly RowIssue[];
}

/** A name the group knows no site by; `suggested` is what the workbook itself says it means. */
export interface UnknownSite {
  readonly text: string;
  readonly rows: number;
  readonly suggested: string | null;
}

export interface PlannedRows {
  readonly rows: readonly PlannedRow[];
  readonly unknownSites: readonly UnknownSite[];
}

/**
 * Decides for each task. `aliases` says what somebody answered about names: a site by its id, or null to leave those
 * rows out; a name nobody answered for is taken as the workbook explains it.
 */
export function planRows(
  planning: ReadPlanning,
  sites: readonly NamedSite[],
  aliases: ReadonlyMap<string, string | null>,
  isPlannable: (day: string) => boolean,
): PlannedRows {
  const find = siteFinder(sites);
  const answered = new Map([...aliases].map(([text, id]) => [siteKey(text), id]));
  const explained = (text: string): string | null => {
    const meaning = planning.explained.get(foldText(text));
    return meaning === undefined ? null : find(meaning);
  };
  const siteOf = (text: string): { id: string | null; isAlias: boolean } => {
    const known = find(text);
    if (known !== null) return { id: known, isAlias: false };
    const key = siteKey(text);
    const id = answered.has(key) ? (answered.get(key) ?? null) : explained(text);
    return { id, isAlias: id !== null };
  };
  const seen = new Set<string>();
  const rows = planning.sheets.flatMap(({ tasks }) =>
    tasks.map((task): PlannedRow => {
      const { id: siteId, isAlias } = siteOf(task.site);
      const own = { task, siteId };
      const reason = undecided(task, siteId, isPlannable);
      if (reason) return { ...own, outcome: 'decide', issues: [reason] };
      const key = [siteId, foldText(task.label), task.start, task.end].join('\n');
      if (seen.has(key)) return { ...own, outcome: 'duplicate', issues: ['duplicate', ...task.issues] };
      seen.add(key);
      return {
        ...own,
        outcome: 'import',
        issues: [...task.issues, ...(isAlias ? (['site-alias'] as const) : [])],
      };
    }),
  );
  return { rows, unknownSites: unknownSites(planning, find, explained) };
}

function undecided(
  { label, start, end }: PlanningTask,
  siteId: string | null,
  isPlannable: (day: string) => boolean,
): DecideReason | null {
  if (label === '') return 'no-label';
  if (siteId === null) return 'unknown-site';
  if (start !== null && end !== null && end < start) return 'end-before-start';
  return [start, end].every((day) => day === null || isPlannable(day)) ? null : 'outside-years';
}

function unknownSites(
  planning: ReadPlanning,
  find: (name: string) => string | null,
  explained: (name: string) => string | null,
): UnknownSite[] {
  const counts = new Map<string, UnknownSite>();
  for (const { site } of planning.sheets.flatMap(({ tasks }) => tasks)) {
    if (find(site) !== null) continue;
    const key = siteKey(site);
    const rows = (counts.get(key)?.rows ?? 0) + 1;
    counts.set(key, { text: counts.get(key)?.text ?? site, rows, suggested: explained(site) });
  }
  return [...counts.values()];
}
