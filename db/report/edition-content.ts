/**
 * A document that was handed out, as one value that never changes: its sheets as they were drawn, so that it prints the
 * same whatever becomes of the group, of the words or of this program. It is no list that anybody edits or merges, and
 * so one value and not rows; it is cut into pieces only because a text of the log has a longest length.
 */
import { zstdDecompressSync } from 'node:zlib';
import { registry } from '../../shared/domain/registry.ts';
import { paperPagesSchema } from '../../shared/paper/page-schema.ts';
import type { PaperPage } from '../../shared/paper/shapes.ts';
import { short } from '../../shared/paper/svg-file.ts';
import { AppError } from '../../shared/rpc/app-error.ts';
import { compress } from '../exchange/codec.ts';

const PIECE = registry.report_content.fields.content.max;
/** More than this no document unpacks to: a thousand full sheets of the planning. */
const MOST_BYTES = 256 << 20;

/** Sheets as texts of the log, in their order; places are rounded as the printer's are. */
export function contentPieces(pages: readonly PaperPage[]): string[] {
  const json = JSON.stringify(pages, (_key, value: unknown) =>
    typeof value === 'number' ? short(value) : value,
  );
  const packed = compress(Buffer.from(json)).toString('base64');
  return Array.from({ length: Math.ceil(packed.length / PIECE) }, (_, at) =>
    packed.slice(at * PIECE, (at + 1) * PIECE),
  );
}

/**
 * The sheets of an edition from its pieces, in their order.
 * @throws AppError `refused` where some are missing or are not what was written: a file may leave personal values out
 */
export function pagesOfContent(pieces: readonly (string | null)[]): PaperPage[] {
  const lacking = new AppError('refused', { key: 'error.edition-incomplete' });
  if (pieces.length === 0 || pieces.includes(null)) throw lacking;
  let content: unknown;
  try {
    const raw = zstdDecompressSync(Buffer.from(pieces.join(''), 'base64'), { maxOutputLength: MOST_BYTES });
    content = JSON.parse(raw.toString('utf8'));
  } catch {
    throw lacking;
  }
  const read = paperPagesSchema.safeParse(content);
  if (!read.success) throw lacking;
  return read.data;
}
