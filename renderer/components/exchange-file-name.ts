import { foldText } from '../../shared/domain/fold-text.ts';

/** Name proposed for an exchange file: `jalon-ch-d-auriac-2026-11-23.jalon`; letters every file system takes. */
export function exchangeFileName(site: string, day: string): string {
  const plain = foldText(site)
    .replace(/œ/g, 'oe')
    .replace(/æ/g, 'ae')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 60)
    .replace(/-+$/, '');
  return `jalon-${plain || 'site'}-${day}.jalon`;
}
