import { isIsoDate } from './iso-date.ts';
import type { FieldSpec, FieldValue } from './registry.ts';

const CODE = /^[\w.-]{1,60}$/;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** True for a day `YYYY-MM-DD` that exists, years 1000 to 9998 (9999 means "never" in too many files). */
export function isDay(value: string): boolean {
  return isIsoDate(value) && value >= '1000-01-01' && value < '9999-01-01';
}

/** Why a value cannot stand in a field, or null when it can. The same rule for own edits and for files. */
export function valueFault(spec: FieldSpec, value: FieldValue): string | null {
  if (value === null) return null;
  switch (spec.kind) {
    case 'text':
      if (typeof value !== 'string') return 'not-text';
      return value.length > (spec.max ?? 200) ? 'too-long' : null;
    case 'code':
      if (typeof value !== 'string' || !CODE.test(value)) return 'not-a-code';
      return spec.oneOf && !spec.oneOf.includes(value) ? 'unknown-code' : null;
    case 'date':
      return typeof value === 'string' && isDay(value) ? null : 'not-a-day';
    case 'ref':
      return typeof value === 'string' && UUID.test(value) ? null : 'not-an-id';
    case 'flag':
      return value === 0 || value === 1 ? null : 'not-a-flag';
    case 'int':
    case 'time':
      return typeof value === 'number' && Number.isSafeInteger(value) ? null : 'not-an-integer';
  }
}
