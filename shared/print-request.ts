import type { z } from 'zod';
import { printOptionsSchema } from './contract.ts';

export type PrintOptions = z.output<typeof printOptionsSchema>;

/** Address of the page that draws a Gantt on paper. */
export function printAddress(options: PrintOptions): string {
  return `app://app/print.html?report=gantt&options=${encodeURIComponent(JSON.stringify(options))}`;
}

/** Reads the options back from `location.search` of the print page; null when it was not made by `printAddress`. */
export function readPrintOptions(search: string): PrintOptions | null {
  const encoded = /^\?report=gantt&options=([^&]+)$/.exec(search)?.[1];
  if (encoded === undefined) return null;
  try {
    return readOptions(JSON.parse(decodeURIComponent(encoded)));
  } catch {
    return null;
  }
}

/** Options as they may be asked for; null for anything else. */
export function readOptions(asked: unknown): PrintOptions | null {
  return printOptionsSchema.safeParse(asked).data ?? null;
}
