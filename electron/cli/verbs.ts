import { foldText } from '../../shared/domain/fold-text.ts';
import type { Client, CallOptions } from '../../shared/rpc/create-client.ts';
import {
  type PackItem,
  packItems,
  paperRequestSchema,
  slideDocuments,
  usualPaper,
  type PaperDocument,
  type PaperRequest,
} from '../../shared/paper/paper-request.ts';
import { editionsOf } from '../../shared/paper/issue-document.ts';
import { diffusionLevels } from '../../shared/paper/cartouche.ts';
import { sheetNames } from '../../shared/paper/sheet.ts';
import type { PrintOptions } from '../../shared/print-request.ts';
import { findBaseline } from './find-baseline.ts';
import { ganttFlags, oneOf, readGanttFlags } from './gantt-flags.ts';
import {
  findCommittee,
  findDeployment,
  findDomain,
  findEdition,
  findPersonName,
  findSince,
  findSiteByName,
} from './find-subject.ts';
import type { Language } from '../../shared/i18n/translate.ts';
import type { Protection } from '../../shared/views/exchange-view.ts';
import { readTextFile } from './key-file.ts';
import { Refusal } from './refusal.ts';
import { AppError } from '../../shared/rpc/app-error.ts';

/** A PDF that was written; `notice` is what whoever asked for it should know. */
export interface PrintedFile {
  readonly pages: number;
  readonly bytes: number;
  readonly notice: string | null;
}

/** What a verb works with: the backend of one profile, and the arguments already read. */
export interface VerbContext {
  readonly client: Client;
  readonly flags: Readonly<Record<string, string | boolean | undefined>>;
  readonly positionals: readonly string[];
  /** Progress on standard error, and Ctrl+C as cancel. */
  readonly call: CallOptions;
  /** Grant of a path, which handlers take in place of paths. */
  readonly grant: (path: string) => string;
  /** Writes one line of JSON before the result. */
  readonly tell: (line: Readonly<Record<string, unknown>>) => Promise<void>;
  readonly language: Language;
  readonly printGantt: (options: PrintOptions, output: string) => Promise<PrintedFile>;
  readonly printPaper: (request: PaperRequest, output: string) => Promise<PrintedFile>;
}

export type VerbResult = Readonly<Record<string, unknown>> & { readonly failed?: boolean };

export interface Verb {
  /** Its own flags beside those every verb has; `false` names one without a value. */
  readonly flags: Readonly<Record<string, boolean>>;
  readonly needed: readonly string[];
  /** Kinds of file it can make: exactly one of these flags is needed. */
  readonly formats?: readonly string[];
  /** How many words follow it, by the name the help gives them. */
  readonly words: readonly string[];
  /** `product`: `--output` is needed and names the file it makes; `answer`: `--output` keeps the JSON answer. */
  readonly output: 'product' | 'answer';
  /** Whether it may begin a workspace where there is none. */
  readonly begins: boolean;
  readonly needsKey?: true;
  /** Formats that only the application can make. */
  readonly needsElectron?: readonly string[];
  readonly run: (context: VerbContext) => Promise<VerbResult>;
}

const demo: Verb = {
  flags: { t0: true },
  needed: [],
  words: ['ID'],
  output: 'answer',
  begins: true,
  run: async ({ client, flags, positionals: [demoId = ''], call }) => {
    const { demos } = await client.call('demo.list', {});
    if (!demos.some((known) => known.id === demoId)) {
      throw new Refusal('cli.unknownDemo', { demo: demoId, known: demos.map(({ id }) => id).join(', ') });
    }
    return openDemo(client, demoId, flags['t0'], call);
  },
};

const stress: Verb = {
  flags: { t0: true },
  needed: [],
  words: [],
  output: 'answer',
  begins: true,
  run: ({ client, flags, call }) => openDemo(client, 'stress', flags['t0'], call),
};

async function openDemo(
  client: Client,
  demoId: string,
  startDate: string | boolean | undefined,
  call: CallOptions,
): Promise<VerbResult> {
  const input = typeof startDate === 'string' ? { demoId, startDate } : { demoId };
  const { basis } = await client.call('demo.open', input, call);
  const { group } = await client.call('workspace.status', {});
  const counts = await client.call('workspace.counts', {});
  return { demo: demoId, group: group?.name ?? null, basis, ...counts };
}

