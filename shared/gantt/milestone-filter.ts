/** Which milestones a planning shows: by words, owner, state. Their deployments, wave and place are `rows.ts`'s. */
import { z } from 'zod';
import { foldText } from '../domain/fold-text.ts';
import { FLAG, type GanttModel } from './gantt-model.ts';
import { markState } from './marks.ts';

/** States beside the statuses of the workspace's list. */
export const milestoneStates = ['late', 'blocked'] as const;

/**
 * Absent and empty parts ask for nothing. `text` holds words that a milestone with its place has to have; `owners` are
 * names; `states` are codes of statuses, `late` or `blocked`, of which one is enough.
 */
export const milestoneFilterSchema = z
  .object({
    text: z.string().max(200),
    owners: z.array(z.string().max(300)).max(1000),
    states: z.array(z.string().max(64)).max(50),
    waves: z.array(z.number().int()).max(100),
  })
  .partial();
export type MilestoneFilter = z.infer<typeof milestoneFilterSchema>;

/** How many kinds of thing a filter asks for. */
export function countAsked({ text = '', owners = [], states = [], waves = [] }: MilestoneFilter): number {
  const asked = [foldText(text).trim() !== '', owners.length > 0, states.length > 0, waves.length > 0];
  return asked.filter(Boolean).length;
}

/** 1 for each milestone a filter leaves; null where it asks nothing of milestones. */
export function keptMilestones(
  model: GanttModel,
  { text = '', owners = [], states = [] }: MilestoneFilter,
): Uint8Array | null {
  const words = foldText(text).split(/\s+/).filter(Boolean);
  if (words.length + owners.length + states.length === 0) return null;
  const wantedOwners = new Set(owners);
  const wantedStates = new Set(states);
  const { milestones, firstOf } = model;
  const kept = new Uint8Array(milestones.length);
  for (let d = 0; d + 1 < firstOf.length; d++) {
    const place = words.length === 0 ? '' : foldedPlace(model, d);
    // What the place says already, each of its milestones has.
    const rest = words.filter((word) => !place.includes(word));
    for (let m = firstOf[d]!; m < firstOf[d + 1]!; m++) {
      const { label, owner } = milestones[m]!;
      const isKept =
        (wantedOwners.size === 0 || (owner !== null && wantedOwners.has(owner))) &&
        (wantedStates.size === 0 || isIn(model, m, wantedStates)) &&
        (rest.length === 0 || holdsAll(label, rest));
      kept[m] = isKept ? 1 : 0;
    }
  }
  return kept;
}

function isIn(model: GanttModel, milestone: number, states: ReadonlySet<string>): boolean {
  const { late } = markState(model, milestone);
  const isBlocked = (model.flags[milestone]! & FLAG.blocked) !== 0;
  return (
    (late && states.has('late')) ||
    (isBlocked && states.has('blocked')) ||
    states.has(model.milestones[milestone]!.status)
  );
}

function foldedPlace({ view, domainOf, establishmentOf }: GanttModel, deployment: number): string {
  const domain = view.domains[domainOf[deployment]!];
  const site = view.establishments[establishmentOf[deployment]!];
  return folded(`${domain?.code ?? ''} ${domain?.label ?? ''} ${site?.name ?? ''} ${site?.shortName ?? ''}`);
}

function holdsAll(label: string, words: readonly string[]): boolean {
  const said = folded(label);
  return words.every((word) => said.includes(word));
}

/** Texts folded so far: the labels of fifty thousand milestones are a few dozen. */
const foldedTexts = new Map<string, string>();
const MOST_TEXTS = 20_000;

function folded(text: string): string {
  const known = foldedTexts.get(text);
  if (known !== undefined) return known;
  if (foldedTexts.size >= MOST_TEXTS) foldedTexts.clear();
  const made = foldText(text);
  foldedTexts.set(text, made);
  return made;
}
