import data from './domains.json' with { type: 'json' };

/** A domain that must be done first, and where: `same-establishment`. */
export interface DomainPrerequisite {
  readonly domain: string;
  readonly scope: string;
}

/** Functional domain as shipped; `template` is a template code. */
export interface ReferenceDomain {
  readonly code: string;
  readonly label: string;
  readonly family: string;
  /** Weight in the convergence rate. */
  readonly weight: number;
  readonly programmes: readonly string[];
  readonly template: string;
  readonly requires: readonly DomainPrerequisite[];
  readonly modules: readonly string[];
  readonly position: number;
}

/** Shipped domains in their order of display. */
export const referenceDomains: readonly ReferenceDomain[] = data.domains.map(
  ({ order, defaultTemplate, ...domain }) => ({ ...domain, template: defaultTemplate, position: order }),
);

/** The shipped domain of a code. Throws a RangeError on a code that is not shipped. */
export function referenceDomain(code: string): ReferenceDomain {
  const domain = referenceDomains.find((candidate) => candidate.code === code);
  if (!domain) throw new RangeError(`No shipped domain ${code}`);
  return domain;
}
