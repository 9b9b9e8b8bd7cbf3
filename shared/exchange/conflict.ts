/**
 * Conflicts, derived from the edits of a row and nothing else: in whatever order they came, every post that holds the
 * same edits finds the same conflicts with the same sides. Nothing of this is stored or sent.
 */
import type { FieldValue } from '../domain/registry.ts';
import { addToHeads, hasSeen, shownHead, type Stamp } from './register.ts';

/** What one save did to one row. */
export interface RowEdit extends Stamp {
  /** Field number → value. */
  readonly values: ReadonlyMap<number, FieldValue>;
  /** A creation sets every field; those it leaves out, to null. */
  readonly creates: boolean;
}

type CompareIncarnations = (a: number, b: number) => number;

/** One value (or coupled values) that stands, and the edits that brought it there. */
export interface Side {
  /** In the order of the conflict's fields. */
  readonly values: readonly FieldValue[];
  /** Latest first; several where people came to the same values by themselves. */
  readonly edits: readonly RowEdit[];
  /** Where it was first said: another edit than `edits[0]` where that one only put it back. */
  readonly origin: RowEdit;
  /** Its author chose it knowing that there was a conflict. */
  readonly decided: boolean;
}

export interface RowConflict {
  /** Field numbers, ascending. */
  readonly fields: readonly number[];
  /** `field`: a field has several values. `coupled`: different fields of a coupled group were changed apart. */
  readonly level: 'field' | 'coupled';
  /** Two or more; the one shown now comes first, the others latest first. */
  readonly sides: readonly Side[];
  /** What all sides had on screen; null where there was nothing yet. */
  readonly before: readonly FieldValue[] | null;
  /** The edits that stand against each other. */
  readonly edits: readonly RowEdit[];
}

/** The conflicts of a row within one unit of fields (a coupled group, or a field that stands alone). */
export function conflictsWithin(
  edits: readonly RowEdit[],
  unit: readonly number[],
  compare: CompareIncarnations,
): RowConflict[] {
  const heads = new Map(unit.map((field) => [field, headsOf(edits, field)]));
  const several = unit.filter((field) => countValues(heads.get(field) ?? [], field) > 1);
  const apart = unit.filter((field) =>
    unit.some((other) => other !== field && areApart(heads, field, other)),
  );
  if (several.length === 0 && apart.length === 0) return [];
  const whole = conflictOf(edits, ascending([...several, ...apart]), several, heads, compare);
  if (whole && coversAll(whole, several, heads)) return [whole];
  // Somebody has since changed a coupled field knowing of it all: the fields are then settled one by one.
  const single = several.map((field) => conflictOf(edits, [field], [field], heads, compare));
  const rest = apart.filter((field) => !several.includes(field));
  const stillApart = rest.filter((field) => rest.some((other) => areApart(heads, field, other)));
  const mixed = stillApart.length > 1 ? conflictOf(edits, ascending(stillApart), [], heads, compare) : null;
  return [...single, mixed].filter((found) => found !== null);
}

/** Edits of a field nobody has replaced. */
export function headsOf(edits: readonly RowEdit[], field: number): readonly RowEdit[] {
  return edits
    .filter((edit) => writes(edit, field))
    .reduce<readonly RowEdit[]>((heads, edit) => addToHeads(heads, edit), []);
}

/** The value of a field as the register shows it; undefined where no edit ever set it. */
export function shownValue(
  edits: readonly RowEdit[],
  field: number,
  compare: CompareIncarnations,
): FieldValue | undefined {
  const heads = headsOf(edits, field);
  return heads.length === 0 ? undefined : valueIn(shownHead(heads, compare), field);
}

/** What an edit says of a field. */
export function valueIn(edit: RowEdit, field: number): FieldValue {
  return edit.values.get(field) ?? null;
}

function conflictOf(
  edits: readonly RowEdit[],
  fields: readonly number[],
  several: readonly number[],
  heads: ReadonlyMap<number, readonly RowEdit[]>,
  compare: CompareIncarnations,
): RowConflict | null {
  const standing = latest(fields.flatMap((field) => heads.get(field) ?? []));
  const sides = toSides(edits, fields, standing, compare);
  if (sides.length < 2) return null;
  const origins = sides.map(({ origin }) => origin);
  const common = edits.filter((edit) =>
    origins.every((origin) => origin !== edit && hasSeen(origin, edit.rep, edit.seq)),
  );
  return {
    fields,
    level: several.length > 0 ? 'field' : 'coupled',
    sides,
    before: common.length === 0 ? null : tuple(common, fields, compare),
    edits: standing,
  };
}

