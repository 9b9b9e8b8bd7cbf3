import { calendarOfZone } from '../../shared/domain/calendar.ts';
import { dayFromIso, isoFromDay, type IsoDate } from '../../shared/domain/iso-date.ts';
import type { DemoFile } from './demo-file.ts';

/** What is needed to turn a demonstration into rows. */
export interface DemoOptions {
  /** Day the demonstration begins; a day off counts as the next working day of each site. */
  readonly t0: IsoDate;
  readonly newId: () => string;
}

/** Places working-day offsets on the calendar of one site. */
export interface SiteDates {
  /** Day of an offset. */
  day(offset: number): IsoDate;
  /** Last day of `[start, end[`; the day of the start when it is empty. */
  lastDay(start: number, end: number): IsoDate;
}

/** Row ids and dates of one demonstration being loaded, by the ids of its data. */
export interface DemoContext {
  readonly demo: DemoFile;
  readonly newId: () => string;
  readonly groupId: string;
  readonly legalEntities: ReadonlyMap<string, string>;
  readonly establishments: ReadonlyMap<string, string>;
  readonly people: ReadonlyMap<string, string>;
  readonly partners: ReadonlyMap<string, string>;
  /** Dates of a site; of the support establishment for people and entities without a site. */
  datesOf(establishment: string): SiteDates;
}

/** Gives ids to what the rest of the demonstration refers to. */
export function createDemoContext(demo: DemoFile, { t0, newId }: DemoOptions): DemoContext {
  const idsOf = (rows: readonly { readonly id: string }[]): Map<string, string> =>
    new Map(rows.map((row) => [row.id, newId()]));
  const start = dayFromIso(t0);
  const datesByZone = new Map<string, SiteDates>();
  const zoneOf = new Map(demo.establishments.map((site) => [site.id, site.holidayZone]));
  return {
    demo,
    newId,
    groupId: newId(),
    legalEntities: idsOf(demo.legalEntities),
    establishments: idsOf(demo.establishments),
    people: idsOf(demo.people),
    partners: idsOf(demo.actors),
    datesOf: (establishment) => {
      const zone = idIn(zoneOf, establishment);
      const dates = datesByZone.get(zone) ?? siteDates(zone, start);
      datesByZone.set(zone, dates);
      return dates;
    },
  };
}

/** Looks up an id the data refers to. Throws when the data names something it does not hold. */
export function idIn(ids: ReadonlyMap<string, string>, key: string): string {
  const id = ids.get(key);
  if (id === undefined) throw new RangeError(`The demonstration refers to ${key}, which it does not hold`);
  return id;
}

function siteDates(zone: string, start: number): SiteDates {
  const calendar = calendarOfZone(zone);
  const origin = calendar.indexOf(start);
  const day = (offset: number): IsoDate => isoFromDay(calendar.dayAt(origin + offset));
  return { day, lastDay: (from, to) => day(to > from ? to - 1 : from) };
}