const exportFile: Verb = {
  flags: { to: true, seal: false, 'passphrase-file': true },
  needed: [],
  words: [],
  output: 'product',
  begins: false,
  needsKey: true,
  run: async ({ client, flags, call, grant }) => {
    const to = typeof flags['to'] === 'string' ? await findSite(client, flags['to']) : null;
    const output = String(flags['output']);
    const passphrase = passphraseOf(flags);
    const protection: Protection =
      passphrase === null ? { kind: flags['seal'] ? 'posts' : 'none' } : { kind: 'passphrase', passphrase };
    const sent = await client.call('exchange.export', { grant: grant(output), to, protection }, call);
    return { output, ...sent };
  },
};

/** The passphrase kept in a file, so that it stands in no list of processes; null where none is given. */
function passphraseOf(flags: VerbContext['flags']): string | null {
  const file = flags['passphrase-file'];
  if (typeof file !== 'string') return null;
  const passphrase = readTextFile(file).trim();
  if (passphrase.length < 12 || passphrase.length > 200) throw new Refusal('cli.badPassphrase', { file });
  return passphrase;
}

/** Id of the site meant: its id, or its name without regard to capitals and accents. */
async function findSite(client: Client, wanted: string): Promise<string> {
  const { recipients } = await client.call('exchange.view', {});
  const found = recipients.filter(
    ({ establishmentId, name }) => establishmentId === wanted || foldText(name) === foldText(wanted),
  );
  const [site, other] =
    found.length > 0 ? found : recipients.filter(({ name }) => foldText(name).includes(foldText(wanted)));
  if (site && !other) return site.establishmentId;
  throw new Refusal('cli.unknownSite', {
    site: wanted,
    known: recipients.map(({ name }) => name).join(', '),
  });
}

const importFile: Verb = {
  flags: { 'dry-run': false, 'passphrase-file': true },
  needed: [],
  words: ['FILE'],
  output: 'answer',
  begins: true,
  run: async ({ client, flags, positionals: [path = ''], call, grant, tell }) => {
    const file = { grant: grant(path), passphrase: passphraseOf(flags) };
    const { token, changes, conflicts, ...plan } = await client.call('exchange.plan', file, call);
    if (flags['dry-run'] === true) return { dryRun: true, ...plan, conflicts, changes };
    await tell({ type: 'plan', ...plan });
    const applied = await client.call('exchange.apply', { ...file, token }, call);
    // Kept aside, for somebody to go on from there in the application.
    if (applied.state === 'forked' && plan.fork)
      throw new AppError('refused', {
        key: plan.fork.own ? 'error.forked-here' : 'error.forked-history',
        details: { post: plan.fork.post, from: plan.fork.firstSave ?? plan.fork.lastSave },
      });
    return { ...applied, counts: plan.counts };
  },
};

/** Takes in a planning kept in Excel; rows that are to be decided are told and left out. */
const importWorkbook: Verb = {
  flags: { 'dry-run': false, domain: true },
  needed: [],
  words: ['FILE'],
  output: 'answer',
  begins: false,
  run: async ({ client, flags, positionals: [path = ''], call, grant }) => {
    const file = { grant: grant(path) };
    const asked = typeof flags['domain'] === 'string' ? await findDomain(client, flags['domain']) : null;
    const plan = await client.call('workbook.plan', { ...file, domainId: asked }, call);
    const { token, basis, domainId, counts, unknownSites, rows } = plan;
    const toDecide = rows.filter(({ outcome }) => outcome === 'decide');
    const told = { domainId, counts, unknownSites, toDecide };
    if (flags['dry-run'] === true) return { dryRun: true, ...told };
    if (domainId === null) throw new AppError('bad-request', { key: 'error.workbook-no-domain' });
    const applied = await client.call('workbook.apply', { ...file, domainId, token, basis }, call);
    return { ...told, ...applied };
  },
};

