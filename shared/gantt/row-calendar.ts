/** The working days of a deployment's site: its holidays, its closures and those of the whole group. */
import { calendarOf, calendarOfZone, type Closure, type WorkingCalendar } from '../domain/calendar.ts';
import { dayFromIso } from '../domain/iso-date.ts';
import type { GanttModel } from './gantt-model.ts';
import type { GanttView } from './gantt-view.ts';

/** By the view they were made from, then by site. */
const made = new WeakMap<GanttView, Map<number, WorkingCalendar>>();

/** The calendar of the site of a deployment; made once for a view. */
export function rowCalendar({ view, establishmentOf }: GanttModel, deployment: number): WorkingCalendar {
  const site = establishmentOf[deployment]!;
  let calendars = made.get(view);
  if (!calendars) made.set(view, (calendars = new Map()));
  let calendar = calendars.get(site);
  if (!calendar) calendars.set(site, (calendar = siteCalendar(view, site)));
  return calendar;
}

function siteCalendar({ establishments, periods }: GanttView, at: number): WorkingCalendar {
  const site = establishments[at];
  if (!site) return calendarOfZone(null);
  const closures = periods.flatMap(({ establishmentId, kind, from, to }): Closure[] =>
    kind === 'closure' && (establishmentId === null || establishmentId === site.id)
      ? [{ from: dayFromIso(from), to: dayFromIso(to) }]
      : [],
  );
  return calendarOf([site.holidayZone], closures);
}
