import data from './holiday-zones.json' with { type: 'json' };

interface Labels {
  readonly label: string;
  readonly labelEn: string;
}

/** A holiday on the same day each year, or so many days after Easter Sunday. */
export type HolidayRule = Labels &
  ({ readonly month: number; readonly day: number } | { readonly easterOffset: number });

/** A zone with its own public holidays, added to those of the zone it inherits from. */
export interface HolidayZone extends Labels {
  readonly code: string;
  readonly inherits: string | null;
  readonly holidays: readonly HolidayRule[];
}

/** Shipped holiday zones, mainland France first. */
export const holidayZones: readonly HolidayZone[] = data.zones;
