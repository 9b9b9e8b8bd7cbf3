import type { BrowserWindow, MessagePortMain, WebContents } from 'electron';
import { portMessage } from '../../shared/api.ts';
import { AppError } from '../../shared/rpc/app-error.ts';
import type { OutputOf, ParsedInputOf } from '../../shared/contract.ts';
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
  printGantt(options: PrintOptions, target: string): Promise<Printed>;
}

/** Makes a desk. Each of its windows is closed again, whatever happens. */
export function createPrintDesk(): PrintDesk {
  const waiting = new Map<number, (said: Drawn) => void>();
  return {
    drawn: (sender, said) => {
      const tell = waiting.get(sender.id);
      if (!tell) throw new AppError('bad-request');
      tell(said);
      return {};
    },
    printGantt: async (options, target) => {
      const window = openPrintWindow();
      const { id } = window.webContents;
      try {
        const drawn = await draw(window, options, waiting);
        const pdf = await window.webContents.printToPDF({
          preferCSSPageSize: true,
          printBackground: true,
          generateTaggedPDF: true,
          generateDocumentOutline: true,
        });
        await writeWhole(target, pdf);
        return { ...drawn, bytes: pdf.length };
      } finally {
        waiting.delete(id);
        window.destroy();
      }
    },
  };
}

/** Loads the page and waits for its word: the number of pages drawn, and what should be known of them. */
function draw(
  window: BrowserWindow,
  options: PrintOptions,
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
    window.loadURL(printAddress(options)).catch((error: unknown) => refuse(String(error)));
  });
}

/** Hands one end of a channel to a page. */
export function sendPort(contents: WebContents, port: MessagePortMain): void {
  contents.postMessage(portMessage, null, [port]);
}
