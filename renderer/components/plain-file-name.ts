import { foldText } from '../../shared/domain/fold-text.ts';

/** Words as part of a file name, in letters every file system takes: « CH d’Auriac » is `ch-d-auriac`. */
export function plainFileName(words: string): string {
  return foldText(words)
    .replace(/œ/g, 'oe')
    .replace(/æ/g, 'ae')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 60)
    .replace(/-+$/, '');
}
