import { randomFillSync } from 'node:crypto';
import { createUuidV7 } from '../shared/domain/ids.ts';

/** Id of a new row: UUIDv7, growing within this process. */
export const newId: () => string = createUuidV7(Date.now, (bytes) => void randomFillSync(bytes));
