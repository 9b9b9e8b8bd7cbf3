/** Links by milestone index, both ways, for drawing from either end. Built after the first paint: it costs a full map. */
import type { GanttModel } from './gantt-model.ts';

export const LINK_TYPE = { FS: 0, SS: 1, FF: 2, SF: 3 } as const;

/** Compressed rows: links into milestone m are `inFirst[m] ... inFirst[m + 1] - 1` of `inFrom`/`inType`; out likewise. */
export interface LinkIndex {
  inFirst: Int32Array;
  inFrom: Int32Array;
  inType: Uint8Array;
  outFirst: Int32Array;
  outTo: Int32Array;
  outType: Uint8Array;
}

/** Index of the view's links; a link to a milestone that is not in the model is left out. */
export function buildLinkIndex(model: GanttModel): LinkIndex {
  const index = new Map<string, number>();
  for (let i = 0; i < model.milestones.length; i++) index.set(model.milestones[i]!.id, i);
  const links = model.view.links;
  const from = new Int32Array(links.length);
  const to = new Int32Array(links.length);
  const type = new Uint8Array(links.length);
  let kept = 0;
  for (const link of links) {
    const a = index.get(link.predecessorId);
    const b = index.get(link.successorId);
    if (a === undefined || b === undefined) continue;
    from[kept] = a;
    to[kept] = b;
    type[kept++] = LINK_TYPE[link.type];
  }
  const incoming = compress(to, from, type, kept, model.milestones.length);
  const outgoing = compress(from, to, type, kept, model.milestones.length);
  return {
    inFirst: incoming.first,
    inFrom: incoming.other,
    inType: incoming.type,
    outFirst: outgoing.first,
    outTo: outgoing.other,
    outType: outgoing.type,
  };
}

function compress(key: Int32Array, value: Int32Array, linkType: Uint8Array, kept: number, n: number) {
  const first = new Int32Array(n + 1);
  for (let i = 0; i < kept; i++) first[key[i]! + 1]!++;
  for (let i = 0; i < n; i++) first[i + 1]! += first[i]!;
  const next = first.slice(0, n);
  const other = new Int32Array(kept);
  const type = new Uint8Array(kept);
  for (let i = 0; i < kept; i++) {
    const at = next[key[i]!]!++;
    other[at] = value[i]!;
    type[at] = linkType[i]!;
  }
  return { first, other, type };
}
