/** What a line of a register is about, by names; null where it names none. */
export interface Placed {
  readonly domainLabel: string | null;
  /** Second domain of what lies between two. */
  readonly otherDomainLabel?: string | null;
  readonly establishmentName: string | null;
}

/** « Biologie / Dossier patient · Carsan »; null where a line is about the whole group. */
export function placeWords({ domainLabel, otherDomainLabel, establishmentName }: Placed): string | null {
  const domains = [domainLabel, otherDomainLabel].filter(Boolean).join(' / ');
  return [domains, establishmentName].filter(Boolean).join(' · ') || null;
}
