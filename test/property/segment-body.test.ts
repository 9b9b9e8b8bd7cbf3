import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formZeroOf } from '../fixtures/exchange/form-zero.ts';
import { dayCodec } from '../../db/exchange/codec.ts';
import { isoFromDay } from '../../shared/domain/iso-date.ts';
import { fromFormZero } from '../../shared/exchange/body-form-zero.ts';
import { ByteReader, ByteWriter } from '../../shared/exchange/bytes.ts';
import {
  decodeBody,
  encodeBody,
  type PortableField,
  type PortableOp,
  type PortableSave,
} from '../../shared/exchange/segment-body.ts';
import { nameLengthOf } from '../../shared/exchange/container.ts';
import { decodeVector, encodeVector, includes } from '../../shared/exchange/version-vector.ts';

const own = 'a0'.repeat(16);
const rep = fc.constantFrom(own, 'b1'.repeat(16), 'c2'.repeat(16), 'd3'.repeat(16));
const hex = (digits: number) =>
  fc
    .array(fc.constantFrom(...'0123456789abcdef'.split('')), { minLength: digits, maxLength: digits })
    .map((all) => all.join(''));
const uuid = hex(32).map(
  (all) =>
    `${all.slice(0, 8)}-${all.slice(8, 12)}-${all.slice(12, 16)}-${all.slice(16, 20)}-${all.slice(20)}`,
);
const dot = fc.record({ rep, seq: fc.integer({ min: 1, max: 1e9 }), idx: fc.nat(5000) });
const safe = fc.integer({ min: Number.MIN_SAFE_INTEGER, max: Number.MAX_SAFE_INTEGER });

const field: fc.Arbitrary<PortableField> = fc
  .record({
    field: fc.nat(300),
    number: safe,
    text: fc.string({ unit: 'binary', maxLength: 40 }),
    dot,
    day: fc.integer({ min: -354_000, max: 2_900_000 }),
    pick: fc.nat(7),
  })
  .map(({ field: id, number, text, dot: target, day, pick }): PortableField => {
    const choices: readonly PortableField[] = [
      { field: id, kind: 'text', value: text },
      { field: id, kind: 'code', value: text },
      { field: id, kind: 'date', value: isoFromDay(day) },
      { field: id, kind: 'time', value: number },
      { field: id, kind: 'int', value: number },
      { field: id, kind: 'flag', value: Math.abs(number % 2) },
      { field: id, kind: 'ref', value: target },
      { field: id, kind: 'text', value: null },
    ];
    return choices[pick] ?? { field: id, kind: 'int', value: null };
  });

const op: fc.Arbitrary<PortableOp> = fc
  .record({
    table: fc.nat(60),
    created: fc.boolean(),
    uuid,
    dot,
    fields: fc.uniqueArray(field, { selector: (each) => each.field, maxLength: 6 }),
  })
  .map(({ table, created, uuid: id, dot: row, fields }) => ({
    table,
    row: created ? null : row,
    uuid: created ? id : null,
    fields,
  }));

const saves: fc.Arbitrary<PortableSave[]> = fc
  .tuple(
    fc.integer({ min: 1, max: 1e12 }),
    fc.array(
      fc.record({
        ms: fc.integer({ min: 0, max: 8_640_000_000_000_000 }),
        cnt: fc.nat(1e6),
        author: fc.option(dot),
        context: fc
          .uniqueArray(fc.tuple(rep, fc.integer({ min: 1, max: 1e9 })), { selector: ([id]) => id })
          .map((pairs) => new Map(pairs)),
        lag: fc.nat(5),
        appVersion: fc.string({ maxLength: 12 }),
        ops: fc.array(op, { maxLength: 5 }),
      }),
      { minLength: 1, maxLength: 6 },
    ),
  )
  .map(([first, list]) =>
    list.map(({ lag, ...rest }, index) => ({
      ...rest,
      seq: first + index,
      ownLag: Math.min(lag, first + index - 1),
    })),
  );

const encode = (list: readonly PortableSave[]): string => encodeBody(own, list, dayCodec, []).json;

