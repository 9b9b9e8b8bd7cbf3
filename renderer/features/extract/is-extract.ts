import { AppError } from '../../../shared/rpc/app-error.ts';

/** True when a file chosen to be received turns out to be an extract: it is read instead. */
export function isExtract(error: unknown): boolean {
  return error instanceof AppError && error.code === 'file-extract';
}
