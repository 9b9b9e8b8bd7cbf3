/**
 * The same history given to Automerge, whose causes come from its own graph of changes: what stands side by side in each
 * field must be the same there and here.
 */
import * as Automerge from '@automerge/automerge';
import { HistoryFault, type World } from './simulation.ts';
import { registersOf, standingHere, type Register } from './truth.ts';

type Doc = Automerge.Doc<{ value?: string }>;

/** Throws a `HistoryFault` when Automerge has other candidates. Call when everybody holds the same saves. */
export function agreesWithOracle({ members, truth }: World): number {
  const [first] = members;
  if (!first) return 0;
  const registers = registersOf(first.post.workspace);
  for (const register of registers) {
    const place = `${register.uuid}.${register.field}`;
    const theirs = candidates(replay(truth, register));
    const ours = standingHere(first.post.workspace, register);
    for (const name of theirs)
      if (!ours.has(name)) throw new HistoryFault(`${place}: Automerge keeps ${name}, we do not`);
    for (const [name, copies] of ours)
      if (!theirs.has(name) && copies === 1)
        throw new HistoryFault(`${place}: we keep ${name}, Automerge does not`);
  }
  return registers.length;
}

function candidates(doc: Doc): ReadonlySet<string> {
  const values = Object.values(Automerge.getConflicts(doc, 'value') ?? { only: doc.value });
  return new Set(values.map((name) => name as string));
}

/**
 * A document of one field, which holds the name of its save: every edit is a change upon those its author had on screen.
 * One document for all fields would say too much. Who takes in a change has all it rests on, there; here an author may
 * have had an edit on screen and not what that rests on, which another history said under the same numbers.
 */
function replay(truth: World['truth'], { edits }: Register): Doc {
  const names = new Set(edits.map(({ save }) => save));
  let doc: Doc = Automerge.init({ actor: '00'.repeat(16) });
  const made = new Map<string, string>();
  // Saves were named in the order they were made: each comes after all its author had seen.
  for (const [name, seen] of truth) {
    if (!names.has(name)) continue;
    const write = (draft: { value?: string }) => void (draft.value = name);
    const { newDoc, newHeads } = Automerge.changeAt(doc, headsOf(truth, made, seen), write);
    doc = newDoc;
    const [hash] = newHeads ?? [];
    if (hash === undefined) throw new Error('a change has a hash');
    made.set(name, hash);
  }
  return doc;
}

/** The last changes among those seen. */
function headsOf(
  truth: World['truth'],
  made: ReadonlyMap<string, string>,
  seen: ReadonlySet<string>,
): string[] {
  const there = [...seen].filter((name) => made.has(name));
  const behind = new Set(there.flatMap((name) => [...(truth.get(name) ?? [])]));
  return there.filter((name) => !behind.has(name)).flatMap((name) => made.get(name) ?? []);
}
