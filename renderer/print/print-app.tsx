import '../rpc/zod-jitless.ts';
import './print-fonts.css';
import './print.css';
import { flushSync } from 'react-dom';
import { createRoot } from 'react-dom/client';
import type { GanttView } from '../../shared/gantt/gantt-view.ts';
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
  const { establishmentIds, domainIds, baselineId, scenarioId, criticalPath } = options;
  const { groupBy, filter = {}, paper, detail, from = null, to = null } = options;
  const asked = {
    ...(establishmentIds && { establishmentIds }),
    ...(domainIds && { domainIds }),
    ...(baselineId && { baselineId }),
    ...(scenarioId && { scenarioId }),
  };
  const [answer, { lists }, analysis] = await Promise.all([
    backend.call('gantt.view', asked),
    backend.call('reference.lists', {}),
    criticalPath && backend.call('plan.analysis', { scope: criticalPath }),
    loadPrintFonts(),
  ]);
  const view = withScenarioName(answer, translate);
  const texts = {
    words: ganttWords(translate, createLabels(lists, language).label),
    print: ganttPrintWords(translate),
    measure: createPrintMeasure(),
  };
  const pageOptions = { ...DEFAULT_PAGE_OPTIONS, groupBy, filter, paper, detail, from, to };
  const path = criticalPath && analysis ? { scope: criticalPath, analysis } : null;
  const print = ganttPages(view, pageOptions, texts, path);
  show(print, options);
  document.title = `${texts.print.title} · ${view.groupName}`;
  return print.pages.length;
}

/** On every sheet beside the group's name: a scenario on paper must not be taken for the plan. */
function withScenarioName(view: GanttView, translate: Translate): GanttView {
  if (!view.scenario) return view;
  const { name } = view.scenario;
  return { ...view, groupName: translate('gantt.print.inScenario', { group: view.groupName, name }) };
}

/** At once and not on the next frame: a window nobody sees has no frames. */
function show(print: GanttPrint, { paper }: PrintOptions): void {
  const host = document.getElementById('pages');
  if (!host) throw new Error('print.html has no #pages');
  flushSync(() => createRoot(host).render(<GanttPages pages={print.pages} paper={paper} />));
}
