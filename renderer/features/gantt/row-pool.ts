import { cellText, type CellSource } from '../../../shared/gantt/row-text.ts';
import { hasChildren, isOpenRow, rowLabel } from '../../../shared/gantt/rows.ts';
import { isSelectedRow } from '../../../shared/gantt/scene-input.ts';
import { availableColumns, columnKeys } from '../../../shared/gantt/table-columns.ts';
import type { GanttWords } from '../../../shared/gantt/words.ts';
import styles from './gantt.module.css';

export interface RowContent extends CellSource {
  readonly words: GanttWords;
  readonly rowHeight: number;
  readonly selectedRow: number;
  readonly selection: ReadonlySet<number>;
}

interface PooledRow {
  readonly element: HTMLElement;
  readonly cells: readonly Text[];
}

/** Scrolling is over when nothing scrolled for this long. */
const REST_MS = 50;

/**
 * The visible rows as elements, for assistive tools, the pointer's highlight and tests. What is seen is painted on the
 * canvas beneath, because filling elements anew costs a frame of fast scrolling several times what painting does; so
 * the elements follow the first step of a scroll at once and the others when it rests.
 */
export interface RowPool {
  /** Shows rows `first ... last - 1`, at once or, amid scrolling, when it rests; the first begins `offset` pixels above the top. */
  readonly show: (content: RowContent, first: number, last: number, offset: number, atOnce: boolean) => void;
  readonly destroy: () => void;
}

/** Id of the element that stands for a row, for `aria-activedescendant`. */
export function rowElementId(row: number): string {
  return `gantt-row-${row}`;
}

/** A pool under `layer`, which it moves as a whole. */
export function createRowPool(layer: HTMLElement): RowPool {
  const pool: PooledRow[] = [];
  let timer = 0;
  let isBehind = false;
  let latest: () => void = () => undefined;

  function fill(content: RowContent, first: number, last: number, offset: number): void {
    while (pool.length < last - first) pool.push(createRow(layer));
    layer.style.transform = `translateY(${-offset}px)`;
    pool.forEach((item, index) => {
      if (first + index < last) fillRow(item, content, first + index, index * content.rowHeight);
      else item.element.hidden = true;
    });
  }

  return {
    show: (content, first, last, offset, atOnce) => {
      latest = () => fill(content, first, last, offset);
      // The first elements follow the first paint, which does not need them.
      isBehind = pool.length === 0 || (!atOnce && timer !== 0);
      if (!isBehind) latest();
      clearTimeout(timer);
      timer = window.setTimeout(() => {
        timer = 0;
        if (isBehind) latest();
        isBehind = false;
      }, REST_MS);
    },
    destroy: () => clearTimeout(timer),
  };
}

function createRow(layer: HTMLElement): PooledRow {
  const element = document.createElement('div');
  element.setAttribute('role', 'row');
  element.className = styles['row'] ?? '';
  const cells = columnKeys.map((column, index) => {
    const cell = document.createElement('div');
    cell.setAttribute('role', index === 0 ? 'rowheader' : 'gridcell');
    cell.className = `${styles['cell']} ${styles[column]}`;
    const text = document.createTextNode('');
    cell.append(text);
    element.append(cell);
    return text;
  });
  layer.append(element);
  return { element, cells };
}

function fillRow({ element, cells }: PooledRow, content: RowContent, row: number, y: number): void {
  element.hidden = false;
  element.id = rowElementId(row);
  element.style.transform = `translateY(${y}px)`;
  element.setAttribute('aria-rowindex', String(row + 2));
  element.setAttribute('aria-level', String(content.rows.kind[row]! + 1));
  element.setAttribute('aria-selected', String(isSelectedRow(content, row)));
  element.toggleAttribute('data-active', row === content.selectedRow);
  if (hasChildren(content, row)) element.setAttribute('aria-expanded', String(isOpenRow(content, row)));
  else element.removeAttribute('aria-expanded');
  element.title = rowLabel(content, row);
  // All of them, seen or not: who reads the elements has no width to spare.
  const available = availableColumns(content.model, content.path);
  columnKeys.forEach((column, index) => {
    const node = cells[index]!;
    const text = available.includes(column) ? cellText(content, row, column, content.words) : '';
    if (node.data !== text) node.data = text;
  });
}
