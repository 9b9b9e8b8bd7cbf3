import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { app, type BrowserWindow, dialog, Menu, screen, session, shell, type WebContents } from 'electron';
import type { EventName, EventPayload, Settings } from '../../shared/contract.ts';
import { createTranslate } from '../../shared/i18n/translate.ts';
import { AppError, type ErrorData } from '../../shared/rpc/app-error.ts';
import type { HistoryView } from '../../shared/views/workspace-view.ts';
import { type BackendProcess, startBackendProcess } from './backend-process.ts';
import { chooseFile } from './dialogs.ts';
import { errorText } from '../../shared/i18n/error-text.ts';
import { createFileGrants } from './file-grants.ts';
import { loadPostKey } from './key-store.ts';
import { log, logPath } from './log.ts';
import { menuTemplate } from './menu.ts';
import { createPrintDesk, sendPort } from './print-pdf.ts';
import { readPageSource } from './page-source.ts';
import { serveApp } from './protocol.ts';
import { applySessionPolicy } from './session-policy.ts';
import {
  answerShellCall,
  applyTheme,
  createShellHandlers,
  distFolder,
  isOfficialElectron,
} from './shell-handlers.ts';
import { readShellState, type ShellState, writeShellState } from './shell-state.ts';
import { handleTrusted, onTrusted } from './trusted-ipc.ts';
import { openMainWindow } from './window.ts';
import { placeWindow } from './window-state.ts';

export interface Application {
  /** Hands a file the user opened with the application to the page. */
  openFile(path: string): void;
  /** Brings the window to the front, opening it when it was closed. */
  focus(): void;
}

