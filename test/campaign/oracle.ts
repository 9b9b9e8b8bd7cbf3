/**
 * The same history given to Automerge, whose causes come from its own graph of changes: what stands side by side in each
 * field must be the same there and here.
 */
import * as Automerge from '@automerge/automerge';
import { HistoryFault, type World } from './simulation.ts';
import { registersOf, standingHere, type Register } from './truth.ts';

type Doc = Automerge.Doc<Record<string, string>>;

/** Throws a `HistoryFault` when Automerge has other candidates. Call when everybody holds the same saves. */
export function agreesWithOracle({ members, truth }: World): number {
  const [first] = members;
  if (!first) return 0;
  const registers = registersOf(first.post.workspace);
  const doc = replay(truth, registers);
  for (const register of registers) {
    const key = keyOf(register);
    const theirs = new Set(
      Object.values(Automerge.getConflicts(doc, key) ?? { only: doc[key] }).map((name) => name as string),
    );
    const ours = standingHere(first.post.workspace, register);
    for (const name of theirs)
      if (!ours.has(name)) throw new HistoryFault(`${key}: Automerge keeps ${name}, we do not`);
    for (const [name, copies] of ours)
      if (!theirs.has(name) && copies === 1)
        throw new HistoryFault(`${key}: we keep ${name}, Automerge does not`);
  }
  return registers.length;
}

const keyOf = ({ uuid, field }: Register): string => `${uuid}.${field}`;

/** One document with every save as a change upon what its author had on screen; each field holds the name of its save. */
function replay(truth: World['truth'], registers: readonly Register[]): Doc {
  const fields = new Map<string, Set<string>>();
  for (const register of registers)
    for (const { save } of register.edits) {
      let keys = fields.get(save);
      if (!keys) fields.set(save, (keys = new Set()));
      keys.add(keyOf(register));
    }
  let doc: Doc = Automerge.init({ actor: '00'.repeat(16) });
  const made = new Map<string, string>();
  // Saves were named in the order they were made: each comes after all it rests on.
  for (const [name, seen] of truth) {
    const keys = fields.get(name);
    if (!keys) continue;
    const scope = headsOf(truth, made, seen);
    const write = (draft: Record<string, string>) => {
      for (const key of keys) draft[key] = name;
    };
    const { newDoc, newHeads } = Automerge.changeAt(doc, scope, write);
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
