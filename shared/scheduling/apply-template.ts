import type { WorkingCalendar } from '../domain/calendar.ts';

/** A row to be dated: durations in working or calendar days. */
export interface ScheduleRow {
  readonly id: string;
  readonly kind: string;
  readonly duration: number;
  readonly durationUnit: string;
  readonly scalable: boolean;
}

/** A link between two rows; a negative lag lets the successor begin earlier. */
export interface ScheduleLink {
  readonly predecessor: string;
  readonly successor: string;
  readonly type: string;
  readonly lag: number;
  readonly lagUnit: string;
}

/** A dated row: inclusive day numbers, and the working-day offsets `[startOffset, endOffset[` from the start day. */
export interface ScheduledRow {
  readonly id: string;
  readonly startDay: number;
  readonly endDay: number;
  /** Duration after scaling, in the unit of the row. */
  readonly duration: number;
  readonly startOffset: number;
  readonly endOffset: number;
}

/** A span of working-day numbers `[start, end[`. */
interface Span {
  readonly start: number;
  readonly end: number;
}

const unitFactor = 10_000;

/**
 * Dates the rows of a template from a start day: each row begins as soon as its predecessors allow. `sizeFactor`
 * is in basis points. Links to rows that are not given are passed over. Throws a RangeError when links go round
 * in a circle.
 */
export function applyTemplate(
  rows: readonly ScheduleRow[],
  links: readonly ScheduleLink[],
  startDay: number,
  sizeFactor: number,
  calendar: WorkingCalendar,
): ScheduledRow[] {
  const origin = calendar.indexOf(startDay);
  const spans = new Map<string, Span>();
  for (const { row, incoming } of inOrder(rows, links)) {
    const duration = scaledDuration(row, sizeFactor);
    const start = Math.max(
      origin,
      ...incoming.map((link) => earliestStart(link, row, duration, spans, calendar)),
    );
    spans.set(row.id, { start, end: endOf(row, start, duration, calendar) });
  }
  return rows.map((row) => scheduledRow(row, spanOf(spans, row.id), origin, sizeFactor, calendar));
}

/** Duration of a row for a size factor in basis points: rounded half up, at least 1 unless it had none. */
export function scaledDuration(row: ScheduleRow, sizeFactor: number): number {
  if (!row.scalable || row.kind === 'gate' || row.durationUnit === 'calendar' || row.duration === 0) {
    return row.duration;
  }
  return Math.max(1, Math.floor((2 * row.duration * sizeFactor + unitFactor) / (2 * unitFactor)));
}

function scheduledRow(
  row: ScheduleRow,
  { start, end }: Span,
  origin: number,
  sizeFactor: number,
  calendar: WorkingCalendar,
): ScheduledRow {
  const duration = scaledDuration(row, sizeFactor);
  const startDay = calendar.dayAt(start);
  return {
    id: row.id,
    startDay,
    endDay: lastDay(row, startDay, end, duration, calendar),
    duration,
    startOffset: start - origin,
    endOffset: end - origin,
  };
}

function lastDay(
  row: ScheduleRow,
  startDay: number,
  end: number,
  duration: number,
  calendar: WorkingCalendar,
): number {
  if (duration === 0) return startDay;
  return row.durationUnit === 'calendar' ? startDay + duration - 1 : calendar.dayAt(end - 1);
}

function endOf(row: ScheduleRow, start: number, duration: number, calendar: WorkingCalendar): number {
  return row.durationUnit === 'calendar'
    ? calendar.indexOf(calendar.dayAt(start) + duration)
    : start + duration;
}

function earliestStart(
  link: ScheduleLink,
  row: ScheduleRow,
  duration: number,
  spans: ReadonlyMap<string, Span>,
  calendar: WorkingCalendar,
): number {
  const predecessor = spanOf(spans, link.predecessor);
  const from = link.type === 'SS' || link.type === 'SF' ? predecessor.start : predecessor.end;
  const bound = afterLag(from, link, calendar);
  // FF and SF bind the end of the row: its start follows from its duration.
  if (link.type !== 'FF' && link.type !== 'SF') return bound;
  return row.durationUnit === 'calendar'
    ? calendar.indexOf(calendar.dayAt(bound) - duration)
    : bound - duration;
}

function afterLag(index: number, link: ScheduleLink, calendar: WorkingCalendar): number {
  return link.lagUnit === 'calendar' ? calendar.indexOf(calendar.dayAt(index) + link.lag) : index + link.lag;
}

function* inOrder(
  rows: readonly ScheduleRow[],
  links: readonly ScheduleLink[],
): Generator<{ row: ScheduleRow; incoming: readonly ScheduleLink[] }> {
  const known = new Set(rows.map((row) => row.id));
  const inside = links.filter((link) => known.has(link.predecessor) && known.has(link.successor));
  const incoming = Map.groupBy(inside, (link) => link.successor);
  const done = new Set<string>();
  let waiting = [...rows];
  while (waiting.length > 0) {
    const isReady = (row: ScheduleRow): boolean =>
      (incoming.get(row.id) ?? []).every((link) => done.has(link.predecessor));
    const ready = waiting.filter(isReady);
    if (ready.length === 0) {
      throw new RangeError(
        `The links of these rows go round in a circle: ${waiting.map(({ id }) => id).join(', ')}`,
      );
    }
    for (const row of ready) yield { row, incoming: incoming.get(row.id) ?? [] };
    for (const row of ready) done.add(row.id);
    waiting = waiting.filter((row) => !done.has(row.id));
  }
}

function spanOf(spans: ReadonlyMap<string, Span>, id: string): Span {
  const span = spans.get(id);
  if (!span) throw new RangeError(`Row ${id} has not been dated`);
  return span;
}
