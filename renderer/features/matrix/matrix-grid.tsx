import { defaultRangeExtractor, type Range, useVirtualizer } from '@tanstack/react-virtual';
import {
  type CSSProperties,
  type KeyboardEvent,
  type MouseEvent,
  type ReactNode,
  useCallback,
  useLayoutEffect,
  useRef,
} from 'react';
import type { Rate } from '../../../shared/views/matrix-view.ts';
import { MatrixHead } from './matrix-head.tsx';
import { MatrixDomainRow, MatrixFamilyRow } from './matrix-row.tsx';
import { type CellPlace, type MatrixGridModel, moveInGrid } from './matrix-rows.ts';
import classes from './matrix.module.css';
import { gestureOfKey, moveOfKey, type OpenGesture } from './matrix-keys.ts';
import { columnWidthFor, headWidthFor, type MatrixSizes, panelWidthFor } from './matrix-sizes.ts';
import { type ElementSize, useElementSize } from './use-element-size.ts';
import type { MatrixWords } from './matrix-words.ts';
import { hintCell, hintHead } from './head-hint.ts';
import { placeOf, usePointerTracks } from './use-pointer-tracks.ts';
import { useSettled } from './use-settled.ts';
import { useRovingFocus, useScrollMemory } from './use-roving-focus.ts';

/** Room kept for the vertical scroll bar, in pixels. */
const SCROLLBAR = 16;

export interface MatrixGridProps {
  readonly model: MatrixGridModel;
  readonly total: Rate;
  readonly words: MatrixWords;
  readonly sizes: MatrixSizes;
  readonly label: string;
  /** The cell with the roving focus. */
  readonly active: CellPlace;
  /** Whether the detail panel lies over the right of the grid. */
  readonly panelOpen: boolean;
  /** Whether the user chose that cell, or it is only where Tab enters. */
  readonly hasSelection: boolean;
  readonly initialScroll: { readonly top: number; readonly left: number };
  /** Takes the keyboard focus once drawn. */
  readonly focusOnMount: boolean;
  readonly onMove: (place: CellPlace) => void;
  /** A key, the pointer, or the small button of a cell. */
  readonly onOpen: (place: CellPlace, how: OpenGesture) => void;
  readonly onLeave: (scroll: { top: number; left: number }) => void;
  /** The small button that floats over the cell under the pointer. */
  readonly peek: ReactNode;
}

/** The matrix in the room it is given; it is drawn once that room is known, so that cells are drawn only once. */
export function MatrixGrid(props: MatrixGridProps) {
  const frame = useRef<HTMLDivElement>(null);
  const room = useElementSize(frame);
  return (
    <div ref={frame} className={classes.frame}>
      {room && <SizedGrid {...props} room={room} />}
    </div>
  );
}

/**
 * The grid itself, virtualised both ways. Heads stay by CSS, the row under the pointer is tinted by CSS and its
 * column by one moved strip, so that neither scrolling nor pointing redraws cells.
 */
