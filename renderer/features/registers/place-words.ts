import { foldText } from '../../../shared/domain/fold-text.ts';

export interface Placed {
  readonly domainLabel: string | null;
  readonly otherDomainLabel?: string | null;
  readonly establishmentName: string | null;
}

/** « Biologie / Dossier patient · Carsan »; null where a line is about the whole group. */
export function placeWords({ domainLabel, otherDomainLabel, establishmentName }: Placed): string | null {
  const domains = [domainLabel, otherDomainLabel].filter(Boolean).join(' / ');
  return [domains, establishmentName].filter(Boolean).join(' · ') || null;
}

/** True when all words that were typed occur in what is told of a line, whatever their accents. */
export function answersWords(told: readonly (string | null)[], wanted: string): boolean {
  const text = foldText(told.filter(Boolean).join(' '));
  return foldText(wanted)
    .split(/\s+/)
    .every((word) => text.includes(word));
}

/** What a form changed, field by field; lists are compared by what they hold. */
export function changedFields<T extends object>(before: T, after: T): Partial<T> {
  return Object.fromEntries(
    Object.entries(after).filter(
      ([field, value]) => JSON.stringify(value) !== JSON.stringify(before[field as keyof T]),
    ),
  ) as Partial<T>;
}
