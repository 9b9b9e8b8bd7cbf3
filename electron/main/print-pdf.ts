import type { BrowserWindow, MessagePortMain, WebContents } from 'electron';
import { portMessage } from '../../shared/api.ts';
import { AppError } from '../../shared/rpc/app-error.ts';
import type { EventPayload, OutputOf, ParsedInputOf } from '../../shared/contract.ts';
import { paperAddress, type PaperRequest } from '../../shared/paper/paper-request.ts';
import { type PrintOptions, printAddress } from '../../shared/print-request.ts';
import { openPrintWindow } from './window.ts';
import { writeWhole } from './write-whole.ts';

/** Time a page gets from one word to the next; a thousand sheets take half a minute, and say so sheet by sheet. */
const silenceLimitMs = 120_000;

type Drawn = ParsedInputOf<'shell.printReady'>;
type SoFar = EventPayload<'shell.printed'>;

/** A document on paper. */
export interface Printed {
  readonly pages: number;
  readonly bytes: number;
  /** What whoever printed it should know; null for nothing. */
  readonly notice: string | null;
}

/** Print pages at work, and what each said about its drawing. */
export interface PrintDesk {
  /** Passes on what a print page said; answers nothing to any other page. */
  drawn(sender: WebContents, said: Drawn): OutputOf<'shell.printReady'>;
  /**
   * Draws a Gantt in a window nobody sees and writes it as PDF, whole or not at all. Throws AppError `refused` when
   * the page cannot draw, `disk-full`, `no-permission` when the file cannot be written.
   */
  printGantt(options: PrintOptions, target: string, owner?: number): Promise<Printed>;
  /** Does the same with a document. */
  printPaper(request: PaperRequest, target: string, owner?: number): Promise<Printed>;
  /** Hands a document, or the planning, to the print dialog of the system; false when it was closed there. Throws as above. */
  sendToPrinter(request: PaperRequest | PrintOptions, owner?: number): Promise<boolean>;
  /** Ends what a page (its `webContents` id) is printing: its call throws AppError `cancelled`. */
  cancel(owner: number): void;
}

/**
 * Makes a desk. Each of its windows is closed again, whatever happens. `tell` hears how far what a page (its
 * `webContents` id) asked for is.
 */
export function createPrintDesk(tell: (owner: number, soFar: SoFar) => void = () => undefined): PrintDesk {
  const waiting = new Map<number, (said: Drawn) => void>();
  const stops = new Map<number, Set<() => void>>();
  /** Draws the page of an address in a window of its own, and does with it what there is to do. */
  const withDrawn = async <T>(
    address: string,
    owner: number | undefined,
    use: (contents: WebContents, drawn: Omit<Printed, 'bytes'>, stopping: Stopping) => Promise<T>,
  ): Promise<T> => {
    const window = openPrintWindow();
    const { id } = window.webContents;
    const control = new AbortController();
    const stop = (): void => control.abort();
    const own = stops.get(owner ?? id) ?? new Set();
    stops.set(owner ?? id, own.add(stop));
    const stopping = stoppingBy(control.signal);
    const onProgress = (soFar: SoFar): void => {
      if (owner !== undefined) tell(owner, soFar);
    };
    try {
      const drawn = await stopping.before(draw(window, address, waiting, onProgress));
      return await use(window.webContents, drawn, stopping);
    } finally {
      own.delete(stop);
      if (own.size === 0) stops.delete(owner ?? id);
      waiting.delete(id);
      window.destroy();
    }
  };
  const writePdf = (address: string, target: string, owner: number | undefined): Promise<Printed> =>
    withDrawn(address, owner, async (contents, drawn, { before, signal }) => {
      const pdf = await before(
        contents.printToPDF({
          preferCSSPageSize: true,
          printBackground: true,
          generateTaggedPDF: true,
          generateDocumentOutline: true,
        }),
      );
      // From here on the file says itself whether it came before the stop.
      await writeWhole(target, pdf, { signal });
      return { ...drawn, bytes: pdf.length };
    });
  return {
    drawn: (sender, said) => {
      const hear = waiting.get(sender.id);
      if (!hear) throw new AppError('bad-request');
      hear(said);
      return {};
    },
    printGantt: (options, target, owner) => writePdf(printAddress(options), target, owner),
    printPaper: (request, target, owner) => writePdf(paperAddress(request), target, owner),
    sendToPrinter: (request, owner) =>
      withDrawn(
        'document' in request ? paperAddress(request) : printAddress(request),
        owner,
        (contents, _drawn, { before }) => before(sendOn(contents)),
      ),
    cancel: (owner) => {
      for (const stop of stops.get(owner) ?? []) stop();
    },
  };
}

/** How a print ends early. */
interface Stopping {
  readonly signal: AbortSignal;
  /** Waits for work, but no longer than until the stop: then it throws AppError `cancelled`. */
  readonly before: <T>(work: Promise<T>) => Promise<T>;
}

function stoppingBy(signal: AbortSignal): Stopping {
  const stopped = Promise.withResolvers<never>();
  // Nobody may be waiting when it comes.
  stopped.promise.catch(() => undefined);
  signal.addEventListener('abort', () => stopped.reject(new AppError('cancelled')), { once: true });
  return { signal, before: (work) => Promise.race([work, stopped.promise]) };
}

/** The dialog of the system; closing it there is no failure. */
function sendOn(contents: WebContents): Promise<boolean> {
  return new Promise((done, failed) => {
    contents.print({ silent: false, printBackground: true }, (printed, reason) => {
      if (printed) done(true);
      else if (/cancel/i.test(reason)) done(false);
      else failed(new AppError('refused', { key: 'error.print-failed', details: { reason } }));
    });
  });
}

/** Loads the page and waits for its word: the number of pages drawn, and what should be known of them. */
function draw(
  window: BrowserWindow,
  address: string,
  waiting: Map<number, (said: Drawn) => void>,
  onProgress: (soFar: SoFar) => void,
): Promise<Omit<Printed, 'bytes'>> {
  return new Promise((done, failed) => {
    const refuse = (reason: string): void => {
      clearTimeout(limit);
      failed(new AppError('refused', { key: 'error.print-failed', details: { reason } }));
    };
    const limit = setTimeout(() => refuse('timeout'), silenceLimitMs);
    waiting.set(window.webContents.id, (said) => {
      if ('drawn' in said) {
        limit.refresh();
        onProgress(said);
        return;
      }
      if ('failed' in said) {
        refuse(said.failed);
        return;
      }
      clearTimeout(limit);
      done(said);
    });
    window.webContents.once('render-process-gone', (_event, { reason }) => refuse(reason));
    window.loadURL(address).catch((error: unknown) => refuse(String(error)));
  });
}

/** Hands one end of a channel to a page. */
export function sendPort(contents: WebContents, port: MessagePortMain): void {
  contents.postMessage(portMessage, null, [port]);
}
