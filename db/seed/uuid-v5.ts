import { createHash } from 'node:crypto';
import { formatUuid } from '../../shared/domain/ids.ts';

/** Namespace of everything shipped with the application; changing it would give every group other ids. */
export const shippedNamespace = '0b4cb9ab-937c-4ebf-94be-aacaeeaa7107';

/** Version 5 UUID (RFC 9562) of a name in a namespace: the same name always gives the same id. */
export function uuidV5(namespace: string, name: string): string {
  const hash = createHash('sha1');
  hash.update(Buffer.from(namespace.replaceAll('-', ''), 'hex'));
  hash.update(name, 'utf8');
  return formatUuid(hash.digest().subarray(0, 16), 5);
}

/** Id of a shipped row, named by its table and codes: `domain/DPI`, `template_row/T-DPI/01`. */
export function shippedId(name: string): string {
  return uuidV5(shippedNamespace, name);
}
