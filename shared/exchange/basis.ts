/** A basis taken apart: incarnation ordinal, context id, own sequence of the snapshot that was shown. */
export interface BasisParts {
  readonly rep: number;
  readonly context: number;
  readonly seq: number;
}

/** Text form of a basis, opaque to the interface. */
export function formatBasis({ rep, context, seq }: BasisParts): string {
  return `${rep}.${context}.${seq}`;
}

/** Parses `formatBasis`; null when malformed. */
export function parseBasis(text: string): BasisParts | null {
  const match = /^(\d{1,9})\.(\d{1,12})\.(\d{1,15})$/.exec(text);
  if (!match) return null;
  return { rep: Number(match[1]), context: Number(match[2]), seq: Number(match[3]) };
}
