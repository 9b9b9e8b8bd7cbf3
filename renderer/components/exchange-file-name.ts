import { plainFileName } from './plain-file-name.ts';

/** Name proposed for an exchange file: `jalon-ch-d-auriac-2026-11-23.jalon`. */
export function exchangeFileName(site: string, day: string): string {
  return `jalon-${plainFileName(site) || 'site'}-${day}.jalon`;
}
