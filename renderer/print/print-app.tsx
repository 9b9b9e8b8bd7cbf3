import '../rpc/zod-jitless.ts';
import './print-fonts.css';
import './print.css';
import { flushSync } from 'react-dom';
import { createRoot } from 'react-dom/client';
import { pageSheets, requestedPrint } from '../../shared/gantt/requested-print.ts';
import { createTranslate } from '../../shared/i18n/translate.ts';
import { errorText } from '../../shared/i18n/error-text.ts';
import { composeDocument } from '../../shared/paper/document.ts';
import { issueDocument } from '../../shared/paper/issue-document.ts';
import { type PaperRequest, readPaperRequest } from '../../shared/paper/paper-request.ts';
import type { PaperPage } from '../../shared/paper/shapes.ts';
import { createLabels } from '../../shared/views/labels.ts';
import { AppError } from '../../shared/rpc/app-error.ts';
import { type PrintOptions, readPrintOptions } from '../../shared/print-request.ts';
import { backend, connectToBackend, shell } from '../rpc/backend.ts';
import { readPageSettings } from '../state/page-settings.ts';
import { paperSvg } from './paper-shape.tsx';
import { createPrintMeasure, loadPrintFonts } from './print-fonts.ts';

const { language } = readPageSettings();
const t = createTranslate(language);
document.documentElement.lang = language;
connectToBackend();
await tell(window.location.search);

/** Draws what was asked and says so, or says in words why it cannot be drawn. */
async function tell(search: string): Promise<void> {
  try {
    const { pages, notice } = await drawAsked(search);
    await shell('shell.printReady', pages > 0 ? { pages, notice } : { failed: t('gantt.print.nothing') });
  } catch (error) {
    await shell('shell.printReady', { failed: reasonOf(error).slice(0, 300) });
  }
}

function reasonOf(error: unknown): string {
  if (error instanceof AppError) return errorText(t, error);
  return error instanceof Error ? error.message : String(error);
}

/** How many pages were drawn, and what should be known of them. */
interface Drawn {
  readonly pages: number;
  readonly notice: string | null;
}

async function drawAsked(search: string): Promise<Drawn> {
  const request = readPaperRequest(search);
  if (request) return drawPaper(request);
  const options = readPrintOptions(search);
  if (!options) throw new Error(`Unreadable print request: ${search}`);
  return draw(options);
}

/** Pages of a document. */
async function drawPaper(request: PaperRequest): Promise<Drawn> {
  const [{ lists }] = await Promise.all([backend.call('reference.lists', {}), loadPrintFonts()]);
  const { label } = createLabels(lists, language);
  const setting = { t, language, label, measure: createPrintMeasure() };
  const asked = request.issue
    ? {
        ...request,
        issue: null,
        edition: await issueDocument(request, request.issue.committeeId, backend, setting),
      }
    : request;
  const { title, pages } = await composeDocument(asked, backend, setting);
  await host(pages);
  document.title = title;
  return { pages: pages.length, notice: null };
}

/** Sheets of the planning. */
async function draw(options: PrintOptions): Promise<Drawn> {
  await loadPrintFonts();
  const print = await requestedPrint(options, {
    call: backend.call.bind(backend),
    t,
    language,
    measure: createPrintMeasure(),
  });
  await host(pageSheets(print));
  document.title = print.title;
  return { pages: print.pages.length, notice: print.notice };
}

/** Between two words on how far it is. */
const TOLD_EVERY_MS = 100;

/** Draws sheet by sheet, and says how far it is. At once and not on the next frame: a window nobody sees has no frames. */
async function host(pages: readonly PaperPage[]): Promise<void> {
  const place = document.getElementById('pages');
  if (!place) throw new Error('print.html has no #pages');
  // Not laid out before all are there: else every word would lay them all out anew.
  place.hidden = true;
  let told = performance.now();
  for (const [index, page] of pages.entries()) {
    const sheet = document.createElement('div');
    flushSync(() => createRoot(sheet).render(paperSvg(page, `page ${page.sheet}`)));
    // Sheets are neighbours, for each to begin a page of the PDF.
    place.append(...sheet.childNodes);
    if (performance.now() - told < TOLD_EVERY_MS && index < pages.length - 1) continue;
    await shell('shell.printReady', { drawn: index + 1, of: pages.length });
    told = performance.now();
  }
  place.hidden = false;
}
