import { dayFromIso, isoFromDay, isoWeekday, type IsoDate } from '../../../shared/domain/iso-date.ts';
import type { RollOutInput, RollOutOptions, SiteState } from '../../../shared/views/roll-out-view.ts';

export const ruleKinds = ['date', 'afterStart', 'afterGoLive'] as const;
export type RuleKind = (typeof ruleKinds)[number];

export interface DraftWave {
  /** Stays when waves before it go. */
  readonly key: number;
  readonly rule: RuleKind;
  readonly date: IsoDate | null;
  readonly workingDays: number;
  readonly stagger: number;
  readonly siteIds: readonly string[];
}

/** The roll-out as the screen holds it while it is being put together. */
export interface RollOutDraft {
  readonly domainId: string | null;
  readonly templateId: string | null;
  readonly productId: string | null;
  readonly waves: readonly DraftWave[];
  /** Size factors somebody chose, by site; the others have their own. */
  readonly sizes: Readonly<Record<string, number>>;
}

export const emptyDraft: RollOutDraft = {
  domainId: null,
  templateId: null,
  productId: null,
  waves: [],
  sizes: {},
};

/** How many waves a roll-out has at first, and what lies between them; working days. */
const usualWaves = 3;
const usualGap = 60;
const usualStagger = 5;

/** A draft for a domain: all the sites still to plan, in waves, from the next Monday on. */
export function draftFor(options: RollOutOptions, domainId: string): RollOutDraft {
  const domain = options.domains.find(({ id }) => id === domainId);
  const templateId = domain?.templateId ?? options.templates[0]?.id ?? null;
  const products = options.products.filter((product) => product.domainId === domainId);
  const draft = {
    ...emptyDraft,
    domainId,
    templateId,
    productId: products.length === 1 ? (products[0]?.id ?? null) : null,
  };
  return arrange(options, { ...draft, templateId }, null);
}

/** Puts the sites still to plan in waves anew: `count` of them, or as many as the template usually has. */
export function arrange(options: RollOutOptions, draft: RollOutDraft, count: number | null): RollOutDraft {
  const sites = sitesOf(options, draft.domainId, 'free').map(({ id }) => id);
  const oneByOne = isOneByOne(options, draft.templateId);
  const wanted = count ?? (oneByOne ? sites.length : usualWaves);
  const waves = Math.max(1, Math.min(wanted, sites.length));
  const first = draft.waves[0]?.date ?? nextMonday(options.today);
  return {
    ...draft,
    waves: Array.from({ length: waves }, (_none, at): DraftWave => ({
      key: at,
      rule: at === 0 ? 'date' : oneByOne ? 'afterGoLive' : 'afterStart',
      date: at === 0 ? first : null,
      workingDays: oneByOne ? 0 : usualGap,
      stagger: oneByOne ? 0 : usualStagger,
      siteIds: sites.slice(
        Math.ceil((at * sites.length) / waves),
        Math.ceil(((at + 1) * sites.length) / waves),
      ),
    })),
  };
}

function isOneByOne({ templates }: RollOutOptions, templateId: string | null): boolean {
  return templates.find(({ id }) => id === templateId)?.oneByOne ?? false;
}

function nextMonday(today: IsoDate): IsoDate {
  const day = dayFromIso(today);
  return isoFromDay(day + 8 - isoWeekday(day));
}

/** Sites of a domain in a state. */
export function sitesOf(
  { sites, states }: RollOutOptions,
  domainId: string | null,
  state: SiteState,
): RollOutOptions['sites'] {
  const known = new Map(
    states.filter((one) => one.domainId === domainId).map((one) => [one.establishmentId, one.state]),
  );
  return sites.filter(({ id }) => (known.get(id) ?? 'free') === state);
}

/** Moves a site to a wave by its place, or (null) out of the roll-out. */
export function moveSite(draft: RollOutDraft, siteId: string, to: number | null): RollOutDraft {
  const waves = draft.waves.map((wave, at) => {
    const others = wave.siteIds.filter((id) => id !== siteId);
    if (at === to && wave.siteIds.includes(siteId)) return wave;
    return { ...wave, siteIds: at === to ? [...others, siteId] : others };
  });
  return { ...draft, waves };
}

/** Changes a wave by its place. */
export function changeWave(draft: RollOutDraft, at: number, part: Partial<DraftWave>): RollOutDraft {
  return { ...draft, waves: draft.waves.map((wave, place) => (place === at ? { ...wave, ...part } : wave)) };
}

/** Adds an empty wave at the end, after the one before it. */
export function addWave(draft: RollOutDraft): RollOutDraft {
  const last = draft.waves.at(-1);
  const key = Math.max(-1, ...draft.waves.map((wave) => wave.key)) + 1;
  const wave: DraftWave = {
    key,
    rule: last ? 'afterStart' : 'date',
    date: null,
    workingDays: usualGap,
    stagger: last?.stagger ?? usualStagger,
    siteIds: [],
  };
  return { ...draft, waves: [...draft.waves, wave] };
}

/** Takes a wave away; its sites are to be placed again. The first one keeps a day. */
export function removeWave(draft: RollOutDraft, at: number): RollOutDraft {
  const [first] = draft.waves;
  const waves = draft.waves.filter((_wave, place) => place !== at);
  return {
    ...draft,
    waves: waves.map((wave, place) =>
      place === 0 && wave.rule !== 'date' ? { ...wave, rule: 'date', date: first?.date ?? null } : wave,
    ),
  };
}

/** What is missing before a draft can be looked at. */
export type DraftFault = 'wave-without-site' | 'date-missing';

/** Fault of a wave, null when there is none. */
export function faultOf({ rule, date, siteIds }: DraftWave): DraftFault | null {
  if (siteIds.length === 0) return 'wave-without-site';
  return rule === 'date' && date === null ? 'date-missing' : null;
}

/** What is asked of the workspace; null while something is missing. */
export function toInput({ sites }: RollOutOptions, draft: RollOutDraft): RollOutInput | null {
  const { domainId, templateId, productId, waves } = draft;
  if (domainId === null || templateId === null || waves.length === 0) return null;
  if (waves.some((wave) => faultOf(wave) !== null)) return null;
  const sizes = new Map(sites.map(({ id, sizeFactor }) => [id, sizeFactor]));
  return {
    domainId,
    templateId,
    targetProductId: productId,
    waves: waves.map(({ rule, date, workingDays, stagger, siteIds }) => ({
      start: rule === 'date' ? { kind: rule, date: date ?? '' } : { kind: rule, workingDays },
      stagger,
      sites: siteIds.map((establishmentId) => ({
        establishmentId,
        sizeFactor: draft.sizes[establishmentId] ?? sizes.get(establishmentId) ?? 10_000,
      })),
    })),
  };
}