function SizedGrid({ room, ...props }: MatrixGridProps & { readonly room: ElementSize }) {
  const { model, sizes, words, active } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const settled = useSettled();
  const headWidth = headWidthFor(room.width);
  const covered = props.panelOpen ? panelWidthFor(room.width) : 0;
  const columnWidth = columnWidthFor(room.width - SCROLLBAR, model.columns.length, sizes);

  const rowSize = useCallback(
    (index: number) => (model.rows[index]?.kind === 'family' ? sizes.familyHeight : sizes.rowHeight),
    [model, sizes],
  );
  const rows = useVirtualizer({
    count: model.rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: rowSize,
    overscan: settled ? 2 : 0,
    initialRect: room,
    paddingStart: sizes.headHeight,
    scrollPaddingStart: sizes.headHeight,
    initialOffset: props.initialScroll.top,
    rangeExtractor: useCallback((range: Range) => withIndex(range, active.row), [active.row]),
  });
  const columns = useVirtualizer({
    count: model.columns.length,
    horizontal: true,
    getScrollElement: () => scroller.current,
    estimateSize: () => columnWidth,
    overscan: settled ? 1 : 0,
    initialRect: room,
    paddingStart: headWidth,
    scrollPaddingStart: headWidth,
    paddingEnd: covered,
    scrollPaddingEnd: covered,
    initialOffset: props.initialScroll.left,
  });
  // The cell the panel tells of must not lie under it.
  useLayoutEffect(() => {
    if (covered > 0) columns.scrollToIndex(active.column);
  }, [columns, covered, active.column]);
  useRemeasure(rows, rowSize);
  useRemeasure(columns, columnWidth);

  const drawn = columns.getVirtualItems();
  const first = drawn[0]?.index ?? 0;
  const last = drawn.at(-1)?.index ?? -1;
  const tracks = usePointerTracks(headWidth, columnWidth);
  const takeFocus = useRovingFocus(scroller, active, props.focusOnMount);
  useScrollMemory(scroller, props.onLeave);

  const goTo = (place: CellPlace): void => {
    if (place.row === active.row && place.column === active.column) return;
    rows.scrollToIndex(place.row);
    columns.scrollToIndex(place.column);
    takeFocus(place);
    props.onMove(place);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>): void => {
    const from = placeOf(event.target);
    if (from === null) return;
    const move = moveOfKey(event);
    if (move) {
      tracks.leave();
      goTo(moveInGrid(model, from, move, pageRows(scroller.current, sizes)));
    }
    const gesture = gestureOfKey(event);
    if (gesture) props.onOpen(from, gesture);
    if (move || gesture) event.preventDefault();
  };
  const onClick = (event: MouseEvent<HTMLDivElement>): void => {
    const peeked = tracks.peekedPlace(event.target);
    const place = peeked ?? placeOf(event.target);
    if (place) props.onOpen(place, peeked ? 'peek' : 'pointer');
  };

  const spanColumn = (row: number): number =>
    row === active.row && (active.column < first || active.column > last) ? active.column : -1;
  const canvasStyle = {
    width: columns.getTotalSize(),
    height: rows.getTotalSize(),
    '--cell-top': `${sizes.cellTop}px`,
  } as CSSProperties;
  return (
    <div
      ref={scroller}
      className={classes.scroller}
      role="grid"
      aria-label={props.label}
      aria-rowcount={model.rows.length + 1}
      aria-colcount={model.columns.length + 1}
      onKeyDown={onKeyDown}
      onClick={onClick}
      onMouseOver={(event) => {
        tracks.follow(placeOf(event.target), event.target);
        hintCell(event.target, model, words);
        hintHead(event.target, model, props.total, words);
      }}
      onMouseLeave={tracks.leave}
    >
      <div className={classes.canvas} role="presentation" style={canvasStyle}>
        <MatrixHead
          columns={model.columns}
          first={first}
          last={last}
          columnWidth={columnWidth}
          headWidth={headWidth}
          sizes={sizes}
          total={props.total}
          words={words}
        />
        <div ref={tracks.strip} className={classes.strip} aria-hidden="true" />
        {rows.getVirtualItems().map(({ index, start, size }) => {
          const row = model.rows[index];
          if (row === undefined) return null;
          if (row.kind === 'family') {
            return <MatrixFamilyRow key={row.code} row={row} index={index} top={start} height={size} />;
          }
          return (
            <MatrixDomainRow
              key={row.domain.id}
              row={row}
              index={index}
              top={start}
              height={size}
              first={first}
              last={last}
              extra={spanColumn(index)}
              columnWidth={columnWidth}
              headWidth={headWidth}
              matches={model.matches}
              active={index === active.row ? active.column : -1}
              selected={props.hasSelection && index === active.row}
              words={words}
            />
          );
        })}
        {/* For the pointer alone: the keyboard has Enter. */}
        <div ref={tracks.peek} className={classes.peek} aria-hidden="true">
          {props.peek}
        </div>
      </div>
    </div>
  );
}

/** Has sizes read again when they changed, not when the grid is first drawn with them. */
function useRemeasure(virtualizer: { readonly measure: () => void }, sizes: unknown): void {
  const known = useRef(sizes);
  useLayoutEffect(() => {
    if (known.current === sizes) return;
    known.current = sizes;
    virtualizer.measure();
  }, [virtualizer, sizes]);
}

/** The usual range and the row that holds the focus, which must stay drawn to keep it. */
function withIndex(range: Range, index: number): number[] {
  const usual = defaultRangeExtractor(range);
  if (index >= range.count || usual.includes(index)) return usual;
  return [...usual, index].toSorted((a, b) => a - b);
}

/** Rows that fit below the head: what Page Up and Page Down step over. */
function pageRows(scroller: HTMLElement | null, sizes: MatrixSizes): number {
  const room = (scroller?.clientHeight ?? 0) - sizes.headHeight;
  return Math.max(1, Math.floor(room / sizes.rowHeight) - 1);
}
