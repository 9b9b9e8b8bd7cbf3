/** Conflicts are a function of the edits alone: no order of arrival, and no clock, changes what people are asked. */
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FieldValue } from '../../shared/domain/registry.ts';
import {
  conflictsWithin,
  headsOf,
  type RowConflict,
  type RowEdit,
  valueIn,
} from '../../shared/exchange/conflict.ts';

const compare = (a: number, b: number) => a - b;
const FIELDS = [1, 2];
const REPS = [1, 2, 3, 4];

const stepArbitrary = fc.record({
  rep: fc.constantFrom(...REPS),
  /** How many of the author's former states the form is behind. */
  lag: fc.integer({ min: 0, max: 2 }),
  ms: fc.integer({ min: -500_000_000, max: 500_000_000 }),
  hearsFrom: fc.constantFrom(...REPS),
  written: fc.subarray(FIELDS, { minLength: 1 }),
  value: fc.integer({ min: 0, max: 2 }),
});

/** A real history of a row all of them held from the start: contexts are past states of their authors. */
function historyOf(
  steps: readonly (typeof stepArbitrary extends fc.Arbitrary<infer S> ? S : never)[],
): RowEdit[] {
  const birth: RowEdit = {
    rep: 1,
    seq: 1,
    ms: 0,
    cnt: 0,
    context: new Map(),
    ownLag: 0,
    values: new Map<number, FieldValue>(FIELDS.map((field) => [field, 0])),
    creates: true,
  };
  const held = new Map(REPS.map((rep) => [rep, new Map([[1, 1]])]));
  const states = new Map(REPS.map((rep) => [rep, [new Map([[1, 1]])]]));
  const edits = steps.map(({ rep, lag, ms, hearsFrom, written, value }): RowEdit => {
    const mine = held.get(rep) ?? new Map<number, number>();
    const past = states.get(rep) ?? [];
    const form = past[Math.max(0, past.length - 1 - lag)] ?? new Map<number, number>();
    const seq = (mine.get(rep) ?? 0) + 1;
    const context = new Map(form);
    context.delete(rep);
    mine.set(rep, seq);
    for (const [other, upTo] of held.get(hearsFrom) ?? [])
      mine.set(other, Math.max(upTo, mine.get(other) ?? 0));
    past.push(new Map(mine));
    return {
      rep,
      seq,
      ms: 1_000_000_000_000 + ms,
      cnt: 0,
      context,
      ownLag: seq - 1 - (form.get(rep) ?? 0),
      values: new Map<number, FieldValue>(written.map((field) => [field, value])),
      creates: false,
    };
  });
  return [birth, ...edits];
}

const historyArbitrary = fc.array(stepArbitrary, { minLength: 1, maxLength: 10 }).map(historyOf);
const shuffled = historyArbitrary.chain((edits) =>
  fc.tuple(
    fc.constant(edits),
    fc.shuffledSubarray([...edits], { minLength: edits.length, maxLength: edits.length }),
  ),
);

const told = (conflicts: readonly RowConflict[]) =>
  conflicts.map(({ fields, level, sides, before, edits }) => ({
    fields,
    level,
    before,
    sides: sides.map(({ values, decided }) => ({ values, decided })),
    edits: edits.map(({ rep, seq }) => `${rep}/${seq}`).toSorted(),
  }));

/** An own save made with everything on screen, as a decision is. */
function decision(edits: readonly RowEdit[], values: ReadonlyMap<number, FieldValue>): RowEdit {
  const context = new Map<number, number>();
  for (const { rep, seq } of edits) context.set(rep, Math.max(seq, context.get(rep) ?? 0));
  return { rep: 9, seq: 1, ms: 5, cnt: 0, context, ownLag: 0, values, creates: false };
}

