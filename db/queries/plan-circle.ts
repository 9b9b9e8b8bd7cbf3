import { AppError } from '../../shared/rpc/app-error.ts';
import { CycleError } from '../../shared/scheduling/network.ts';
import type { ReadDb } from '../sqlite.ts';

/** Runs a computation on links; a circle becomes a sentence that names its milestones in order. */
export function refusingCircles<T>(db: ReadDb, compute: () => T): T {
  try {
    return compute();
  } catch (error) {
    if (!(error instanceof CycleError)) throw error;
    throw new AppError('refused', {
      key: 'error.link-circle',
      details: { path: spell(db, error.path) },
    });
  }
}

function spell(db: ReadDb, path: readonly string[]): string {
  const label = db.prepare<[string], { label: string | null; site: string | null }>(
    `SELECT m.label, coalesce(e.short_name, e.name) AS site FROM milestone m
      LEFT JOIN deployment d ON d.id = m.deployment_id LEFT JOIN establishment e ON e.id = d.establishment_id
      WHERE m.id = ?`,
  );
  return path
    .map((id) => {
      const row = label.get(id);
      return `${row?.label ?? id} (${row?.site ?? ''})`;
    })
    .join(' → ');
}
