import { addMonths, monthOf } from '../../shared/domain/month.ts';
import type { RecordOp } from '../../shared/exchange/record-op.ts';
import { actionStateCode, memberRoleCode, partnerKindCode } from '../../shared/reference/codes.ts';
import { basisPoints } from '../../shared/reference/establishments.ts';
import { idIn, type DemoContext } from './demo-context.ts';
import type { DemoEstablishment, DemoFile, DemoMembership } from './demo-file.ts';
import { domainName } from './reference-records.ts';
import { createOp } from './seed-save.ts';
import { shippedId } from './uuid-v5.ts';

/** The group, its tree of entities and sites, memberships, people and referents of a demonstration. */
export function structureRecords(context: DemoContext): RecordOp[] {
  const { demo } = context;
  return [
    groupRecord(context),
    ...demo.legalEntities.map((entity, index) => legalEntityRecord(context, entity, index + 1)),
    ...demo.establishments.map((site, index) => siteRecord(context, site, index + 1)),
    ...demo.legalEntities.flatMap((entity) => entityMembershipRecords(context, entity)),
    ...demo.memberships.map((membership) => siteMembershipRecord(context, membership)),
    ...demo.people.map((person) => personRecord(context, person)),
    ...demo.referents.map((referent) => assignmentRecord(context, referent)),
    ...demo.workload.map((load) => capacityRecord(context, load)),
    ...demo.actors.map((actor) => partnerRecord(context, actor)),
    ...demo.actions.map((action) => actionRecord(context, action)),
    ...demo.restartOrders.flatMap((order) => restartRecords(context, order)),
  ];
}

function groupRecord({ demo: { ght }, groupId }: DemoContext): RecordOp {
  return createOp('hospital_group', groupId, {
    name: ght.label,
    finessCode: ght.finessGroupCode,
    groupType: ght.groupType,
    population: ght.population,
    story: ght.story,
  });
}

function legalEntityRecord(
  context: DemoContext,
  entity: DemoFile['legalEntities'][number],
  position: number,
): RecordOp {
  const { closedJo, mergedInto } = entity;
  return createOp('establishment', idIn(context.legalEntities, entity.id), {
    kind: 'legal_entity',
    name: entity.label,
    finess: entity.finessEj,
    closedOn: closedJo === undefined ? null : supportDates(context).day(closedJo),
    mergedInto: mergedInto === undefined ? null : idIn(context.legalEntities, mergedInto),
    position,
  });
}

function siteRecord(context: DemoContext, site: DemoEstablishment, position: number): RecordOp {
  return createOp('establishment', idIn(context.establishments, site.id), {
    kind: 'site',
    parent: idIn(context.legalEntities, site.legalEntity),
    name: site.label,
    shortName: site.shortLabel,
    finess: site.finessEg,
    category: site.category,
    beds: site.beds,
    staff: site.staff,
    workstations: site.workstations,
    networkClass: site.networkClass,
    holidayZone: site.holidayZone,
    sizeFactor: basisPoints(site.sizeFactor),
    town: site.town,
    travelMinutes: site.travelMinutesToSupport,
    position,
  });
}

function siteMembershipRecord(context: DemoContext, membership: DemoMembership): RecordOp {
  const dates = context.datesOf(membership.establishment);
  return createOp('membership', context.newId(), {
    establishment: idIn(context.establishments, membership.establishment),
    role: memberRoleCode(membership.role),
    fromDate: dates.day(membership.fromJo),
    toDate: membership.toJo === null ? null : dates.day(membership.toJo),
    act: membership.act,
  });
}

/** The role of an entity holds from the first membership of one of its sites until the entity closed. */
function entityMembershipRecords(
  context: DemoContext,
  entity: DemoFile['legalEntities'][number],
): RecordOp[] {
  const [first] = context.demo.memberships
    .filter((membership) => entityOf(context.demo, membership) === entity.id)
    .toSorted((a, b) => a.fromJo - b.fromJo);
  if (!first) return [];
  const dates = supportDates(context);
  return [
    createOp('membership', context.newId(), {
      establishment: idIn(context.legalEntities, entity.id),
      role: memberRoleCode(entity.role),
      fromDate: dates.day(first.fromJo),
      toDate: entity.closedJo === undefined ? null : dates.day(entity.closedJo),
      act: first.act,
    }),
  ];
}

function entityOf(demo: DemoFile, membership: DemoMembership): string | undefined {
  return (
    membership.legalEntity ??
    demo.establishments.find((site) => site.id === membership.establishment)?.legalEntity
  );
}

function personRecord(context: DemoContext, person: DemoFile['people'][number]): RecordOp {
  const { establishment } = person;
  return createOp('person', idIn(context.people, person.id), {
    firstName: person.firstName,
    lastName: person.lastName,
    email: person.email,
    phone: person.phone,
    role: person.role,
    profession: person.profession,
    establishment: establishment === null ? null : idIn(context.establishments, establishment),
  });
}

function assignmentRecord(context: DemoContext, referent: DemoFile['referents'][number]): RecordOp {
  return createOp('assignment', context.newId(), {
    person: idIn(context.people, referent.person),
    domain: shippedId(domainName(referent.domain)),
    establishment: idIn(context.establishments, referent.establishment),
    role: referent.role,
    fromDate: context.datesOf(referent.establishment).day(referent.sinceJo),
  });
}

function capacityRecord(context: DemoContext, load: DemoFile['workload'][number]): RecordOp {
  const first = monthOf(supportDates(context).day(0));
  return createOp('capacity', context.newId(), {
    person: idIn(context.people, load.person),
    month: addMonths(first, load.month),
    capacity: load.capacityDays * 10,
    committed: load.plannedDays * 10,
  });
}

function partnerRecord(context: DemoContext, actor: DemoFile['actors'][number]): RecordOp {
  return createOp('partner', idIn(context.partners, actor.id), {
    name: actor.label,
    kind: partnerKindCode(actor.type),
  });
}

function actionRecord(context: DemoContext, action: DemoFile['actions'][number]): RecordOp {
  return createOp('action', context.newId(), {
    label: action.text,
    partner: action.actor ? idIn(context.partners, action.actor) : null,
    owner: action.owner ? idIn(context.people, action.owner) : null,
    dueOn: supportDates(context).day(action.dueJo),
    state: actionStateCode(action.state),
  });
}

function supportDates(context: DemoContext) {
  return context.datesOf(context.demo.ght.supportEstablishment);
}

function restartRecords(context: DemoContext, order: DemoFile['restartOrders'][number]): RecordOp[] {
  const establishment = idIn(context.establishments, order.establishment);
  return order.items.map(({ order: position, label, maxDowntimeHours, degradedMode }) =>
    createOp('restart_step', context.newId(), {
      establishment,
      position,
      label,
      allowedMinutes: Math.round(maxDowntimeHours * 60),
      degradedMode: degradedMode === '—' ? null : degradedMode,
    }),
  );
}
