import {
  lastPlanningSchema,
  planningViewSchema,
  type LastPlanning,
  type PlanningView,
  type PlanningViews,
} from '../../shared/views/planning-view.ts';
import type { ReadDb } from '../sqlite.ts';
import { getSetting } from './setting-queries.ts';

/** Keys of the local settings that hold them, as JSON. */
export const planningSettings = { views: 'planning.views', last: 'planning.last' } as const;

const byName = new Intl.Collator('fr', { numeric: true });

/** The named views of the planning here, by name, and how its screen was left. What this version cannot read is left out. */
export function getPlanningViews(db: ReadDb): PlanningViews {
  return db.snapshot(() => ({ views: listPlanningViews(db), last: getLast(db) }));
}

/** The named views, by name. */
export function listPlanningViews(db: ReadDb): PlanningView[] {
  const stored = readJson(db, planningSettings.views);
  if (!Array.isArray(stored)) return [];
  return stored
    .flatMap((one) => planningViewSchema.safeParse(one).data ?? [])
    .toSorted((a, b) => byName.compare(a.name, b.name));
}

function getLast(db: ReadDb): LastPlanning | null {
  return lastPlanningSchema.safeParse(readJson(db, planningSettings.last)).data ?? null;
}

function readJson(db: ReadDb, key: string): unknown {
  const text = getSetting(db, key);
  return text === null ? null : JSON.parse(text);
}
