/** Fails to compile where a union is not handled whole; throws when an unknown value slips in at run time. */
export function assertNever(value: never, message: string): never {
  throw new Error(`${message}: ${JSON.stringify(value)}`);
}

/** Throws when a condition the code relies on does not hold; `message` says why it should. */
export function invariant(condition: unknown, message: string): asserts condition {
  if (!condition) throw new Error(`Broken invariant: ${message}`);
}
