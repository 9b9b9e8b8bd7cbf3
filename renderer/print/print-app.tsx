import '../rpc/zod-jitless.ts';
import './print-fonts.css';
import './print.css';
import type { ReactNode } from 'react';
import { flushSync } from 'react-dom';
import { createRoot } from 'react-dom/client';
import type { GanttView } from '../../shared/gantt/gantt-view.ts';
import { DEFAULT_PAGE_OPTIONS, ganttPages, type GanttPrint } from '../../shared/gantt/pages.ts';
import { ganttPrintWords, ganttWords } from '../../shared/gantt/words.ts';
import { createTranslate, type Translate } from '../../shared/i18n/translate.ts';
import { errorText } from '../../shared/i18n/error-text.ts';
import { composeDocument } from '../../shared/paper/document.ts';
import { type PaperRequest, readPaperRequest } from '../../shared/paper/paper-request.ts';
import { AppError } from '../../shared/rpc/app-error.ts';
import { type PrintOptions, readPrintOptions } from '../../shared/print-request.ts';
import { createLabels } from '../components/use-labels.ts';
import { backend, connectToBackend, shell } from '../rpc/backend.ts';
import { readPageSettings } from '../state/page-settings.ts';
import { GanttPages } from './gantt-pages.tsx';
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
    const pages = await drawAsked(search);
    await shell('shell.printReady', pages > 0 ? { pages } : { failed: t('gantt.print.nothing') });
  } catch (error) {
    await shell('shell.printReady', { failed: reasonOf(error).slice(0, 300) });
  }
}

function reasonOf(error: unknown): string {
  if (error instanceof AppError) return errorText(t, error);
  return error instanceof Error ? error.message : String(error);
}

async function drawAsked(search: string): Promise<number> {
  const request = readPaperRequest(search);
  if (request) return drawPaper(request);
  const options = readPrintOptions(search);
  if (!options) throw new Error(`Unreadable print request: ${search}`);
  return draw(options, t);
}

/** Number of pages drawn of a document. */
async function drawPaper(request: PaperRequest): Promise<number> {
  const [{ lists }] = await Promise.all([backend.call('reference.lists', {}), loadPrintFonts()]);
  const { label } = createLabels(lists, language);
  const { title, pages } = await composeDocument(request, backend, {
    t,
    language,
    label,
    measure: createPrintMeasure(),
  });
  host(pages.map((page) => paperSvg(page, `page ${page.sheet}`)));
  document.title = title;
  return pages.length;
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

function show(print: GanttPrint, { paper }: PrintOptions): void {
  host(<GanttPages pages={print.pages} paper={paper} />);
}

/** At once and not on the next frame: a window nobody sees has no frames. */
function host(pages: ReactNode): void {
  const place = document.getElementById('pages');
  if (!place) throw new Error('print.html has no #pages');
  flushSync(() => createRoot(place).render(pages));
}
