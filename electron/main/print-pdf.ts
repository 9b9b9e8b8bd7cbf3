import type { BrowserWindow, MessagePortMain, WebContents } from 'electron';
import { portMessage } from '../../shared/api.ts';
import { AppError } from '../../shared/rpc/app-error.ts';
import type { OutputOf, ParsedInputOf } from '../../shared/contract.ts';
import { paperAddress, type PaperRequest } from '../../shared/paper/paper-request.ts';
import { type PrintOptions, printAddress } from '../../shared/print-request.ts';
import { openPrintWindow } from './window.ts';
import { writeWhole } from './write-whole.ts';

/** Time a page gets to draw a whole group; ten thousand rows take a few seconds. */
const drawLimitMs = 120_000;

type Drawn = ParsedInputOf<'shell.printReady'>;

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

/** Makes a desk. Each of its windows is closed again, whatever happens. */
export function createPrintDesk(): PrintDesk {
  const waiting = new Map<number, (said: Drawn) => void>();
  const stops = new Map<number, Set<() => void>>();
  /** Draws the page of an address in a window of its own, and does with it what there is to do. */
  const withDrawn = async <T>(
    address: string,
    owner: number | undefined,
    use: (contents: WebContents, drawn: Omit<Printed, 'bytes'>) => Promise<T>,
  ): Promise<T> => {
    const window = openPrintWindow();
    const { id } = window.webContents;
    const stopped = Promise.withResolvers<never>();
    const stop = (): void => stopped.reject(new AppError('cancelled'));
    const own = stops.get(owner ?? id) ?? new Set();
    stops.set(owner ?? id, own.add(stop));
    try {
      const work = draw(window, address, waiting).then((drawn) => use(window.webContents, drawn));
      return await Promise.race([work, stopped.promise]);
    } finally {
      own.delete(stop);
      if (own.size === 0) stops.delete(owner ?? id);
      waiting.delete(id);
      window.destroy();
    }
  };
  const writePdf = (address: string, target: string, owner: number | undefined): Promise<Printed> =>
    withDrawn(address, owner, async (contents, drawn) => {
      const pdf = await contents.printToPDF({
        preferCSSPageSize: true,
        printBackground: true,
        generateTaggedPDF: true,
        generateDocumentOutline: true,
      });
      await writeWhole(target, pdf);
      return { ...drawn, bytes: pdf.length };
    });
  return {
    drawn: (sender, said) => {
      const tell = waiting.get(sender.id);
      if (!tell) throw new AppError('bad-request');
      tell(said);
      return {};
    },
    printGantt: (options, target, owner) => writePdf(printAddress(options), target, owner),
    printPaper: (request, target, owner) => writePdf(paperAddress(request), target, owner),
    sendToPrinter: (request, owner) =>
      withDrawn('document' in request ? paperAddress(request) : printAddress(request), owner, sendOn),
    cancel: (owner) => {
      for (const stop of stops.get(owner) ?? []) stop();
    },
  };
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
): Promise<Omit<Printed, 'bytes'>> {
  return new Promise((done, failed) => {
    const refuse = (reason: string): void => {
      clearTimeout(limit);
      failed(new AppError('refused', { key: 'error.print-failed', details: { reason } }));
    };
    const limit = setTimeout(() => refuse('timeout'), drawLimitMs);
    waiting.set(window.webContents.id, (said) => {
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
