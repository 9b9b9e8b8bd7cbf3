/** What can be asked of the printed documents; the same words for the screen, the print page and the command line. */
import { z } from 'zod';
import { idSchema } from '../views/common.ts';
import { sinceSchema } from '../views/paper-view.ts';
import { diffusionLevels } from './cartouche.ts';
import { sheetNames, type SheetName } from './sheet.ts';

/** Documents of the whole group, which a pack is made of. */
export const groupDocuments = ['weather', 'map', 'moved', 'milestones', 'decisions', 'risks'] as const;
/** Registers of the whole group, each a document of its own. */
export const registerDocuments = ['lots'] as const;
/** Documents about one deployment, domain or site. */
export const subjectDocuments = ['sheet', 'flash', 'site', 'restart'] as const;
export const paperDocuments = ['pack', ...groupDocuments, ...registerDocuments, ...subjectDocuments] as const;
export type PaperDocument = (typeof paperDocuments)[number];
export type GroupDocument = (typeof groupDocuments)[number];

/** Documents that are shown in a room, and so written as slides too. */
export const slideDocuments = ['pack', ...groupDocuments] as const;

/** What a pack may hold: the documents of the group, the planning, and the flash report of each domain. */
export const packItems = [...groupDocuments, 'planning', 'flashes'] as const;
export type PackItem = (typeof packItems)[number];

export const paperRequestSchema = z
  .object({
    document: z.enum(paperDocuments),
    paper: z.enum(sheetNames),
    diffusion: z.enum(diffusionLevels).default('internal'),
    since: sinceSchema.default(null),
    /** The document as it was issued, in place of that of today. */
    edition: idSchema.nullable().default(null),
    /** Issues the document, for a committee or for none, and prints that edition. */
    issue: z.object({ committeeId: idSchema.nullable() }).strict().nullable().default(null),
    /** The deployment, domain or site a document is about. */
    subject: idSchema.nullable().default(null),
    items: z
      .array(z.enum(packItems))
      .min(1)
      .max(packItems.length)
      .default([...groupDocuments, 'planning']),
  })
  .strict();
export type PaperRequest = z.output<typeof paperRequestSchema>;

/** Choices somebody made for documents, by document; what an edition or a subject was is not kept. */
export const paperChoicesSchema = z.object({
  choices: z.array(paperRequestSchema.omit({ edition: true, issue: true, subject: true })),
});
export type PaperChoices = z.output<typeof paperChoicesSchema>;

/** Paper that is right without a choice. */
export function usualPaper(document: PaperDocument): SheetName {
  return document === 'weather' || document === 'map' || document === 'pack' ? 'A3' : 'A4';
}

/** A request nobody has chosen anything for. */
export function usualRequest(document: PaperDocument, subject: string | null = null): PaperRequest {
  return paperRequestSchema.parse({ document, paper: usualPaper(document), subject });
}

/** Address of the page that draws a document on paper. */
export function paperAddress(request: PaperRequest): string {
  return `app://app/print.html?report=paper&options=${encodeURIComponent(JSON.stringify(request))}`;
}

/** Reads a request back from `location.search` of the print page; null when it was not made by `paperAddress`. */
export function readPaperRequest(search: string): PaperRequest | null {
  const encoded = /^\?report=paper&options=([^&]+)$/.exec(search)?.[1];
  if (encoded === undefined) return null;
  try {
    return paperRequestSchema.parse(JSON.parse(decodeURIComponent(encoded)));
  } catch {
    return null;
  }
}
