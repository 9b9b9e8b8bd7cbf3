/** Leaves the group of a workspace: a copy is kept, an empty workspace takes its place. */
import { rmSync } from 'node:fs';
import { getSettings, setSettings } from './commands/setting-commands.ts';
import { toAppError } from './map-sqlite-error.ts';
import type { Workspace } from './open-workspace.ts';

/**
 * Copies the workspace to the backups, closes it and removes its file, so that `reopen` finds none and makes an empty
 * one; the look and the language go over. Answers the path of the copy.
 * @param reopen opens the workspace of the same profile and goes on with it; also called when the file stays
 * @throws AppError `disk-full` or `no-permission`: the group is then still there
 */
export function startOver(workspace: Workspace, reopen: () => Workspace): string {
  const settings = getSettings(workspace.reader);
  const copy = makeCopy(workspace);
  workspace.close();
  try {
    // Closed in good order, a workspace is this one file.
    rmSync(workspace.paths.workspace);
  } catch (error) {
    reopen();
    throw toAppError(error);
  }
  setSettings(reopen(), settings);
  return copy;
}

function makeCopy(workspace: Workspace): string {
  try {
    return workspace.backup('start-over');
  } catch (error) {
    throw toAppError(error);
  }
}
