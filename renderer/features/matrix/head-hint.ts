import type { Rate } from '../../../shared/views/matrix-view.ts';
import type { MatrixGridModel } from './matrix-rows.ts';
import type { MatrixWords } from './matrix-words.ts';
import { cellOf, placeOf } from './use-pointer-tracks.ts';

/** Gives the cell under the pointer its tooltip: all that it says, in words. */
export function hintCell(target: EventTarget, model: MatrixGridModel, words: MatrixWords): void {
  const place = placeOf(target);
  const element = cellOf(target);
  const row = place && model.rows[place.row];
  if (!place || !element || row?.kind !== 'domain') return;
  const cell = row.cells[place.column];
  element.title = cell && cell.stage !== 'out_of_scope' ? words.tell(cell) : words.outOfScope;
}

/**
 * Gives the head under the pointer its tooltip: the whole name, and the counts in words. Worked out then, because
 * sixty heads come at once and one is pointed at.
 */
export function hintHead(target: EventTarget, model: MatrixGridModel, total: Rate, words: MatrixWords): void {
  const head = target instanceof Element ? target.closest<HTMLElement>('[data-head]') : null;
  if (!head) return;
  const which = head.dataset['head'];
  if (which === 'all') head.title = words.summary(total);
  else if (which === 'row') {
    const row = model.rows[Number(head.parentElement?.dataset['row'])];
    if (row?.kind === 'domain') head.title = `${row.domain.label}\n${words.summary(row.domain.summary)}`;
  } else {
    const site = model.columns[Number(which)];
    if (site) head.title = `${site.name}\n${words.summary(site.summary)}`;
  }
}
