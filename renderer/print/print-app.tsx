import '../rpc/zod-jitless.ts';
import './print-fonts.css';
import './print.css';
import { flushSync } from 'react-dom';
import { createRoot } from 'react-dom/client';
import type { GanttPrint } from '../../shared/gantt/pages.ts';
import { requestedPrint, type RequestedPrint } from '../../shared/gantt/requested-print.ts';
import { createTranslate, type Translate } from '../../shared/i18n/translate.ts';
import { type PrintOptions, readPrintOptions } from '../../shared/print-request.ts';
import { backend, connectToBackend, shell } from '../rpc/backend.ts';
import { readPageSettings } from '../state/page-settings.ts';
import { GanttPages } from './gantt-pages.tsx';
import { createPrintMeasure, loadPrintFonts } from './print-fonts.ts';

const { language } = readPageSettings();
const t = createTranslate(language);
document.documentElement.lang = language;
connectToBackend();
await tell(readPrintOptions(window.location.search));

/** Draws what was asked and says so, or says in words why it cannot be drawn. */
async function tell(options: PrintOptions | null): Promise<void> {
  try {
    if (!options) throw new Error(`Unreadable print request: ${window.location.search}`);
    const { pages, notice } = await draw(options, t);
    await shell(
      'shell.printReady',
      pages.length > 0 ? { pages: pages.length, notice } : { failed: t('gantt.print.nothing') },
    );
  } catch (error) {
    await shell('shell.printReady', {
      failed: error instanceof Error ? error.message.slice(0, 300) : String(error),
    });
  }
}

/** Draws the sheets. */
async function draw(options: PrintOptions, translate: Translate): Promise<RequestedPrint> {
  await loadPrintFonts();
  const print = await requestedPrint(options, {
    call: backend.call.bind(backend),
    t: translate,
    language,
    measure: createPrintMeasure(),
  });
  show(print);
  document.title = print.title;
  return print;
}

/** At once and not on the next frame: a window nobody sees has no frames. */
function show({ pages, paper }: GanttPrint): void {
  const host = document.getElementById('pages');
  if (!host) throw new Error('print.html has no #pages');
  flushSync(() => createRoot(host).render(<GanttPages pages={pages} paper={paper} />));
}
