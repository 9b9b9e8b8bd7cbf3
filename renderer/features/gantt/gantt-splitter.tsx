import { type KeyboardEvent, type PointerEvent, useRef, useState } from 'react';
import { useText } from '../../i18n.ts';
import styles from './gantt.module.css';
import { MIN_TABLE_WIDTH } from './gantt-store.ts';

interface GanttSplitterProps {
  readonly width: () => number;
  readonly maxWidth: () => number;
  /** While the pointer moves it. */
  readonly onMove: (width: number) => void;
  /** Where it was left. */
  readonly onDone: (width: number) => void;
}

const KEY_STEP = 24;

/** Divides table and chart; pointer or left and right arrows move it. */
export function GanttSplitter({ width, maxWidth, onMove, onDone }: GanttSplitterProps) {
  const { t } = useText();
  const press = useRef<{ x: number; width: number; last: number } | null>(null);
  const [shown, setShown] = useState({ width: MIN_TABLE_WIDTH, max: MIN_TABLE_WIDTH });
  const clamp = (value: number) => Math.round(Math.min(maxWidth(), Math.max(MIN_TABLE_WIDTH, value)));

  /** A separator tells where it stands when it is reached and after each move. */
  function tell(value: number): void {
    setShown({ width: value, max: maxWidth() });
  }
  function done(value: number): void {
    onDone(value);
    tell(value);
  }
  function down(event: PointerEvent<HTMLDivElement>): void {
    event.currentTarget.setPointerCapture(event.pointerId);
    press.current = { x: event.clientX, width: width(), last: width() };
  }
  function move(event: PointerEvent): void {
    if (!press.current) return;
    press.current.last = clamp(press.current.width + event.clientX - press.current.x);
    onMove(press.current.last);
  }
  function up(): void {
    if (press.current) done(press.current.last);
    press.current = null;
  }
  function key(event: KeyboardEvent): void {
    const step = event.key === 'ArrowLeft' ? -KEY_STEP : event.key === 'ArrowRight' ? KEY_STEP : 0;
    if (step === 0) return;
    event.preventDefault();
    event.stopPropagation();
    done(clamp(width() + step));
  }
  return (
    <div
      className={styles.splitter}
      role="separator"
      tabIndex={0}
      aria-orientation="vertical"
      aria-label={t('gantt.splitter')}
      aria-valuemin={MIN_TABLE_WIDTH}
      aria-valuemax={shown.max}
      aria-valuenow={shown.width}
      onPointerDown={down}
      onPointerMove={move}
      onPointerUp={up}
      onPointerCancel={up}
      onKeyDown={key}
      onFocus={() => tell(width())}
    />
  );
}