/** Writes the workbook that was last taken in, or the one of a name, with the days that have changed since. */
const exportWorkbook: Verb = {
  flags: { name: true },
  needed: [],
  words: [],
  output: 'product',
  begins: false,
  run: async ({ client, flags, call, grant }) => {
    const { workbooks } = await client.call('workbook.list', {});
    const { name } = flags;
    const kept = workbooks.find((workbook) => typeof name !== 'string' || workbook.name === name);
    if (!kept)
      throw new Refusal('cli.unknownWorkbook', {
        known: workbooks.map((workbook) => workbook.name).join(', ') || '–',
      });
    const output = String(flags['output']);
    const written = await client.call('workbook.export', { id: kept.id, grant: grant(output) }, call);
    return { output, ...written };
  },
};

const reportGantt: Verb = {
  flags: { pdf: false, svg: false, ...ganttFlags },
  needed: [],
  formats: ['pdf', 'svg'],
  words: [],
  output: 'product',
  begins: false,
  needsElectron: ['pdf'],
  run: async ({ client, flags, printGantt, language, call }) => {
    const asked = readGanttFlags(flags);
    const { state } = await client.call('workspace.status', {});
    if (state === 'empty') throw new Refusal('error.workspace-empty');
    const { baseline } = flags;
    const options =
      typeof baseline === 'string'
        ? { ...asked, baselineId: await findBaseline(client, baseline, call) }
        : asked;
    const output = String(flags['output']);
    if (flags['svg'] !== true) return { output, ...options, ...(await printGantt(options, output)) };
    const { writeGanttSvg } = await import('./gantt-svg.ts');
    return { output, ...options, ...(await writeGanttSvg(client, language, options, output)) };
  },
};

const reportMatrix: Verb = {
  flags: { xlsx: false, csv: false },
  needed: [],
  formats: ['xlsx', 'csv'],
  words: [],
  output: 'product',
  begins: false,
  run: async ({ client, flags, call, grant }) => {
    const output = String(flags['output']);
    const format = flags['csv'] === true ? 'csv' : 'xlsx';
    return { output, ...(await client.call('report.matrix', { grant: grant(output), format }, call)) };
  },
};

/** A document as PDF; `words` are the flags that say what it is about. */
function reportPaper(
  document: PaperDocument,
  words: readonly ('domain' | 'site')[] = [],
  subjectOf: (context: VerbContext) => Promise<string | null> = () => Promise.resolve(null),
): Verb {
  const hasSlides = slideDocuments.some((known) => known === document);
  return {
    flags: {
      pdf: false,
      ...(hasSlides && { pptx: false }),
      paper: true,
      diffusion: true,
      since: true,
      issue: false,
      committee: true,
      edition: true,
      ...(document === 'pack' && { items: true }),
      ...Object.fromEntries(words.map((word) => [word, true])),
    },
    needed: words,
    formats: hasSlides ? ['pdf', 'pptx'] : ['pdf'],
    words: [],
    output: 'product',
    begins: false,
    needsElectron: ['pdf'],
    run: async (context) => {
      const { client, flags, call, grant, printPaper } = context;
      const paper = oneOf('paper', flags['paper'] ?? usualPaper(document), sheetNames);
      const diffusion = oneOf('diffusion', flags['diffusion'], diffusionLevels);
      const { state } = await client.call('workspace.status', {});
      if (state === 'empty') throw new Refusal('error.workspace-empty');
      const since = typeof flags['since'] === 'string' ? await findSince(client, flags['since']) : null;
      const subject = await subjectOf(context);
      const items = itemsOf(flags['items']);
      const asked = paperRequestSchema.parse({ document, paper, diffusion, since, subject, items });
      const request = { ...asked, ...(await issuing(client, asked, flags)) };
      const output = String(flags['output']);
      if (flags['pptx'] === true) {
        const slides = await client.call('report.slides', { grant: grant(output), request }, call);
        return { output, document, since, ...slides };
      }
      const printed = await printPaper(request, output);
      const edition = await printedEdition(client, request);
      return { output, document, paper, since, ...(edition && { edition }), ...printed };
    },
  };
}

