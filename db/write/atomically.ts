import type { WriteGate } from './write-gate.ts';

/** Runs several commits as one transaction: all of them or none. */
export function atomically<T>(gate: WriteGate, work: () => T): T {
  try {
    return gate.db.connection.transaction(work).immediate();
  } catch (error) {
    gate.reset();
    throw error;
  }
}
