import categories from './establishment-categories.json' with { type: 'json' };
import templates from './milestone-templates.json' with { type: 'json' };

/** Category of the national nomenclature; `sizeFactor` in basis points. */
export interface EstablishmentCategory {
  readonly code: string;
  readonly label: string;
  readonly labelEn: string;
  readonly shortLabel: string;
  readonly sizeFactor: number;
}

/** Size factor, in basis points, of a site nothing is known about. */
export const standardSizeFactor = 10_000;

const factorBySize = new Map(
  templates.scaling.factors.map(({ code, factor }) => [code, basisPoints(factor)] as const),
);

/** Shipped establishment categories. */
export const establishmentCategories: readonly EstablishmentCategory[] = categories.categories.map(
  ({ sizeFactor, ...category }) => ({
    ...category,
    sizeFactor: factorBySize.get(sizeFactor) ?? standardSizeFactor,
  }),
);

/** Size factor, in basis points, usual for a category code; unknown and missing codes count as standard. */
export function sizeFactorOfCategory(code: string | null): number {
  return establishmentCategories.find((category) => category.code === code)?.sizeFactor ?? standardSizeFactor;
}

/** A factor such as 0.5 in basis points. */
export function basisPoints(factor: number): number {
  return Math.round(factor * 10_000);
}
