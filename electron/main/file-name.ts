import { dirname, join, parse } from 'node:path';

/**
 * The chosen path with its extension, which Linux dialogs do not add. The dialog asked about overwriting the name
 * without it, so an existing file with it is never taken: the name gets a number.
 */
export function withExtension(path: string, extension: string, exists: (path: string) => boolean): string {
  if (path.toLowerCase().endsWith(`.${extension}`)) return path;
  const numbered = (count: number): string =>
    join(dirname(path), `${parse(path).base}${count === 1 ? '' : ` (${count})`}.${extension}`);
  let count = 1;
  while (exists(numbered(count))) count += 1;
  return numbered(count);
}

/** The path, or one with a number before its extension where that is taken. */
export function freePath(path: string, exists: (path: string) => boolean): string {
  const { dir, name, ext } = parse(path);
  const numbered = (count: number): string => join(dir, `${name} (${count})${ext}`);
  if (!exists(path)) return path;
  let count = 2;
  while (exists(numbered(count))) count += 1;
  return numbered(count);
}
