import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addToHeads, hasSeen, shownHead, type Stamp } from '../../shared/exchange/register.ts';

const compareIncarnations = (a: number, b: number) => a - b;

/** One step of a history: who edits, how stale the form was, how wrong the clock is, whom it then hears from. */
const stepArbitrary = fc.record({
  rep: fc.integer({ min: 1, max: 4 }),
  lag: fc.integer({ min: 0, max: 3 }),
  ms: fc.integer({ min: -500_000_000, max: 500_000_000 }),
  hearsFrom: fc.integer({ min: 1, max: 4 }),
});

interface Edit extends Stamp {
  readonly value: number;
}

/** A real history: contexts are past states of their author, as the gate makes them. */
function historyOf(steps: readonly { rep: number; lag: number; ms: number; hearsFrom: number }[]): Edit[] {
  const held = new Map<number, Map<number, number>>([1, 2, 3, 4].map((rep) => [rep, new Map()]));
  const shown = new Map<number, ReadonlyMap<number, number>[]>([1, 2, 3, 4].map((rep) => [rep, [new Map()]]));
  return steps.map(({ rep, lag, ms, hearsFrom }, index) => {
    const mine = held.get(rep) ?? new Map<number, number>();
    const past = shown.get(rep) ?? [];
    const form = past[Math.max(0, past.length - 1 - lag)] ?? new Map<number, number>();
    const seq = (mine.get(rep) ?? 0) + 1;
    const context = new Map(form);
    context.delete(rep);
    const ownLag = seq - 1 - (form.get(rep) ?? 0);
    mine.set(rep, seq);
    for (const [other, upTo] of held.get(hearsFrom) ?? [])
      mine.set(other, Math.max(upTo, mine.get(other) ?? 0));
    past.push(new Map(mine));
    return { rep, seq, ms: 1_000_000_000_000 + ms, cnt: 0, context, ownLag, value: index };
  });
}

const historyArbitrary = fc.array(stepArbitrary, { minLength: 1, maxLength: 14 }).map(historyOf);

const headsAfter = (edits: readonly Edit[]) =>
  edits.reduce<readonly Edit[]>((heads, edit) => addToHeads(heads, edit), []);
const names = (heads: readonly Edit[]) => heads.map((head) => `${head.rep}/${head.seq}`).sort();

/** The definition: an edit stands as long as no other edit's author had it on screen. */
const maximal = (edits: readonly Edit[]) =>
  edits.filter((edit) => !edits.some((other) => other !== edit && hasSeen(other, edit.rep, edit.seq)));

describe('register rule', () => {
  it('keeps exactly the edits nobody has replaced, in whatever order and however often they arrive', () => {
    fc.assert(
      fc.property(
        historyArbitrary.chain((edits) =>
          fc.tuple(
            fc.constant(edits),
            fc.shuffledSubarray([...edits, ...edits], {
              minLength: edits.length * 2,
              maxLength: edits.length * 2,
            }),
          ),
        ),
        ([edits, delivered]) => {
          const heads = headsAfter(delivered);
          expect(names(heads)).toEqual(names(maximal(edits)));
          expect(shownHead(heads, compareIncarnations).value).toBe(
            shownHead(maximal(edits), compareIncarnations).value,
          );
        },
      ),
      { numRuns: 3000 },
    );
  });

  it('comes to the same heads however the deliveries are grouped', () => {
    fc.assert(
      fc.property(historyArbitrary, fc.integer({ min: 0, max: 14 }), (edits, cut) => {
        const [left, right] = [edits.slice(0, cut), edits.slice(cut)];
        const merged = [...headsAfter(left), ...headsAfter(right)];
        expect(names(headsAfter(merged))).toEqual(names(headsAfter(edits)));
        expect(names(headsAfter([...merged].reverse()))).toEqual(names(headsAfter(edits)));
      }),
      { numRuns: 3000 },
    );
  });

  it('lets causality decide whatever the clocks say', () => {
    fc.assert(
      fc.property(
        historyArbitrary,
        fc.array(fc.integer({ min: -1e9, max: 1e9 }), { maxLength: 14 }),
        (edits, skews) => {
          const skewed = edits.map((edit, index) => ({ ...edit, ms: edit.ms + (skews[index] ?? 0) }));
          expect(names(headsAfter(skewed))).toEqual(names(headsAfter(edits)));
        },
      ),
    );
  });

  it('shows the later of two edits when the one its author saw has a clock years ahead', () => {
    const ahead = {
      rep: 1,
      seq: 1,
      ms: 9e14,
      cnt: 0,
      context: new Map<number, number>(),
      ownLag: 0,
      value: 1,
    };
    const answer = { rep: 2, seq: 1, ms: 5, cnt: 0, context: new Map([[1, 1]]), ownLag: 0, value: 2 };
    for (const order of [
      [ahead, answer],
      [answer, ahead],
    ])
      expect(shownHead(headsAfter(order), compareIncarnations).value).toBe(2);
  });

  it('shows the same edit everywhere when two clocks agree to the count, whatever each post calls the other', () => {
    const ids = ['a1', 'b2', 'c3', 'd4'];
    const edit = (rep: number) => ({ rep, seq: 1, ms: 5, cnt: 0, context: new Map(), ownLag: 0 });
    fc.assert(
      fc.property(fc.shuffledSubarray(ids, { minLength: 2 }), fc.func(fc.nat()), (standing, ordinal) => {
        // Each post numbers incarnations in the order it met them.
        const named = [...standing].sort((a, b) => ordinal(a) - ordinal(b));
        const heads = standing.map((id) => edit(named.indexOf(id)));
        const shown = shownHead(heads, (a, b) => ((named[a] ?? '') < (named[b] ?? '') ? -1 : 1));
        expect(named[shown.rep]).toBe([...standing].sort().at(-1));
      }),
    );
  });

  it('is transitive: what an author saw, its readers have seen', () => {
    fc.assert(
      fc.property(historyArbitrary, (edits) => {
        for (const a of edits)
          for (const b of edits)
            for (const c of edits)
              if (hasSeen(b, a.rep, a.seq) && hasSeen(c, b.rep, b.seq))
                expect(hasSeen(c, a.rep, a.seq)).toBe(true);
      }),
      { numRuns: 300 },
    );
  });
});
