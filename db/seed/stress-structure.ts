import { calendarOfZone, type WorkingCalendar } from '../../shared/domain/calendar.ts';
import { addDays, dayFromIso, type IsoDate } from '../../shared/domain/iso-date.ts';
import type { RecordOp } from '../../shared/exchange/record-op.ts';
import { sizeFactorOfCategory } from '../../shared/reference/establishments.ts';
import { fictitiousPeople, fictitiousPlaces, ofPlace, plainText } from './fictitious-names.ts';
import { fictitiousFiness } from './finess.ts';
import { createOp } from './seed-save.ts';
import type { SeededRandom } from './seeded-random.ts';

/** One site of the generated group and who works there; every list of people has at least one. */
export interface StressSite {
  readonly id: string;
  readonly sizeFactor: number;
  readonly calendar: WorkingCalendar;
  readonly projectManagers: readonly string[];
  readonly technicians: readonly string[];
  readonly referents: readonly StressPerson[];
}

export interface StressPerson {
  readonly id: string;
  readonly role: string;
}

export interface StressStructure {
  readonly ops: RecordOp[];
  readonly sites: readonly StressSite[];
}

interface SiteKind {
  readonly category: string;
  readonly prefix: string;
  readonly beds: readonly [number, number];
  readonly networkClasses: readonly string[];
}

const supportKind: SiteKind = { category: '101', prefix: 'CHU', beds: [1500, 2200], networkClasses: ['R1'] };
const siteKinds: readonly SiteKind[] = [
  { category: '355', prefix: 'CH', beds: [180, 900], networkClasses: ['R1', 'R2'] },
  { category: '355', prefix: 'CH', beds: [180, 600], networkClasses: ['R2', 'R3'] },
  { category: '106', prefix: 'CH', beds: [60, 170], networkClasses: ['R2', 'R3', 'R4'] },
  { category: '292', prefix: 'CHS', beds: [150, 400], networkClasses: ['R2', 'R3'] },
  { category: '500', prefix: 'EHPAD', beds: [30, 110], networkClasses: ['R3', 'R4'] },
];
const referentRoles = [
  'REF_MEDECIN',
  'REF_SOIGNANT',
  'REF_SAGE_FEMME',
  'REF_SOCIAL',
  'REF_AMA',
  'REF_PHARMACIEN',
  'REF_BE',
];
const groupRoles = [
  'PMO_GHT',
  'PMO_GHT',
  'DSI_TERRITOIRE',
  'DIRECTION',
  'RSSI',
  'REF_DIM',
  'IDENTITO',
  'URBANISTE',
];
const membershipDays = 2500;

/** The group, its entities and sites with one entity each, and its people shared out over the sites. */
export function stressStructure(
  random: SeededRandom,
  newId: () => string,
  options: { readonly establishments: number; readonly people: number; readonly t0: IsoDate },
): StressStructure {
  const places = fictitiousPlaces(random, options.establishments);
  const ops: RecordOp[] = [
    createOp('hospital_group', newId(), { name: 'GHT de Quivermèze', finessCode: '99999', groupType: '001' }),
  ];
  const drafts = places.map((place, index) => addSite(random, newId, ops, place, index, options.t0));
  const staff = addPeople(
    random,
    newId,
    ops,
    drafts.map(({ id }) => id),
    options.people,
  );
  return { ops, sites: drafts.map((draft) => ({ ...draft, ...staffOf(staff, draft.id) })) };
}

function addSite(
  random: SeededRandom,
  newId: () => string,
  ops: RecordOp[],
  place: string,
  index: number,
  t0: IsoDate,
): Pick<StressSite, 'id' | 'sizeFactor' | 'calendar'> {
  const kind = index === 0 ? supportKind : random.pick(siteKinds);
  const name = `${kind.prefix} ${ofPlace(place)}`;
  const beds = random.int(...kind.beds);
  const holidayZone = random.chance(0.15) ? 'alsace-moselle' : 'metropole';
  const sizeFactor = sizeFactorOfCategory(kind.category);
  const [entity, id] = [newId(), newId()];
  const position = index + 1;
  ops.push(
    createOp('establishment', entity, {
      kind: 'legal_entity',
      name,
      finess: fictitiousFiness(900_000 + index),
      position,
    }),
    createOp('establishment', id, {
      kind: 'site',
      parent: entity,
      name,
      shortName: place,
      finess: fictitiousFiness(index),
      category: kind.category,
      beds,
      staff: Math.round(beds * 2.6),
      workstations: Math.round(beds * 1.7),
      networkClass: random.pick(kind.networkClasses),
      holidayZone,
      sizeFactor,
      town: place,
      travelMinutes: index === 0 ? 0 : random.int(15, 110),
      position,
    }),
    ...[entity, id].map((establishment) =>
      createOp('membership', newId(), {
        establishment,
        role: index === 0 ? 'support' : 'member',
        fromDate: addDays(t0, -membershipDays),
        act: 'Convention constitutive',
      }),
    ),
  );
  return { id, sizeFactor, calendar: calendarOfZone(holidayZone) };
}

type Staff = StressPerson & { readonly site: string };

function addPeople(
  random: SeededRandom,
  newId: () => string,
  ops: RecordOp[],
  sites: readonly string[],
  count: number,
): Staff[] {
  const domain = 'ght-quivermeze.example';
  return fictitiousPeople(random, count).map(({ first, last }, index) => {
    const person = { id: newId(), ...placeOf(index, sites) };
    ops.push(
      createOp('person', person.id, {
        firstName: first,
        lastName: last,
        email: `${plainText(first)}.${plainText(last)}${index}@${domain}`,
        phone: `01 99 00 ${twoDigits(random.int(0, 99))} ${twoDigits(random.int(0, 99))}`,
        role: person.role,
        establishment: person.site,
      }),
    );
    return person;
  });
}

/** Each site first gets its project manager, then a technician, then a referent; then the group its own people. */
function placeOf(index: number, sites: readonly string[]): { readonly role: string; readonly site: string } {
  const round = Math.floor(index / sites.length);
  const site = sites[index % sites.length] ?? '';
  if (round === 0) return { role: 'CDP_ETAB', site };
  if (round === 1) return { role: 'EQUIPE_IT', site };
  const rest = index - 3 * sites.length;
  if (rest >= 0 && rest < groupRoles.length)
    return { role: groupRoles[rest] ?? 'PMO_GHT', site: sites[0] ?? '' };
  return { role: referentRoles[(index + round) % referentRoles.length] ?? 'REF_MEDECIN', site };
}

function staffOf(
  staff: readonly Staff[],
  site: string,
): Pick<StressSite, 'projectManagers' | 'technicians' | 'referents'> {
  const here = staff.filter((person) => person.site === site);
  const ids = (role: string): string[] => here.filter((person) => person.role === role).map(({ id }) => id);
  const projectManagers = ids('CDP_ETAB');
  const technicians = ids('EQUIPE_IT');
  const referents = here.filter((person) => person.role.startsWith('REF_'));
  return {
    projectManagers,
    technicians: technicians.length > 0 ? technicians : projectManagers,
    referents: referents.length > 0 ? referents : here,
  };
}

function twoDigits(value: number): string {
  return String(value).padStart(2, '0');
}

/** Number of the first working day on or after the start of the group, at a site. */
export function originOf(site: StressSite, t0: IsoDate): number {
  return site.calendar.indexOf(dayFromIso(t0));
}