/** The standing edits by what their authors had on screen after saving. */
function toSides(
  edits: readonly RowEdit[],
  fields: readonly number[],
  standing: readonly RowEdit[],
  compare: CompareIncarnations,
): Side[] {
  const shown = JSON.stringify(tuple(edits, fields, compare));
  const byValues = Map.groupBy(standing, (edit) => JSON.stringify(seenAfter(edits, fields, edit, compare)));
  const sides = [...byValues].map(([key, group]): Side & { key: string } => {
    const ordered = group.toSorted((a, b) => byClock(b, a, compare));
    const [newest] = ordered as [RowEdit, ...RowEdit[]];
    return {
      key,
      values: JSON.parse(key) as FieldValue[],
      edits: ordered,
      origin: originOf(edits, fields, newest, compare),
      decided: isDecision(edits, fields, newest, compare),
    };
  });
  return sides
    .toSorted(
      (a, b) =>
        Number(b.key === shown) - Number(a.key === shown) ||
        byClock(b.edits[0] as RowEdit, a.edits[0] as RowEdit, compare),
    )
    .map(({ values, edits: group, origin, decided }) => ({ values, edits: group, origin, decided }));
}

/** An undone decision puts its sides back by edits of whoever undid it; they still are what their authors said. */
function originOf(
  edits: readonly RowEdit[],
  fields: readonly number[],
  edit: RowEdit,
  compare: CompareIncarnations,
): RowEdit {
  const [replaced, ...others] = replacedBy(edits, fields, edit);
  if (!replaced || others.length > 0 || !isDecision(edits, fields, replaced, compare)) return edit;
  const said = JSON.stringify(seenAfter(edits, fields, edit, compare));
  // Several may have said the same: whoever did last, in whatever order the edits came.
  const former = replacedBy(edits, fields, replaced)
    .toSorted((a, b) => byClock(b, a, compare))
    .find((candidate) => JSON.stringify(seenAfter(edits, fields, candidate, compare)) === said);
  return former ? originOf(edits, fields, former, compare) : edit;
}

/** True when the edit's author had several values on screen. */
function isDecision(
  edits: readonly RowEdit[],
  fields: readonly number[],
  edit: RowEdit,
  compare: CompareIncarnations,
): boolean {
  const replaced = replacedBy(edits, fields, edit);
  const values = replaced.map((other) => JSON.stringify(seenAfter(edits, fields, other, compare)));
  return new Set(values).size > 1;
}

/** What an edit found standing. */
function replacedBy(edits: readonly RowEdit[], fields: readonly number[], edit: RowEdit): RowEdit[] {
  return latest(
    edits.filter(
      (other) =>
        other !== edit && hasSeen(edit, other.rep, other.seq) && fields.some((field) => writes(other, field)),
    ),
  );
}

/** What the author of an edit had on screen once it was saved. */
function seenAfter(
  edits: readonly RowEdit[],
  fields: readonly number[],
  edit: RowEdit,
  compare: CompareIncarnations,
): FieldValue[] {
  const seen = edits.filter((other) => other === edit || hasSeen(edit, other.rep, other.seq));
  return tuple(seen, fields, compare);
}

function tuple(
  edits: readonly RowEdit[],
  fields: readonly number[],
  compare: CompareIncarnations,
): FieldValue[] {
  return fields.map((field) => shownValue(edits, field, compare) ?? null);
}

/** Edits that none of the others had seen. */
function latest(edits: readonly RowEdit[]): RowEdit[] {
  const distinct = [...new Set(edits)];
  return distinct.filter(
    (edit) => !distinct.some((other) => other !== edit && hasSeen(other, edit.rep, edit.seq)),
  );
}

/**
 * True when two fields were last changed by different people who did not know of each other. One person's own saves
 * never count: whoever types quickly into two fields knows both.
 */
function areApart(heads: ReadonlyMap<number, readonly RowEdit[]>, one: number, other: number): boolean {
  return (heads.get(one) ?? []).some((a) =>
    (heads.get(other) ?? []).some(
      (b) => a.rep !== b.rep && !hasSeen(a, b.rep, b.seq) && !hasSeen(b, a.rep, a.seq),
    ),
  );
}

/** True when each of the several values of a field belongs to a side. */
function coversAll(
  { fields, sides }: RowConflict,
  several: readonly number[],
  heads: ReadonlyMap<number, readonly RowEdit[]>,
): boolean {
  return several.every((field) => {
    const offered = new Set(sides.map(({ values }) => values[fields.indexOf(field)] ?? null));
    return (heads.get(field) ?? []).every((head) => offered.has(valueIn(head, field)));
  });
}

function countValues(heads: readonly RowEdit[], field: number): number {
  return new Set(heads.map((head) => valueIn(head, field))).size;
}

function writes(edit: RowEdit, field: number): boolean {
  return edit.creates || edit.values.has(field);
}

function ascending(fields: readonly number[]): number[] {
  return [...new Set(fields)].sort((a, b) => a - b);
}

function byClock(a: RowEdit, b: RowEdit, compare: CompareIncarnations): number {
  return a.ms - b.ms || a.cnt - b.cnt || compare(a.rep, b.rep) || a.seq - b.seq;
}
