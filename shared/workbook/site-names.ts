/** Establishments as people write them in a planning: « CH Haut Bocage », « HAUT-BOCAGE », « La Roche-Claire ». */
import { foldText } from '../domain/fold-text.ts';

export interface NamedSite {
  readonly id: string;
  readonly names: readonly string[];
}

/** Words that tell what kind of place it is, or only join the others. */
const empty = new Set('ch chu chr centre hospitalier hopital site de du des d la le les l'.split(' '));

/** What tells a name from others, in one spelling. */
export function siteKey(name: string): string {
  const words = foldText(name)
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '');
  const telling = words.filter((word) => !empty.has(word));
  return (telling.length > 0 ? telling : words).join(' ');
}

/** Finds a site by any of its names; null where none, or more than one, is meant. */
export function siteFinder(sites: readonly NamedSite[]): (name: string) => string | null {
  const known = new Map<string, Set<string>>();
  for (const { id, names } of sites)
    for (const name of names) {
      const key = siteKey(name);
      if (key !== '') known.set(key, (known.get(key) ?? new Set()).add(id));
    }
  return (name) => {
    const found = known.get(siteKey(name));
    return found?.size === 1 ? ([...found][0] ?? null) : null;
  };
}