describe('conflicts of a row', () => {
  it('start from the same state when two had said what an undone decision puts back', () => {
    const [birth] = historyOf([]) as [RowEdit];
    const edit = (
      rep: number,
      seq: number,
      knows: number,
      ownLag: number,
      ...values: [number, number][]
    ): RowEdit => ({
      ...birth,
      rep,
      seq,
      ownLag,
      ms: 1_000,
      creates: false,
      context: new Map(rep === 1 || knows === 0 ? [] : [[1, knows]]),
      values: new Map<number, FieldValue>(values),
    });
    const edits = [
      birth,
      edit(1, 2, 0, 0, [2, 0]),
      edit(1, 3, 0, 1, [2, 1]),
      edit(3, 1, 1, 0, [1, 1]),
      edit(3, 2, 1, 0, [1, 0]),
      edit(3, 3, 3, 0, [2, 0]),
      edit(3, 4, 3, 0, [2, 0]),
      edit(3, 5, 3, 2, [1, 0]),
      edit(1, 4, 0, 0, [2, 0]),
    ];
    const others = [6, 5, 8, 2, 0, 4, 3, 7, 1].flatMap((at) => edits[at] ?? []);
    expect(told(conflictsWithin(others, FIELDS, compare))).toEqual(
      told(conflictsWithin(edits, FIELDS, compare)),
    );
  });

  it('are the same in whatever order its edits arrived', () => {
    fc.assert(
      fc.property(shuffled, ([edits, delivered]) => {
        expect(told(conflictsWithin(delivered, FIELDS, compare))).toEqual(
          told(conflictsWithin(edits, FIELDS, compare)),
        );
      }),
      { numRuns: 2000 },
    );
  });

  it('are none between the coupled fields one hand typed from the same screen', () => {
    const [birth] = historyOf([]);
    const typed = (seq: number, field: number): RowEdit => ({
      ...(birth as RowEdit),
      seq,
      ownLag: seq - 2,
      values: new Map([[field, seq]]),
      creates: false,
    });
    const elsewhere = { ...typed(3, 2), rep: 2, seq: 1, ownLag: 0, context: new Map([[1, 1]]) };
    expect(conflictsWithin([birth as RowEdit, typed(2, 1), typed(3, 2)], FIELDS, compare)).toEqual([]);
    expect(conflictsWithin([birth as RowEdit, typed(2, 1), elsewhere], FIELDS, compare)).toHaveLength(1);
  });

  it('tell every value that stands beside another one', () => {
    fc.assert(
      fc.property(historyArbitrary, (edits) => {
        const conflicts = conflictsWithin(edits, FIELDS, compare);
        for (const field of FIELDS) {
          const standing = new Set(headsOf(edits, field).map((head) => valueIn(head, field)));
          if (standing.size < 2) continue;
          const offered = conflicts.flatMap(({ fields, sides }) =>
            fields.includes(field) ? sides.map(({ values }) => values[fields.indexOf(field)] ?? null) : [],
          );
          expect(new Set(offered)).toEqual(new Set([...standing, ...offered]));
        }
      }),
      { numRuns: 2000 },
    );
  });

  it('are closed by one save that covers them, whichever side it takes', () => {
    fc.assert(
      fc.property(historyArbitrary, fc.nat(3), (edits, pick) => {
        const conflicts = conflictsWithin(edits, FIELDS, compare);
        const values = new Map<number, FieldValue>(
          conflicts.flatMap(({ fields, sides }) => {
            const side = sides[pick % sides.length];
            return fields.map((field, index) => [field, side?.values[index] ?? null] as const);
          }),
        );
        fc.pre(values.size > 0);
        expect(conflictsWithin([...edits, decision(edits, values)], FIELDS, compare)).toEqual([]);
      }),
      { numRuns: 2000 },
    );
  });

  it('come again, marked as decided, between two decisions that knew nothing of each other', () => {
    fc.assert(
      fc.property(historyArbitrary, (edits) => {
        const [conflict] = conflictsWithin(edits, [1], compare);
        fc.pre(conflict !== undefined);
        const one = decision(edits, new Map([[1, 'un']]));
        const other = { ...decision(edits, new Map([[1, 'deux']])), rep: 10 };
        const [again, ...more] = conflictsWithin([...edits, one, other], [1], compare);
        expect(more).toEqual([]);
        expect(again?.sides.map(({ values, decided }) => [values[0], decided])).toEqual(
          expect.arrayContaining([
            ['un', true],
            ['deux', true],
          ]),
        );
      }),
      { numRuns: 500 },
    );
  });
});
