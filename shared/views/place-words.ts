/** What a line of a register is about, by names; null where it names none. */
export interface Placed {
  readonly domainLabel: string | null;
  /** Second domain of what lies between two. */
  readonly otherDomainLabel?: string | null;
  readonly establishmentName: string | null;
}

/** « Biologie / Dossier patient »; null where a line names no domain. */
export function domainWords({ domainLabel, otherDomainLabel }: Placed): string | null {
  return [domainLabel, otherDomainLabel].filter(Boolean).join(' / ') || null;
}

/** « Biologie / Dossier patient · Carsan »; null where a line is about the whole group. */
export function placeWords(row: Placed): string | null {
  return [domainWords(row), row.establishmentName].filter(Boolean).join(' · ') || null;
}
