import * as disk from 'node:fs/promises';
import { basename } from 'node:path';
import { AppError } from '../../shared/rpc/app-error.ts';
import { fileError, type WriteStep } from '../../shared/rpc/file-error.ts';

/** What is asked of the file system, for tests to let it fail. */
export type Disk = Pick<typeof disk, 'open' | 'rename' | 'rm'>;

/**
 * Writes beside the target, then takes its place: nobody ever finds half a file there, and what stood there before is
 * intact until the very end; `signal` ends it until then. Throws AppError `disk-full`, `no-permission`, `file-missing` or
 * `cancelled`.
 */
export async function writeWhole(
  target: string,
  content: Uint8Array,
  { signal, disk: { open, rename, rm } = disk }: { readonly signal?: AbortSignal; readonly disk?: Disk } = {},
): Promise<void> {
  const beside = `${target}.${process.pid}.part`;
  let step: WriteStep = 'write';
  try {
    const file = await open(beside, 'w');
    try {
      await file.writeFile(content);
      await file.sync();
    } finally {
      await file.close();
    }
    if (signal?.aborted) throw new AppError('cancelled');
    step = 'replace';
    await rename(beside, target);
  } catch (error) {
    // What could not be written must not hide why.
    await rm(beside, { force: true }).catch(() => undefined);
    const code = error instanceof Error && 'code' in error ? String(error.code) : undefined;
    throw fileError(code, basename(target), step) ?? error;
  }
}
