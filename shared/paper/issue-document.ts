/** Issuing: what is on the sheets now is dated, numbered and kept. */
import type { CommitteesView, Edition } from '../views/paper-view.ts';
import { composeDocument, type Ask } from './document.ts';
import type { PaperRequest } from './paper-request.ts';
import type { PaperSetting } from './setting.ts';

type Issued = Pick<PaperRequest, 'document' | 'subject'>;

/** Editions of the same document, about the same thing; the newest first, as they come. */
export function editionsOf(editions: readonly Edition[], { document, subject }: Issued): Edition[] {
  return editions.filter((edition) => edition.report === document && edition.subject === subject);
}

/** The number the next edition of a document carries. */
export function nextVersion(editions: readonly Edition[], issued: Issued): number {
  return Math.max(0, ...editionsOf(editions, issued).map(({ version }) => version ?? 0)) + 1;
}

/**
 * Issues a document as it would be printed now, for a committee or for none. The météo is kept as figures, for the next
 * is compared with it; any other is kept as the sheets it was handed out on.
 * @returns id of the edition
 * @throws AppError as `composeDocument`, and `refused` where another edition took the number meanwhile
 */
export async function issueDocument(
  request: PaperRequest,
  committeeId: string | null,
  ask: Ask,
  setting: PaperSetting,
): Promise<string> {
  const { document, subject, since, diffusion } = request;
  if (document === 'weather')
    return issuedId(await ask.call('report.issueWeather', { committeeId, since, diffusion }));
  const view = await ask.call('paper.committees', {});
  const version = nextVersion(view.editions, request);
  const weather = holdsWeather(request) ? await weatherOf(request, committeeId, view, ask) : null;
  const issue = { version, weather };
  const { title, pages } = await composeDocument({ ...request, edition: null }, ask, setting, issue);
  return issuedId(
    await ask.call('report.issueDocument', {
      document,
      subject,
      title,
      committeeId,
      diffusion,
      version,
      pages: [...pages],
    }),
  );
}

function holdsWeather({ document, items }: PaperRequest): boolean {
  return document === 'pack' && items.includes('weather');
}

/** The météo in an issued pack is issued too: the one of today for that committee, or a new one. */
async function weatherOf(
  { since, diffusion }: PaperRequest,
  committeeId: string | null,
  { editions, today }: CommitteesView,
  ask: Ask,
): Promise<string> {
  const known = editionsOf(editions, { document: 'weather', subject: null }).find(
    (edition) => committeeId !== null && edition.committeeId === committeeId && edition.issuedOn === today,
  );
  return known?.id ?? issuedId(await ask.call('report.issueWeather', { committeeId, since, diffusion }));
}

function issuedId({ id }: { readonly id: string | null }): string {
  if (id === null) throw new Error('an edition has no id');
  return id;
}
