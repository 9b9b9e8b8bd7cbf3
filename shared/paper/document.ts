/** A request in, finished sheets out: what the preview shows and what is printed are made here and nowhere else. */
import type { Client } from '../rpc/create-client.ts';
import type { IsoDate } from '../domain/iso-date.ts';
import { addMonths, monthOf } from '../domain/month.ts';
import { formatDate } from '../i18n/format.ts';
import { AppError } from '../rpc/app-error.ts';
import type { PaperView, WeatherReport } from '../views/paper-view.ts';
import {
  framePages,
  layPart,
  type AnyPart,
  type Imprint,
  type DrawnPart,
  type LaidPart,
  type PaperPart,
} from './compose.ts';
import { pageSheets, requestedPrint } from '../gantt/requested-print.ts';
import { flashPart } from './flash-part.ts';
import { lotsPart } from './lots-part.ts';
import { mapPart } from './map-part.ts';
import { milestonesPart } from './milestones-part.ts';
import { movedPart } from './moved-part.ts';
import type { PackItem, PaperRequest } from './paper-request.ts';
import { decisionsPart } from './decisions-part.ts';
import { restartPart } from './restart-part.ts';
import { risksPart } from './risks-part.ts';
import { cell, paperTexts, type PaperSetting } from './setting.ts';
import type { PaperPage } from './shapes.ts';
import { projectSheetPart } from './sheet-part.ts';
import { sheetOf, type SheetName } from './sheet.ts';
import { sitePart } from './site-part.ts';
import { weatherPart } from './weather-part.ts';

/** Asks the backend: the page's client, or that of the command line. */
export type Ask = Pick<Client, 'call'>;

export interface ComposedDocument {
  /** Of the file, and of its window. */
  readonly title: string;
  readonly pages: readonly PaperPage[];
}

/** What a document is about to be issued with. */
export interface Issue {
  readonly version: number;
  /** Edition of the météo a pack holds. */
  readonly weather: string | null;
}

/**
 * Lays out what was asked for; what was issued is there already.
 * @throws AppError where the backend refuses, or a subject is missing
 */
export async function composeDocument(
  request: PaperRequest,
  ask: Ask,
  setting: PaperSetting,
  issue: Issue | null = null,
): Promise<ComposedDocument> {
  if (isKeptAsSheets(request)) return ask.call('paper.edition', { id: request.edition });
  const { title, parts, imprint } = await composeParts(request, ask, setting, issue);
  const texts = paperTexts(setting);
  const laid = parts.map((part) => layPart(part, imprint, texts));
  const whole = request.document === 'pack' ? withContents(laid, imprint, setting) : laid;
  return { title: `${title} · ${imprint.group}`, pages: framePages(whole) };
}

/** True for an edition of which the sheets are kept; the météo is drawn from its figures. */
export function isKeptAsSheets(
  request: PaperRequest,
): request is PaperRequest & { readonly edition: string } {
  return request.edition !== null && request.document !== 'weather';
}

/** What was asked for before it is laid out, for sheets or for slides. @throws as `composeDocument` */
export async function composeParts(
  request: PaperRequest,
  ask: Ask,
  setting: PaperSetting,
  issue: Issue | null = null,
): Promise<Made & { readonly title: string }> {
  if (isKeptAsSheets(request)) throw new AppError('bad-request', { key: 'error.edition-sheets' });
  const asked = {
    ...request,
    version: issue && String(issue.version),
    weather: issue?.weather ?? request.edition,
  };
  const made = await partsOf(asked, ask, setting);
  const title = request.document === 'pack' ? setting.t('paper.pack.title') : (made.parts[0]?.title ?? '');
  return { ...made, title };
}

/** A request, the number of the edition it is for, and the edition of the météo it is to show. */
type Asked = PaperRequest & { readonly version: string | null; readonly weather: string | null };

interface Made {
  readonly parts: readonly AnyPart[];
  readonly imprint: Imprint;
}

