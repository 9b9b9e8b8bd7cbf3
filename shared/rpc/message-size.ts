/**
 * Says whether a value that came by structured clone would weigh more than `limit` bytes as JSON, roughly. Looks at
 * no more than it must, and at cycles no longer than `limit` allows.
 */
export function exceedsSize(value: unknown, limit: number): boolean {
  const pending: unknown[] = [value];
  let size = 0;
  while (pending.length > 0) {
    const next = pending.pop();
    size += ownSize(next);
    if (size > limit) return true;
    if (typeof next !== 'object' || next === null || ArrayBuffer.isView(next)) continue;
    for (const [key, part] of Object.entries(next)) {
      size += key.length;
      // Checked here too: one wide object must not fill memory before its parts are weighed.
      if (size > limit) return true;
      pending.push(part);
    }
  }
  return false;
}

function ownSize(value: unknown): number {
  if (typeof value === 'string') return value.length + 2;
  if (ArrayBuffer.isView(value) || value instanceof ArrayBuffer) return value.byteLength;
  return 8;
}
