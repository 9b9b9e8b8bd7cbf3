import { isTextKey, type Translate } from '../../../shared/i18n/translate.ts';

/** What was read without loss is not told: a day or a share that was a text, or a number without its format. */
const untold = new Set(['text-date', 'serial-number', 'formula', 'percent-text']);

/** What is worth knowing of a row, in words: « début : jour approximatif ». */
export function issueWords(t: Translate, issues: readonly string[]): string {
  return issues
    .flatMap((issue) => {
      const [first = '', second] = issue.split(':');
      const code = second ?? first;
      const key = `workbook.issue.${code}`;
      if (untold.has(code) || !isTextKey(key)) return [];
      const words = t(key);
      if (second === undefined) return [words];
      return [first === 'start' ? t('workbook.ofStart', { words }) : t('workbook.ofEnd', { words })];
    })
    .join(' · ');
}
