import '../rpc/zod-jitless.ts';
import './print-fonts.css';
import './print.css';
import { flushSync } from 'react-dom';
import { createRoot } from 'react-dom/client';
import { DEFAULT_PAGE_OPTIONS, ganttPages, type GanttPrint } from '../../shared/gantt/pages.ts';
import { ganttPrintWords, ganttWords } from '../../shared/gantt/words.ts';
import { createTranslate, type Translate } from '../../shared/i18n/translate.ts';
import { type PrintOptions, readPrintOptions } from '../../shared/print-request.ts';
import { createLabels } from '../components/use-labels.ts';
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
    const pages = await draw(options, t);
    await shell('shell.printReady', pages > 0 ? { pages } : { failed: t('gantt.print.nothing') });
  } catch (error) {
    await shell('shell.printReady', {
      failed: error instanceof Error ? error.message.slice(0, 300) : String(error),
    });
  }
}

/** Number of pages drawn. */
async function draw(options: PrintOptions, translate: Translate): Promise<number> {
  const {
    establishmentIds,
    domainIds,
    baselineId,
    groupBy,
    filter = {},
    paper,
    detail,
    from = null,
    to = null,
  } = options;
  const asked = {
    ...(establishmentIds && { establishmentIds }),
    ...(domainIds && { domainIds }),
    ...(baselineId && { baselineId }),
  };
  const [view, { lists }] = await Promise.all([
    backend.call('gantt.view', asked),
    backend.call('reference.lists', {}),
    loadPrintFonts(),
  ]);
  const texts = {
    words: ganttWords(translate, createLabels(lists, language).label),
    print: ganttPrintWords(translate),
    measure: createPrintMeasure(),
  };
  const print = ganttPages(
    view,
    { ...DEFAULT_PAGE_OPTIONS, groupBy, filter, paper, detail, from, to },
    texts,
  );
  show(print, options);
  document.title = `${texts.print.title} · ${view.groupName}`;
  return print.pages.length;
}

/** At once and not on the next frame: a window nobody sees has no frames. */
function show(print: GanttPrint, { paper }: PrintOptions): void {
  const host = document.getElementById('pages');
  if (!host) throw new Error('print.html has no #pages');
  flushSync(() => createRoot(host).render(<GanttPages pages={print.pages} paper={paper} />));
}
