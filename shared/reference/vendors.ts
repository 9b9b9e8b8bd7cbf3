import data from './vendors.json' with { type: 'json' };

/** Product of the market offered while typing; `editor` null = not confirmed. */
export interface ReferenceProduct {
  readonly domain: string;
  readonly product: string;
  readonly editor: string | null;
  readonly note?: string;
}

/** Shipped products, one line per product and domain. */
export const referenceProducts: readonly ReferenceProduct[] = data.products;
