import { memo } from 'react';
import type { MatrixCell } from '../../../shared/views/matrix-view.ts';
import classes from './matrix.module.css';
import type { MatrixWords } from './matrix-words.ts';

export interface GridCellProps {
  readonly cell: MatrixCell | null;
  readonly column: number;
  readonly left: number;
  readonly width: number;
  readonly active: boolean;
  readonly selected: boolean;
  readonly dimmed: boolean;
  readonly words: MatrixWords;
}

/**
 * One cell: stage and weather, then what it waits for or its next milestone, and the age of the last confirmation.
 * The fewest elements that can say it, without hooks, shapes drawn by the style: some two hundred come at once.
 */
export const GridCell = memo(function GridCell(props: GridCellProps) {
  const { cell, column, left, width, active, selected, dimmed, words } = props;
  const inScope = cell !== null && cell.stage !== 'out_of_scope';
  return (
    <div
      className={classes.cell}
      role="gridcell"
      aria-colindex={column + 2}
      aria-selected={selected}
      // Put together for the one cell under the keyboard; the pointer has its tooltip.
      aria-description={inScope && active ? words.tell(cell) : undefined}
      tabIndex={active ? 0 : -1}
      data-col={column}
      data-stage={inScope ? cell.stage : undefined}
      data-empty={inScope ? undefined : ''}
      data-dimmed={dimmed ? '' : undefined}
      style={{ left, width }}
    >
      {inScope ? drawCell(cell, words) : drawOutOfScope(words)}
    </div>
  );
});

function drawOutOfScope(words: MatrixWords) {
  return (
    <>
      <span aria-hidden="true">–</span>
      <span className="visually-hidden">{words.outOfScope}</span>
    </>
  );
}

function drawCell(cell: MatrixCell, words: MatrixWords) {
  const stale = cell.freshness === 'fresh' ? undefined : '';
  const waits = cell.waitsFor.length > 0;
  // What holds a cell up says more than a date that cannot be kept before it.
  const date = waits && !cell.nextMilestone?.late ? null : cell.nextMilestone;
  return (
    <>
      {cell.weather !== null && (
        <span
          className={classes.weather}
          role="img"
          aria-label={words.weather(cell.weather, cell.freshness)}
          data-weather={words.trueWeather(cell.weather, cell.freshness)}
          data-stale={stale}
        />
      )}
      <span className={classes.stage}>{words.stage(cell.stage)}</span>
      <span className={classes.age} data-stale={stale}>
        {words.age(cell.confirmedDaysAgo)}
      </span>
      {(date || waits) && (
        <span className={classes.next}>
          {date && drawDate(date, words)}
          {waits ? words.waitsFor(cell.waitsFor) : date?.label}
        </span>
      )}
    </>
  );
}

/** The date comes first, so that dates stand in line; an element of its own only where it has to stand out. */
function drawDate(date: NonNullable<MatrixCell['nextMilestone']>, words: MatrixWords) {
  const text = words.shortDate(date);
  return date.late ? <span className={classes.late}>{text} </span> : `${text} `;
}
