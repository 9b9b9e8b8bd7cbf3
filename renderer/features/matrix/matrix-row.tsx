import { memo, type ReactNode } from 'react';
import { GridCell } from './matrix-cell.tsx';
import classes from './matrix.module.css';
import type { DomainRow, FamilyRow } from './matrix-rows.ts';
import type { MatrixWords } from './matrix-words.ts';
import { rateShares } from './rate-shares.ts';

interface RowPlace {
  readonly index: number;
  readonly top: number;
  readonly height: number;
}

/** Heading of a family across the whole width; it stays readable while the columns scroll. */
export const MatrixFamilyRow = memo(function MatrixFamilyRow({
  row,
  index,
  top,
  height,
}: { row: FamilyRow } & RowPlace) {
  return (
    <div className={classes.familyRow} role="row" aria-rowindex={index + 2} style={{ top, height }}>
      <div className={classes.familyLabel} role="rowheader" aria-colindex={1}>
        {row.label}
      </div>
    </div>
  );
});

interface DomainRowProps extends RowPlace {
  readonly row: DomainRow;
  readonly first: number;
  readonly last: number;
  /** One more column to draw, outside of the run, because it holds the focus; or -1. */
  readonly extra: number;
  readonly columnWidth: number;
  readonly headWidth: number;
  readonly matches: ReadonlySet<string> | null;
  /** Column of this row that holds the roving focus, or -1. */
  readonly active: number;
  /** Whether that column is the one the user chose. */
  readonly selected: boolean;
  readonly words: MatrixWords;
}

/**
 * One domain and the cells in sight. Props are plain values that change for the row alone, so that scrolling and
 * moving the focus leave the other rows as they are.
 */
export const MatrixDomainRow = memo(function MatrixDomainRow(props: DomainRowProps) {
  const { row, index, top, height, headWidth, words } = props;
  return (
    <div
      className={classes.row}
      role="row"
      aria-rowindex={index + 2}
      data-row={index}
      style={{ top, height }}
    >
      <div
        className={classes.rowHead}
        role="rowheader"
        aria-colindex={1}
        data-head="row"
        style={{ width: headWidth, ...rateShares(row.domain.summary) }}
      >
        <span className={classes.rowLabel}>{row.domain.label}</span>
        <span className={classes.rowFigures}>
          <span className={classes.code}>{row.domain.code}</span>
          <span className={classes.rate}>{words.rate(row.domain.summary)}</span>
        </span>
      </div>
      {drawCells(props)}
    </div>
  );
});

function drawCells({
  row,
  first,
  last,
  extra,
  columnWidth,
  headWidth,
  matches,
  active,
  selected,
  words,
}: DomainRowProps): ReactNode[] {
  const drawn: ReactNode[] = [];
  const draw = (column: number): void => {
    const cell = row.cells[column] ?? null;
    drawn.push(
      <GridCell
        key={column}
        cell={cell}
        column={column}
        left={headWidth + column * columnWidth}
        width={columnWidth}
        active={column === active}
        selected={selected && column === active}
        dimmed={matches !== null && cell !== null && !matches.has(cell.deploymentId)}
        words={words}
      />,
    );
  };
  if (extra >= 0 && extra < first) draw(extra);
  for (let column = first; column <= last; column++) draw(column);
  if (extra > last) draw(extra);
  return drawn;
}
