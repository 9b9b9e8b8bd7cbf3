/** A patch without the fields nobody set: absent means untouched, null means emptied. */
export function definedOnly<T extends object>(patch: { [K in keyof T]?: T[K] | undefined }): T {
  return Object.fromEntries(Object.entries(patch).filter(([, value]) => value !== undefined)) as T;
}