/** Starts everything a window needs, and opens it. To be called once the application is ready. */
export function startApplication(profileDir: string): Application {
  let state: ShellState = readShellState(profileDir);
  let window: BrowserWindow | undefined;
  let listening = false;
  let pendingFile: string | undefined;
  let history: HistoryView = { undo: null, redo: null };
  const grants = createFileGrants();
  const translate = () => createTranslate(state.settings.language);
  const connected = new Set<WebContents>();

  const send = <N extends EventName>(name: N, payload: EventPayload<N>): void => {
    window?.webContents.send('jalon:event', name, payload);
  };
  const printDesk = createPrintDesk((owner, soFar) => {
    if (window?.webContents.id === owner) send('shell.printed', soFar);
  });
  const keep = (change: Partial<ShellState>): void => {
    state = { ...state, ...change };
    writeShellState(profileDir, state);
  };

  const source = readPageSource(distFolder, () => state.settings);
  applySessionPolicy(session.defaultSession);
  serveApp(session.defaultSession, source);
  applyTheme(state.settings);

  const backend: BackendProcess = startBackendProcess({
    profileDir,
    grants,
    loadKey: () => loadPostKey(profileDir),
    onRestarted: () => {
      for (const contents of connected) sendPort(contents, backend.openPort());
    },
    onRefused: (error) => void refuse(error),
    onLost: () => void recover(),
  });

  const refuse = async (error: ErrorData): Promise<void> => {
    const t = translate();
    const { response } = await dialog.showMessageBox({
      type: 'error',
      title: app.getName(),
      message: errorText(t, AppError.fromData(error)),
      detail: t('menu.recovery.files', { folder: profileDir }),
      buttons: [t('menu.recovery.openFolder'), t('menu.quit')],
      defaultId: 1,
      cancelId: 1,
    });
    if (response === 0) shell.showItemInFolder(logPath(profileDir));
    app.exit(1);
  };

  const recover = async (): Promise<void> => {
    const t = translate();
    const { response } = await dialog.showMessageBox({
      type: 'error',
      title: app.getName(),
      message: t('menu.recovery.message'),
      detail: t('menu.recovery.files', { folder: profileDir }),
      buttons: [t('menu.recovery.restart'), t('menu.recovery.openFolder'), t('menu.quit')],
      defaultId: 0,
      cancelId: 2,
    });
    if (response === 0) {
      backend.restart();
      return;
    }
    if (response === 1) shell.showItemInFolder(logPath(profileDir));
    app.exit(1);
  };

  const showMenu = (): void => {
    const t = translate();
    const receiveFile = async (): Promise<void> => {
      const path = window && (await chooseFile(window, 'jalon', t));
      if (path) send('shell.fileOpened', grants.give(path));
    };
    const template = menuTemplate({
      translate: t,
      platform: process.platform,
      withDeveloperTools: !app.isPackaged,
      history,
      actions: {
        history: (step) => send('shell.history', { step }),
        navigate: (to) => send('shell.navigate', { to }),
        receiveFile: () => void receiveFile(),
        showLog: () => shell.showItemInFolder(logPath(profileDir)),
        about: () => app.showAboutPanel(),
      },
    });
    Menu.setApplicationMenu(Menu.buildFromTemplate(template));
  };

  const applySettings = (settings: Settings): void => {
    keep({ settings });
    applyTheme(settings);
    showMenu();
  };

  const open = (): void => {
    listening = false;
    const workAreas = screen.getAllDisplays().map((display) => display.workArea);
    const opened = openMainWindow({
      bounds: placeWindow(state.bounds, workAreas),
      maximized: state.maximized,
    });
    window = opened;
    opened.on('close', () => keep({ bounds: opened.getNormalBounds(), maximized: opened.isMaximized() }));
    opened.once('closed', () => {
      window = undefined;
    });
    opened.webContents.on('render-process-gone', (_event, { reason }) => {
      log.error(`page: gone, ${reason}`);
      // When a session ends page and backend both go: a port sent to what is left of the page would be an error.
      connected.delete(opened.webContents);
    });
    opened.loadURL('app://app/index.html').catch((error: unknown) => log.error('page: does not load', error));
  };

  const handlers = createShellHandlers({
    grants,
    printDesk,
    translate,
    applySettings,
    showHistory: (next) => {
      history = next;
      showMenu();
    },
    isOfficialElectron: isOfficialElectron(pinnedElectron()),
    outbox: join(profileDir, 'outbox'),
  });
  handleTrusted('jalon:shell', (sender, name, input) => answerShellCall(handlers, sender, name, input));
  handleTrusted('jalon:dropped-file', (_sender, path) => {
    if (typeof path === 'string' && statSync(path, { throwIfNoEntry: false })?.isFile()) {
      return Promise.resolve({ ok: true, value: grants.give(path) });
    }
    return Promise.resolve({ ok: false, error: new AppError('file-missing').toData() });
  });
  onTrusted('jalon:connect', (sender) => {
    if (!connected.has(sender)) sender.once('destroyed', () => connected.delete(sender));
    connected.add(sender);
    sendPort(sender, backend.openPort());
    if (sender !== window?.webContents) return;
    listening = true;
    if (pendingFile !== undefined) send('shell.fileOpened', grants.give(pendingFile));
    pendingFile = undefined;
  });

  let stopped = false;
  app.on('will-quit', (event) => {
    if (stopped) return;
    event.preventDefault();
    void backend.stop().then(() => {
      stopped = true;
      app.quit();
    });
  });
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit();
  });

  app.setAboutPanelOptions({ applicationName: app.getName(), applicationVersion: __APP_VERSION__ });
  showMenu();
  open();
  return {
    openFile: (path) => {
      if (listening) send('shell.fileOpened', grants.give(path));
      else pendingFile = path;
    },
    focus: () => {
      if (!window) open();
      if (window?.isMinimized()) window.restore();
      window?.focus();
    },
  };
}

/** The Electron that package.json pins; a packaged application does not carry it. */
function pinnedElectron(): string | undefined {
  const text = readFileSync(join(app.getAppPath(), 'package.json'), 'utf8');
  return (JSON.parse(text) as { devDependencies?: Record<string, string> }).devDependencies?.['electron'];
}