describe('segment body', () => {
  it('comes back as it was, whatever is in it', () => {
    fc.assert(
      fc.property(saves, (list) => {
        const encoded = encodeBody(own, list, dayCodec, []);
        const { saves: read, named } = decodeBody(own, encoded, dayCodec, []);
        expect([read, named]).toEqual([list, encoded.named]);
      }),
      { numRuns: 500 },
    );
  });

  it('is read as it was sealed by container 0.3, in form 0', () => {
    fc.assert(
      fc.property(saves, (list) => {
        const { saves: read } = decodeBody(own, fromFormZero(formZeroOf(own, list)), dayCodec, [
          'ee'.repeat(16),
        ]);
        expect(read).toEqual(list);
      }),
      { numRuns: 200 },
    );
    expect(() => fromFormZero('{"v":0}')).toThrow();
  });

  it('names each incarnation once in the life of its author, whatever is read first', () => {
    fc.assert(
      fc.property(fc.array(saves, { minLength: 2, maxLength: 4 }), (segments) => {
        let [written, read]: (readonly string[])[] = [[], []];
        const names: string[] = [];
        for (const list of segments) {
          const encoded = encodeBody(own, list, dayCodec, written ?? []);
          names.push(...(JSON.parse(encoded.json) as { r: string[] }).r);
          const decoded = decodeBody(own, encoded, dayCodec, read ?? []);
          expect(decoded.saves).toEqual(list);
          [written, read] = [encoded.named, decoded.named];
        }
        expect(new Set(names).size).toBe(names.length);
      }),
      { numRuns: 200 },
    );
  });

  it('is the same text for the same saves', () => {
    fc.assert(
      fc.property(saves, (list) => encode(list) === encode(structuredClone(list))),
      { numRuns: 50 },
    );
  });

  it('never says anything but what it says, or that it is malformed, when a character of it changes', () => {
    fc.assert(
      fc.property(
        saves,
        fc.nat(),
        fc.constantFrom(...'0123456789-[]{},"ntx.'.split('')),
        (list, at, character) => {
          const { json: text, tails } = encodeBody(own, list, dayCodec, []);
          const place = at % text.length;
          const changed = text.slice(0, place) + character + text.slice(place + 1);
          try {
            const { saves: read } = decodeBody(own, { json: changed, tails }, dayCodec, []);
            expect(read.length).toBeGreaterThan(0);
          } catch (error) {
            expect(['RangeError', 'ZodError', '$ZodError', 'SyntaxError']).toContain(
              (error as Error).constructor.name,
            );
          }
        },
      ),
      { numRuns: 1000 },
    );
  });
});

describe('names of incarnations', () => {
  it('are as short as tells them apart, and four bytes at least', () => {
    const id = (...last: number[]) => Uint8Array.from({ length: 16 }, (_, at) => last[at] ?? 0);
    expect(nameLengthOf([])).toBe(4);
    expect(nameLengthOf([id(1), id(2)])).toBe(4);
    expect(nameLengthOf([id(1, 2, 3, 4, 5), id(1, 2, 3, 4, 6), id(9)])).toBe(5);
    expect(nameLengthOf([id(1), Uint8Array.of(...id(1).slice(0, 15), 7)])).toBe(16);
  });
});

describe('bytes', () => {
  it('hold numbers, texts and runs of bytes as they were', () => {
    const part = fc.oneof(
      fc.nat({ max: Number.MAX_SAFE_INTEGER }),
      fc.string({ unit: 'grapheme' }),
      fc.uint8Array({ maxLength: 300 }),
    );
    fc.assert(
      fc.property(fc.array(part), (parts) => {
        const writer = new ByteWriter();
        for (const each of parts)
          if (typeof each === 'number') writer.varint(each);
          else if (typeof each === 'string') writer.text(each);
          else writer.varint(each.length).bytes(each);
        const reader = new ByteReader(writer.finish());
        const read = parts.map((each) => {
          if (typeof each === 'number') return reader.varint();
          return typeof each === 'string' ? reader.text(100_000) : reader.bytes(reader.varint());
        });
        expect(read).toEqual(parts);
        expect(reader.atEnd).toBe(true);
      }),
    );
  });

  it('are cut short, over-long or too large by a RangeError only', () => {
    for (const bytes of [[], [0x80], [0x80, 0x00], Array.from({ length: 9 }, () => 0xff)])
      expect(() => new ByteReader(Uint8Array.from(bytes)).varint()).toThrow(RangeError);
    expect(() => new ByteReader(Uint8Array.of(5, 65)).text(10)).toThrow(RangeError);
    expect(() => new ByteReader(Uint8Array.of(11)).varint(10)).toThrow(RangeError);
    for (const value of [-1, 0.5, 2 ** 53, Number.NaN])
      expect(() => new ByteWriter().varint(value)).toThrow(RangeError);
  });
});

describe('version vector', () => {
  const vector = fc
    .uniqueArray(fc.tuple(fc.nat(5000), fc.nat(1e9)), { selector: ([ordinal]) => ordinal })
    .map((pairs) => new Map(pairs));

  it('has one form, whatever the order it was built in', () => {
    fc.assert(
      fc.property(vector, (value) => {
        const backwards = new Map([...value].reverse());
        expect(encodeVector(backwards)).toEqual(encodeVector(value));
        const kept = new Map([...value].filter(([, seq]) => seq > 0).sort(([a], [b]) => a - b));
        expect(decodeVector(encodeVector(value))).toEqual(kept);
        expect(includes(value, kept) && includes(kept, value)).toBe(true);
      }),
    );
  });
});
