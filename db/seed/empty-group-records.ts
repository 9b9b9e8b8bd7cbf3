import type { IsoDate } from '../../shared/domain/iso-date.ts';
import { defaultHolidayZone } from '../../shared/domain/holidays.ts';
import type { RecordOp } from '../../shared/exchange/record-op.ts';
import { sizeFactorOfCategory } from '../../shared/reference/establishments.ts';
import { referenceDomain } from '../../shared/reference/domains.ts';
import { domainName, referenceRecords, templateName } from './reference-records.ts';
import { createOp, type SeedSave } from './seed-save.ts';
import { shippedId } from './uuid-v5.ts';

/** An establishment as typed on the first screen; its category code may be left out. */
export interface NewEstablishment {
  readonly name: string;
  readonly category?: string;
  /** `member` unless said. */
  readonly role?: 'member' | 'partner';
}

export interface NewGroup {
  readonly name: string;
  readonly support: NewEstablishment;
  readonly members: readonly NewEstablishment[];
  /** Codes of shipped domains. */
  readonly domains: readonly string[];
  /** The user; `establishment` is 0 for the support, then the members in order; the support unless said. */
  readonly me: {
    readonly firstName: string;
    readonly lastName: string;
    readonly role: string;
    readonly establishment?: number;
  };
}

export interface EmptyGroup {
  readonly saves: readonly SeedSave[];
  readonly groupId: string;
  /** Row of the user. */
  readonly personId: string;
  /** Rows of the sites: the support, then the members in order. */
  readonly siteIds: readonly string[];
}

interface Site extends NewEstablishment {
  readonly id: string;
  readonly entityId: string;
  readonly memberRole: string;
}

const shortNameLength = 60;
const leadingWords =
  /^(?:CHU|CHR|CHS|CH|GH|EHPAD|Centre hospitalier)\s+(?:de la |de l['’]|du |des |de |d['’])?/iu;

/**
 * A group with its sites, its user and a deployment not yet started for each site and chosen domain. Throws a
 * RangeError on a domain that is not shipped or a site of the user that is not given.
 */
export function emptyGroupRecords(
  group: NewGroup,
  { today, newId }: { readonly today: IsoDate; readonly newId: () => string },
): EmptyGroup {
  const groupId = newId();
  const personId = newId();
  const sites = [
    siteOf(group.support, 'support', newId),
    ...group.members.map((member) => siteOf(member, member.role ?? 'member', newId)),
  ];
  const ops = [
    createOp('hospital_group', groupId, { name: group.name }),
    ...sites.flatMap((site, index) => siteRecords(site, index + 1, today, newId)),
    personRecord(group, personId, sites),
  ];
  return {
    groupId,
    personId,
    siteIds: sites.map(({ id }) => id),
    saves: [
      { label: 'reference', ops: referenceRecords(shippedId) },
      { label: 'group', ops },
      { label: 'baseline', ops: deploymentRecords(sites, group.domains, newId) },
    ],
  };
}

/** What people call a place for short: its name without the kind of establishment, 60 characters at most. */
export function shortNameOf(name: string): string {
  const short = name.trim().replace(leadingWords, '');
  return (short === '' ? name.trim() : short).slice(0, shortNameLength);
}

function siteOf(establishment: NewEstablishment, memberRole: string, newId: () => string): Site {
  return { ...establishment, id: newId(), entityId: newId(), memberRole };
}

function siteRecords(site: Site, position: number, today: IsoDate, newId: () => string): RecordOp[] {
  const { name, category = null } = site;
  return [
    createOp('establishment', site.entityId, { kind: 'legal_entity', name, position }),
    createOp('establishment', site.id, {
      kind: 'site',
      parent: site.entityId,
      name,
      shortName: shortNameOf(name),
      category,
      holidayZone: defaultHolidayZone,
      sizeFactor: sizeFactorOfCategory(category),
      position,
    }),
    ...[site.entityId, site.id].map((establishment) =>
      createOp('membership', newId(), { establishment, role: site.memberRole, fromDate: today }),
    ),
  ];
}

function personRecord({ me }: NewGroup, id: string, sites: readonly Site[]): RecordOp {
  const site = sites[me.establishment ?? 0];
  if (!site) throw new RangeError(`The group has no site number ${me.establishment}`);
  const { firstName, lastName, role } = me;
  return createOp('person', id, { firstName, lastName, role, establishment: site.id });
}

function deploymentRecords(
  sites: readonly Site[],
  domains: readonly string[],
  newId: () => string,
): RecordOp[] {
  return [...new Set(domains)].map(referenceDomain).flatMap((domain) =>
    sites.map((site) =>
      createOp('deployment', newId(), {
        domain: shippedId(domainName(domain.code)),
        establishment: site.id,
        stage: 'not_started',
        template: shippedId(templateName(domain.template)),
        sizeFactor: sizeFactorOfCategory(site.category ?? null),
      }),
    ),
  );
}