/** What is to be issued, or which edition is to be printed. @throws Refusal */
async function issuing(
  client: Client,
  asked: PaperRequest,
  { pptx, issue, committee, edition }: VerbContext['flags'],
): Promise<Pick<PaperRequest, 'issue' | 'edition'>> {
  if (pptx === true && (issue === true || edition !== undefined))
    throw new Refusal('cli.flagNeeds', { flag: issue === true ? 'issue' : 'edition', other: 'pdf' }, 2);
  if (committee !== undefined && issue !== true)
    throw new Refusal('cli.flagNeeds', { flag: 'committee', other: 'issue' }, 2);
  if (issue === true && edition !== undefined) throw new Refusal('cli.issueOrEdition', {}, 2);
  return {
    issue:
      issue === true
        ? { committeeId: typeof committee === 'string' ? await findCommittee(client, committee) : null }
        : null,
    edition: typeof edition === 'string' ? await findEdition(client, asked, edition) : null,
  };
}

/** The edition that was printed; undefined where it was none. */
async function printedEdition(
  client: Client,
  request: PaperRequest,
): Promise<{ id: string; version: number | null } | undefined> {
  if (!request.issue && request.edition === null) return undefined;
  const { editions } = await client.call('paper.committees', {});
  const known = editionsOf(editions, request);
  const printed = request.issue ? known[0] : known.find(({ id }) => id === request.edition);
  return printed && { id: printed.id, version: printed.version };
}

/** `weather,map,planning`: what a pack holds, in that order; the usual where nothing is said. */
function itemsOf(said: string | boolean | undefined): PackItem[] | undefined {
  if (typeof said !== 'string') return undefined;
  return [...new Set(said.split(',').map((item) => oneOf('items', item.trim(), packItems)))];
}

/** « Jalons à 90 jours » on paper, or every milestone chosen as days of a calendar. */
function reportMilestones(): Verb {
  const paper = reportPaper('milestones');
  return {
    ...paper,
    flags: { ...paper.flags, ics: false, site: true, domain: true, person: true },
    formats: [...(paper.formats ?? []), 'ics'],
    run: async (context) => {
      const { client, flags, call, grant } = context;
      const alone = ['site', 'domain', 'person'].find((flag) => flags[flag] !== undefined);
      if (flags['ics'] !== true) {
        if (alone !== undefined) throw new Refusal('cli.flagNeeds', { flag: alone, other: 'ics' }, 2);
        return paper.run(context);
      }
      const { site, domain, person } = flags;
      const output = String(flags['output']);
      const written = await client.call(
        'report.planning',
        {
          grant: grant(output),
          format: 'ics',
          choice: {
            ...(typeof site === 'string' && { establishmentIds: [await findSiteByName(client, site)] }),
            ...(typeof domain === 'string' && { domainIds: [await findDomain(client, domain)] }),
            ...(typeof person === 'string' && {
              filter: { owners: [await findPersonName(client, person)] },
            }),
          },
        },
        call,
      );
      return { output, ...written };
    },
  };
}

const ofSite = ({ client, flags }: VerbContext) => findSiteByName(client, String(flags['site']));

const check: Verb = {
  flags: {},
  needed: [],
  words: [],
  output: 'answer',
  begins: false,
  run: async ({ client, call }) => {
    const found = await client.call('workspace.check', {}, call);
    return { ...found, failed: !found.ok };
  },
};

/** Every verb by the words that name it. */
export const verbs: Readonly<Record<string, Verb>> = {
  demo,
  stress,
  export: exportFile,
  import: importFile,
  'workbook import': importWorkbook,
  'workbook export': exportWorkbook,
  'report gantt': reportGantt,
  'report matrix': reportMatrix,
  'report pack': reportPaper('pack'),
  'report weather': reportPaper('weather'),
  'report map': reportPaper('map'),
  'report moved': reportPaper('moved'),
  'report decisions': reportPaper('decisions'),
  'report risks': reportPaper('risks'),
  'report milestones': reportMilestones(),
  'report lots': reportPaper('lots'),
  'report flash': reportPaper('flash', ['domain'], ({ client, flags }) =>
    findDomain(client, String(flags['domain'])),
  ),
  'report sheet': reportPaper('sheet', ['domain', 'site'], ({ client, flags }) =>
    findDeployment(client, String(flags['domain']), String(flags['site'])),
  ),
  'report site': reportPaper('site', ['site'], ofSite),
  'report restart': reportPaper('restart', ['site'], ofSite),
  check,
};

/** First words of the verbs: how the binary knows that no window is wanted. */
export const verbNames: ReadonlySet<string> = new Set(
  Object.keys(verbs).map((name) => name.split(' ')[0] ?? name),
);
