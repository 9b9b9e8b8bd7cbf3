import type { MatrixView } from '../../../shared/views/matrix-view.ts';
import type { MatrixGridModel } from './matrix-rows.ts';

const OUT_OF_SCOPE = 'out_of_scope';

/** Deployments of the whole group that are in scope. */
export function countInScope(view: MatrixView): number {
  return view.cells.filter((cell) => cell.stage !== OUT_OF_SCOPE).length;
}

/** Deployments the filter leaves: those that match, or all in scope of the rows and columns left. */
export function countShown(model: MatrixGridModel): number {
  if (model.matches !== null) return model.matches.size;
  return model.rows.reduce(
    (sum, row) =>
      sum +
      (row.kind === 'domain'
        ? row.cells.filter((cell) => cell !== null && cell.stage !== OUT_OF_SCOPE).length
        : 0),
    0,
  );
}

/** Deployments with at least one late milestone. */
export function countLate(view: MatrixView): number {
  return view.cells.filter((cell) => cell.lateCount > 0).length;
}

/** Deployments in a stage, told by its code. */
export function countStage(view: MatrixView, stage: string): number {
  return view.cells.filter((cell) => cell.stage === stage).length;
}
