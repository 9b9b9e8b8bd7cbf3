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

/** A made-up id that reads well in a failing test. */
export function idOf(kind: 'domain' | 'site' | 'cell', name: string): string {
  const digits = [...`${kind}:${name}`].map((letter) => letter.charCodeAt(0).toString(16)).join('');
  return `00000000-0000-7000-8000-${digits.slice(-12).padStart(12, '0')}`;
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
