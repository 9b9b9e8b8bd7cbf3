import { createHash } from 'node:crypto';
import type { MatrixCell, MatrixView, Rate } from '../../../../../shared/views/matrix-view.ts';

const noRate: Rate = {
  inScope: 0,
  converged: 0,
  live: 0,
  inProgress: 0,
  toCome: 0,
  rate: null,
  strictRate: null,
};

/** An id that is always the same for a name, and another one for another name. */
export function idOf(kind: 'domain' | 'site' | 'cell', name: string): string {
  const digits = createHash('sha256').update(`${kind}:${name}`).digest('hex').slice(0, 12);
  return `00000000-0000-7000-8000-${digits}`;
}

/** A cell of the pair, in progress and fresh unless told otherwise. */
export function makeCell(domain: string, site: string, part: Partial<MatrixCell> = {}): MatrixCell {
  return {
    deploymentId: idOf('cell', `${domain}/${site}`),
    domainId: idOf('domain', domain),
    establishmentId: idOf('site', site),
    stage: 'in_progress',
    weather: null,
    freshness: 'fresh',
    confirmedDaysAgo: 3,
    nextMilestone: null,
    lateCount: 0,
    currentProduct: null,
    targetProduct: null,
    wave: null,
    waitsFor: [],
    ...part,
  };
}

const domains = [
  { code: 'ANNU', label: 'Annuaire', family: 'SOC' },
  { code: 'DPI', label: 'Dossier patient', family: 'SOIN' },
  { code: 'ANES', label: 'Anesthésie', family: 'SOIN' },
] as const;
const sites = [
  { name: 'Montclar', role: 'support' },
  { name: 'Aptière', role: 'member' },
  { name: 'Vaisonne', role: 'member' },
] as const;

/** Three domains in two families at a support site and two members; the cells are the test's. */
export function makeMatrix(cells: readonly MatrixCell[]): MatrixView {
  return {
    basis: '1.1.1',
    today: '2026-11-23',
    domains: domains.map((domain) => ({
      ...domain,
      id: idOf('domain', domain.code),
      familyLabel: domain.family,
      summary: noRate,
    })),
    establishments: sites.map(({ name, role }) => ({
      id: idOf('site', name),
      name: `CH de ${name}`,
      shortName: name,
      role,
      beds: 100,
      networkClass: 'R1',
      summary: noRate,
    })),
    cells: [...cells],
    total: noRate,
    families: [
      { code: 'SOC', label: 'Socle' },
      { code: 'SOIN', label: 'Soins' },
    ],
  };
}
