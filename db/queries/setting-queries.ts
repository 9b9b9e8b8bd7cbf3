import type { ReadDb } from '../sqlite.ts';

/** A local setting, or null. */
export function getSetting(db: ReadDb, key: string): string | null {
  return (
    db.prepare<[string], { value: string }>('SELECT value FROM setting WHERE key = ?').get(key)?.value ?? null
  );
}
