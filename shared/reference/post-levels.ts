import type { PostLevel } from '../exchange/rights.ts';
import roles from './roles.json' with { type: 'json' };

/** What a role of the shipped list writes, as the rights of a post; what nobody knows writes nothing. */
const levelByScope: Readonly<Record<string, PostLevel>> = {
  all: 'admin',
  projects: 'manager',
  'own-establishment': 'site',
  'own-lines': 'referent',
  'transversal-domains': 'referent',
};

const scopeByRole = new Map(roles.roles.map(({ code, writes }) => [code, writes]));
const deciding = new Set(
  roles.roles.filter(({ permissions }) => permissions.includes('decision.decide')).map(({ code }) => code),
);

/** First guess of the rights of a post from the role of who writes there; the administrator says in the end. */
export function levelOfRole(role: string): PostLevel {
  return levelByScope[scopeByRole.get(role) ?? ''] ?? (deciding.has(role) ? 'director' : 'reader');
}
