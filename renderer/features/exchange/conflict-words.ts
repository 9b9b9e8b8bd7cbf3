import { formatDate, formatInstant } from '../../../shared/i18n/format.ts';
import { isTextKey, type Translate } from '../../../shared/i18n/translate.ts';
import type { Conflict, ConflictSide, ReviewRule } from '../../../shared/views/conflict-view.ts';

/** Longest value said on a button; above it the button has its verb alone. */
const ON_BUTTON = 24;

/** Word of a field of a table: « fin prévue ». */
export function fieldWord(table: string, field: string, t: Translate): string {
  const key = `change.field.${table}.${field}`;
  return isTextKey(key) ? t(key) : field;
}

/** Word of a table: « jalon ». */
export function tableWord(table: string, t: Translate): string {
  const key = `change.table.${table}`;
  return isTextKey(key) ? t(key) : table;
}

/** What a conflict is about: « fin prévue », « début prévu et fin prévue ». */
export function subjectOf(conflict: Conflict, t: Translate): string {
  if (conflict.level === 'deletion') return t('review.existence');
  if (isOneDay(conflict)) return t('review.date');
  return conflict.fields.map(({ field }) => fieldWord(conflict.table, field, t)).join(', ');
}

/** Place and subject together, for those who hear only the name of a button. */
export function titleOf(conflict: Conflict, t: Translate): string {
  return t('review.on', { place: conflict.place, fields: subjectOf(conflict, t) });
}

/** A gate has one day: its start and end are the same on every side, and told once. */
export function isOneDay({ fields, sides, before }: Conflict): boolean {
  if (fields.map(({ field }) => field).join() !== 'plannedStart,plannedEnd') return false;
  return [...sides.map(({ words }) => words), ...(before ? [before] : [])].every(
    ([start, end]) => start === end,
  );
}

/** The values of a version as lines: with the field's word before each where there are several. */
export function linesOf(conflict: Conflict, words: readonly (string | null)[], t: Translate): string[] {
  const said = (word: string | null | undefined) => word ?? t('exchange.noValue');
  if (conflict.fields.length === 1 || isOneDay(conflict)) return [said(words[0])];
  return conflict.fields.map(
    ({ field }, index) => `${fieldWord(conflict.table, field, t)} ${said(words[index])}`,
  );
}

/** What a side says, in one line. */
export function valueOf(conflict: Conflict, side: ConflictSide, t: Translate): string {
  if (conflict.level === 'deletion') return t(side.values[0] === 1 ? 'review.deleted' : 'review.kept');
  return linesOf(conflict, side.words, t).join(', ');
}

/** Who said a side, where and when. */
export function authorOf(side: ConflictSide, isFirst: boolean, t: Translate): string {
  const at = formatInstant(side.at);
  const author = side.author || t('review.someone');
  if (side.own) return t('review.here', { at });
  if (side.establishment) return t('review.by', { site: side.establishment, author, at });
  return isFirst ? t('review.hereBy', { author, at }) : t('review.bySite', { site: author, at });
}

/** Words of the button that chooses a side; `isFirst`: what is here already. */
export function chooseWords(conflict: Conflict, side: ConflictSide, isFirst: boolean, t: Translate) {
  const value = valueOf(conflict, side, t);
  const subject = titleOf(conflict, t);
  if (conflict.level === 'deletion') {
    const word = t(side.values[0] === 1 ? 'review.deleteRow' : 'review.keepRow');
    return { word, label: `${word}, ${conflict.place}` };
  }
  const isShort = value.length <= ON_BUTTON;
  const word = isFirst
    ? isShort
      ? t('review.keepValue', { value })
      : t('review.keep')
    : isShort
      ? t('review.takeValue', { value })
      : t('review.take');
  return { word, label: t(isFirst ? 'review.keepOf' : 'review.takeOf', { value, subject }) };
}

/** Values typed in place of those that stand, in one line; one chosen in a list is named where a side holds it too. */
export function valuesWords(
  { fields, sides }: Conflict,
  values: Readonly<Record<string, string | number | null>>,
  t: Translate,
): string {
  return fields
    .map(({ field, input }, index) => {
      const value = values[field] ?? null;
      const same = sides.find((side) => side.values[index] === value);
      if (same) return same.words[index] ?? t('exchange.noValue');
      if (value === null) return t('exchange.noValue');
      if (input === 'date') return formatDate(String(value));
      if (input === 'flag') return t(value === 1 ? 'change.yes' : 'change.no');
      return input === 'ref' || input === 'code' ? t('review.chosen') : String(value);
    })
    .join(', ');
}

/** « Prendre la valeur reçue : dates, CH d’Aptière ». */
export function ruleWords(rule: ReviewRule, siteName: (id: string) => string, t: Translate): string {
  return t('review.rule', {
    action: t(`review.rule.${rule.action}`),
    kind: rule.field
      ? t('review.rule.oneField', {
          field: fieldWord(rule.field.table, rule.field.field, t),
          table: tableWord(rule.field.table, t),
        })
      : rule.kind === null
        ? t('review.rule.anyKind')
        : t(`review.kind.${rule.kind}`).toLowerCase(),
    site: rule.establishmentId === null ? t('review.rule.anySite') : siteName(rule.establishmentId),
  });
}

/**
 * What one gesture settles of some conflicts: keep what is here, or take what came. A deletion, or a choice between
 * more than two, is left to be looked at by itself.
 */
export function bulkDecisions(
  conflicts: readonly Conflict[],
  action: 'keep' | 'take',
): { readonly conflict: Conflict; readonly side: ConflictSide }[] {
  return conflicts.flatMap((conflict) => {
    const side = conflict.sides[action === 'keep' ? 0 : 1];
    return conflict.level === 'deletion' || conflict.sides.length > 2 || !side ? [] : [{ conflict, side }];
  });
}
