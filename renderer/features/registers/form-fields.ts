/** What a form changed, field by field; lists are compared by what they hold. */
export function changedFields<T extends object>(before: T, after: T): Partial<T> {
  return Object.fromEntries(
    Object.entries(after).filter(
      ([field, value]) => JSON.stringify(value) !== JSON.stringify(before[field as keyof T]),
    ),
  ) as Partial<T>;
}

/** The fields of a row its form holds: those a schema of its values names. */
export function formFields<Row extends object, Field extends keyof Row>(
  schema: { readonly shape: Readonly<Record<Field, unknown>> },
  row: Row,
): Pick<Row, Field> {
  return Object.fromEntries(Object.keys(schema.shape).map((field) => [field, row[field as Field]])) as Pick<
    Row,
    Field
  >;
}
