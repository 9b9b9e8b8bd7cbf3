import reference from './roles.json' with { type: 'json' };

const confirming: ReadonlySet<string> = new Set(
  reference.roles
    .filter(({ permissions }) => permissions.includes('milestone.confirm'))
    .map(({ code }) => code),
);

/** Whether people of a role come to confirm their own milestones, ten minutes a week, and for nothing else. */
export function isReferentRole(code: string): boolean {
  return confirming.has(code);
}
