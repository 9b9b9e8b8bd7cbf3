import type { DemoFile } from './demo-file.ts';

/** Somebody a visitor can be in a demonstration. */
export interface DemoIdentity {
  /** Id of the person in the data; `loadDemo` gives the row id. */
  readonly person: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly role: string;
  /** Short name of the site. */
  readonly establishment: string;
  /** Open milestones of this person that end within the next 30 working days. */
  readonly dueMilestones: number;
}

type Person = DemoFile['people'][number];

const dueWithin = 30;
const steeringRoles = ['PMO_GHT', 'DSI_TERRITOIRE'];

/**
 * Two people worth being: one who steers the group from the support establishment, and the referent or project
 * manager of another site with most milestones coming due.
 */
export function demoIdentities(demo: DemoFile): DemoIdentity[] {
  const due = dueCounts(demo);
  const support = demo.ght.supportEstablishment;
  const byDue = (a: Person, b: Person): number => (due.get(b.id) ?? 0) - (due.get(a.id) ?? 0);
  const steering = demo.people
    .filter((person) => person.establishment === support && steeringRoles.includes(person.role))
    .toSorted((a, b) => steeringRoles.indexOf(a.role) - steeringRoles.indexOf(b.role) || byDue(a, b));
  const local = demo.people
    .filter((person) => person.establishment !== null && person.establishment !== support && isLocal(person))
    .toSorted(byDue);
  return [...steering.slice(0, 1), ...local.slice(0, 1)].map((person) => ({
    person: person.id,
    firstName: person.firstName,
    lastName: person.lastName,
    role: person.role,
    establishment: demo.establishments.find((site) => site.id === person.establishment)?.shortLabel ?? '',
    dueMilestones: due.get(person.id) ?? 0,
  }));
}

function isLocal(person: Person): boolean {
  return person.role === 'CDP_ETAB' || person.role.startsWith('REF_');
}

function dueCounts(demo: DemoFile): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { milestones } of demo.deployments) {
    for (const { owner, status, endJo } of milestones) {
      if (owner === undefined || status === 'FAIT' || endJo > dueWithin) continue;
      counts.set(owner, (counts.get(owner) ?? 0) + 1);
    }
  }
  return counts;
}