async function partsOf(request: Asked, ask: Ask, setting: PaperSetting): Promise<Made> {
  const { document, since, paper, subject } = request;
  switch (document) {
    case 'pack':
      return packParts(request, ask, setting);
    case 'weather':
      return weatherParts(request, ask, setting);
    case 'map':
    case 'milestones': {
      const view = await ask.call('paper.view', { since });
      return groupParts(document, view, request, setting);
    }
    case 'decisions':
    case 'risks':
      return {
        parts: [await registerPart(document, paper, ask, setting)],
        imprint: await imprintNow(request, ask),
      };
    case 'moved': {
      const view = await ask.call('paper.moved', { since });
      return { parts: [movedPart(view, paper, setting)], imprint: imprintOf(view, request) };
    }
    case 'lots': {
      const imprint = await imprintNow(request, ask);
      return { parts: [lotsPart(await ask.call('lots.view', {}), paper, imprint, setting)], imprint };
    }
    case 'flash': {
      const view = await ask.call('paper.view', { since });
      const imprint = imprintOf(view, request);
      return { parts: [flashPart(view, needed(subject), paper, imprint, setting)], imprint };
    }
    case 'sheet':
    case 'site':
    case 'restart':
      return subjectParts(document, request, ask, setting);
  }
}

async function subjectParts(
  document: 'sheet' | 'site' | 'restart',
  request: Asked,
  ask: Ask,
  setting: PaperSetting,
): Promise<Made> {
  const { subject, paper, since } = request;
  const id = needed(subject);
  const imprint = await imprintNow(request, ask);
  switch (document) {
    case 'sheet': {
      const deployment = await ask.call('deployment.view', { id });
      const registers = await ask.call('deployment.registers', { id });
      return { parts: [projectSheetPart(deployment, registers, paper, imprint, setting)], imprint };
    }
    case 'site': {
      const view = await ask.call('paper.view', { since });
      const home = await ask.call('home.view', { siteId: id });
      return { parts: [sitePart(view, home, id, paper, setting)], imprint };
    }
    case 'restart': {
      const restart = await ask.call('restart.view', { siteId: id });
      return { parts: [restartPart(restart, paper, setting)], imprint };
    }
  }
}

/** What stands under a document that is not read from `paper.view`. */
async function imprintNow(request: Pick<Asked, 'diffusion' | 'version'>, ask: Ask): Promise<Imprint> {
  const { group, me, dataDate, today } = await ask.call('workspace.status', {});
  return imprintOf({ groupName: group?.name ?? '', author: me?.name ?? null, dataDate, today }, request);
}

async function registerPart(
  document: 'decisions' | 'risks',
  paper: SheetName,
  ask: Ask,
  setting: PaperSetting,
): Promise<PaperPart> {
  return document === 'decisions'
    ? decisionsPart(await ask.call('decision.view', {}), paper, setting)
    : risksPart(await ask.call('risk.view', {}), paper, setting);
}

function needed(subject: string | null): string {
  if (subject === null) throw new AppError('bad-request', { key: 'error.paper-subject' });
  return subject;
}

async function weatherParts(request: Asked, ask: Ask, setting: PaperSetting): Promise<Made> {
  const { weather: edition, since, diffusion, paper } = request;
  const { report } = await ask.call('paper.weather', { edition, since, diffusion });
  const imprint = weatherImprint(report);
  return { parts: [weatherPart(report, paper, imprint, setting)], imprint };
}

/** What was issued keeps the day, the author and the diffusion it was issued with. */
function weatherImprint({ groupName, author, dataDate, day, diffusion, issued }: WeatherReport): Imprint {
  return {
    group: groupName,
    author,
    dataDate,
    editionDate: day,
    diffusion,
    version: issued && String(issued.version),
  };
}

function imprintOf(
  view: Pick<PaperView, 'groupName' | 'author' | 'dataDate' | 'today'>,
  { diffusion, version }: Pick<Asked, 'diffusion' | 'version'>,
): Imprint {
  return {
    group: view.groupName,
    author: view.author,
    dataDate: view.dataDate,
    editionDate: view.today,
    diffusion,
    version,
  };
}

