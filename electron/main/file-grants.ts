import { randomUUID } from 'node:crypto';
import { basename } from 'node:path';
import type { GrantedFile } from '../../shared/api.ts';
import { AppError } from '../../shared/rpc/app-error.ts';

/** Files the user chose, by a name that says nothing: pages hold the grant, this process and the backend the path. */
export interface FileGrants {
  give(path: string): GrantedFile;
  /** Throws AppError `file-missing` for a grant nobody gave. */
  pathOf(grant: string): string;
  /** Tells of each grant given so far and from now on. */
  follow(listener: (grant: string, path: string) => void): void;
}

/** Makes an empty set of grants; they end with the process. */
export function createFileGrants(): FileGrants {
  const paths = new Map<string, string>();
  const listeners: ((grant: string, path: string) => void)[] = [];
  return {
    give: (path) => {
      const grant = randomUUID();
      paths.set(grant, path);
      for (const listener of listeners) listener(grant, path);
      return { grant, fileName: basename(path) };
    },
    pathOf: (grant) => {
      const path = paths.get(grant);
      if (path === undefined) throw new AppError('file-missing');
      return path;
    },
    follow: (listener) => {
      for (const [grant, path] of paths) listener(grant, path);
      listeners.push(listener);
    },
  };
}
