/** A print as it was asked for: what it needs of the backend, and its sheets. The same for paper, preview and picture. */
import { formatDecimal } from '../i18n/format.ts';
import type { Language, Translate } from '../i18n/translate.ts';
import { sheetClass } from '../paper/sheet.ts';
import { tagged, type PaperPage, type PaperShape } from '../paper/shapes.ts';
import type { PrintOptions } from '../print-request.ts';
import type { Client } from '../rpc/create-client.ts';
import { createLabels } from '../views/labels.ts';
import type { GanttView } from './gantt-view.ts';
import type { TextMeasure } from './labels.ts';
import { DEFAULT_PAGE_OPTIONS, ganttPages, type GanttPrint, type PageOptions } from './pages.ts';
import type { TooSmall } from './page-fit.ts';
import { ganttPrintWords, ganttWords } from './words.ts';

/** What a print is made with. */
export interface PrintTools {
  call: Client['call'];
  t: Translate;
  language: Language;
  measure: TextMeasure;
}

/** Sheets and the title of the document. */
export interface RequestedPrint extends GanttPrint {
  title: string;
  /** Why there are more sheets than were asked for; null where there are not. */
  notice: string | null;
}

/** Reads the planning and lays it on sheets, or as a picture on one. Nobody's name stands on it before one is chosen. */
export async function requestedPrint(
  options: PrintOptions,
  { call, t, language, measure }: PrintTools,
  sheet: PageOptions['sheet'] = 'pages',
): Promise<RequestedPrint> {
  const { establishmentIds, domainIds, baselineId, scenarioId, criticalPath } = options;
  const asked = {
    ...(establishmentIds && { establishmentIds }),
    ...(domainIds && { domainIds }),
    ...(baselineId && { baselineId }),
    ...(scenarioId && { scenarioId }),
  };
  const [answer, { lists }, { me }, analysis] = await Promise.all([
    call('gantt.view', asked),
    call('reference.lists', {}),
    call('workspace.status', {}),
    criticalPath && call('plan.analysis', { scope: criticalPath }),
  ]);
  const view = withScenarioName(answer, t);
  const print = ganttPrintWords(t);
  const texts = { words: ganttWords(t, createLabels(lists, language).label), print, measure };
  const path = criticalPath && analysis ? { scope: criticalPath, analysis } : null;
  const pages = ganttPages(view, pageOptions(options, me?.name ?? null, sheet), texts, path);
  const notice = pages.tooSmall && tooSmallText(pages.tooSmall, t, language);
  return { ...pages, title: `${options.title ?? print.title} · ${view.groupName}`, notice };
}

function tooSmallText({ text, asked, high }: TooSmall, t: Translate, language: Language): string {
  const values = { count: asked, high };
  if (text === null) return t('gantt.print.cannotFit', values);
  return t('gantt.print.tooSmall', { ...values, text: formatDecimal(text, language) });
}

function pageOptions(options: PrintOptions, author: string | null, sheet: PageOptions['sheet']): PageOptions {
  const usual = DEFAULT_PAGE_OPTIONS;
  const { groupBy, filter = {}, paper, detail, from = null, to = null } = options;
  return {
    groupBy,
    filter,
    from,
    to,
    paper,
    detail,
    sheet,
    author,
    orientation: options.orientation ?? usual.orientation,
    columns: options.columns ?? usual.columns,
    fit: options.fit ?? usual.fit,
    breaksGroups: options.breaksGroups ?? usual.breaksGroups,
    title: options.title ?? usual.title,
    diffusion: options.diffusion ?? usual.diffusion,
    version: options.version ?? usual.version,
  };
}

/**
 * Its sheets as those of any document, the first a bookmark; what is on one is drawn when it is looked at. `among` says
 * where it stands in a pack: after so many sheets, of so many in all.
 */
export function pageSheets(
  { pages, paper }: GanttPrint,
  among: { readonly before: number; readonly pages: number } = { before: 0, pages: pages.length },
): PaperPage[] {
  const { width, height } = paper;
  const sheet = sheetClass(paper);
  return pages.map((page, index) => {
    let shapes: PaperShape[] | undefined;
    const number = among.before + index + 1;
    return {
      number,
      width,
      height,
      sheet,
      get shapes() {
        if (!shapes) {
          const { title, body } = page.numbered(number, among.pages);
          shapes = [...(index === 0 ? [tagged('heading', title, { level: 1 })] : title), ...body];
        }
        return shapes;
      },
    };
  });
}

/** On every sheet beside the group's name: a scenario on paper must not be taken for the plan. */
function withScenarioName(view: GanttView, t: Translate): GanttView {
  if (!view.scenario) return view;
  const { name } = view.scenario;
  return { ...view, groupName: t('gantt.print.inScenario', { group: view.groupName, name }) };
}