function groupParts(
  document: 'map' | 'milestones',
  view: PaperView,
  request: Asked,
  setting: PaperSetting,
): Made {
  const imprint = imprintOf(view, request);
  const part =
    document === 'map'
      ? mapPart(view, request.paper, imprint, setting)
      : milestonesPart(view, request.paper, setting);
  return { parts: [part], imprint };
}

/** Large pictures keep the paper asked for; lists are read in A4. */
async function packParts(request: Asked, ask: Ask, setting: PaperSetting): Promise<Made> {
  const view = await ask.call('paper.view', { since: request.since });
  const imprint = imprintOf(view, request);
  const made: Readonly<Record<PackItem, () => Promise<readonly AnyPart[]>>> = {
    weather: async () => (await weatherParts(request, ask, setting)).parts,
    map: () => Promise.resolve([mapPart(view, request.paper, imprint, setting)]),
    moved: async () => [movedPart(await ask.call('paper.moved', { since: request.since }), 'A4', setting)],
    milestones: () => Promise.resolve([milestonesPart(view, 'A4', setting)]),
    decisions: async () => [await registerPart('decisions', 'A4', ask, setting)],
    risks: async () => [await registerPart('risks', 'A4', ask, setting)],
    planning: () => planningParts(request, view.today, ask, setting),
    flashes: () =>
      Promise.resolve(view.matrix.domains.map(({ id }) => flashPart(view, id, 'A4', imprint, setting))),
  };
  const parts: AnyPart[] = [];
  for (const item of request.items) parts.push(...(await made[item]()));
  return { parts, imprint };
}

/** Months before this one that the planning of a pack begins with. */
const PAST_MONTHS = 3;

/**
 * The planning of the whole group from some months ago on, a line a deployment; those without a plan by then have none,
 * and where no deployment has one there is nothing.
 */
async function planningParts(
  { paper, diffusion, version }: Asked,
  today: IsoDate,
  ask: Ask,
  { t, language, measure }: PaperSetting,
): Promise<readonly DrawnPart[]> {
  const print = await requestedPrint(
    {
      groupBy: 'establishment',
      detail: 'deployments',
      from: addMonths(monthOf(today), -PAST_MONTHS),
      paper,
      diffusion,
      ...(version !== null && { version }),
    },
    { call: ask.call.bind(ask), t, language, measure },
  );
  const [first] = print.pages;
  if (!first) return [];
  return [
    {
      sheet: { name: paper, orientation: 'landscape' },
      title: t('gantt.print.title'),
      count: print.pages.length,
      draw: (among) => pageSheets(print, among),
    },
  ];
}

/** A table of contents before the parts of a pack, on as many sheets as it needs. */
function withContents(
  laid: readonly LaidPart[],
  imprint: Imprint,
  setting: PaperSetting,
): readonly LaidPart[] {
  const { t } = setting;
  const texts = paperTexts(setting);
  const contents = (before: number): PaperPart => {
    let page = before + 1;
    return {
      sheet: sheetOf('A4', 'portrait'),
      title: t('paper.pack.title'),
      subtitle: [imprint.group, t('paper.pack.of', { day: formatDate(imprint.editionDate) })].join(' · '),
      footnote: [],
      text: 10,
      blocks: [
        {
          kind: 'table',
          label: t('paper.pack.contents'),
          columns: [
            { title: t('paper.pack.document'), weight: 4 },
            { title: t('paper.pack.paper'), sample: 'A3 paysage' },
            { title: t('paper.pack.page'), sample: '0000', align: 'end' },
          ],
          rows: laid.map(({ part, count }) => {
            const first = page;
            page += count;
            return {
              cells: [
                cell(part.title),
                cell(`${part.sheet.name} ${t(`paper.orientation.${part.sheet.orientation}`)}`, {
                  paint: 'textMuted',
                }),
                cell(String(first), { bold: true }),
              ],
            };
          }),
        },
      ],
    };
  };
  // Its own length does not depend on the numbers it holds.
  const length = layPart(contents(1), imprint, texts).count;
  return [layPart(contents(length), imprint, texts), ...laid];
}
