import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { app, Menu } from 'electron';
import { verbNames } from '../cli/verbs.ts';
import { fileAmong, readLaunch } from './launch.ts';
import { startLog } from './log.ts';
import { makeRunFolder } from './run-folder.ts';
import { registerAppScheme } from './protocol.ts';
import { type Application, startApplication } from './application.ts';

const launch = readLaunch(process.argv, process.defaultApp === true, verbNames);

// Electron would otherwise build a menu of its own before ours is there.
Menu.setApplicationMenu(null);
registerAppScheme();

if (launch.kind === 'command') {
  void runCommand(launch.args);
} else {
  openApplication(launch.profileDir, launch.file);
}

/** A start without a window: the same verbs as under plain Node, and printing. */
async function runCommand(args: readonly string[]): Promise<void> {
  // Standard error is for sentences; what Chromium says of buses and displays is none. Nothing here needs a GPU.
  app.commandLine.appendSwitch('log-level', '3');
  app.disableHardwareAcceleration();
  const profile = app.getPath('userData');
  // So that neither a profile that does not exist is begun nor a window open on it is disturbed.
  const folder = makeRunFolder(tmpdir(), process.pid);
  app.setPath('userData', folder);
  app.setPath('sessionData', folder);
  const { runHeadless } = await import('./headless.ts');
  app.exit(await runHeadless(args, profile));
}

/** A start with a window; a second start on the same profile hands its file to the first and ends. */
function openApplication(profileDir: string | null, file: string | null): void {
  if (profileDir !== null) app.setPath('userData', profileDir);
  if (!app.requestSingleInstanceLock({ file })) {
    // Not `exit`: before it is ready that now and then aborts.
    app.quit();
    return;
  }
  const profile = app.getPath('userData');
  // What Chromium keeps stays apart from what is the user's.
  app.setPath('sessionData', join(profile, 'browser'));
  startLog(profile);
  let application: Application | undefined;
  let early = file;
  const openFile = (path: string): void => {
    if (application) application.openFile(path);
    else early = path;
  };
  app.on('second-instance', (_event, _argv, _folder, handed) => {
    const path = (handed as { file?: unknown } | null)?.file;
    application?.focus();
    if (typeof path === 'string') openFile(path);
  });
  // macOS tells of a double-clicked file this way, also before the application is ready.
  app.on('open-file', (event, path) => {
    event.preventDefault();
    const opened = fileAmong([path]);
    if (opened !== null) openFile(opened);
  });
  app.on('activate', () => application?.focus());
  void app.whenReady().then(() => {
    application = startApplication(profile);
    if (early !== null) application.openFile(early);
  });
}
