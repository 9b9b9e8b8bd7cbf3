import { join } from 'node:path';
import { app, BrowserWindow, nativeTheme, type Rectangle, type WebContents } from 'electron';
import { mayNavigate } from './security.ts';

export const minimumSize = { width: 1024, height: 640 } as const;
export const defaultSize = { width: 1280, height: 800 } as const;

/** Page colours of the theme, shown until the page paints its own. */
const backgrounds = { light: '#ffffff', dark: '#14181d' } as const;

const known = new Set<number>();

/** Whether a message comes from a window this file opened. */
export function isKnownWindow(contents: WebContents): boolean {
  return known.has(contents.id);
}

export interface MainWindowOptions {
  readonly bounds: Partial<Rectangle>;
  readonly maximized: boolean;
}

/** Opens the window of the application; it shows itself when its page is painted. */
export function openMainWindow({ bounds, maximized }: MainWindowOptions): BrowserWindow {
  const window = makeWindow({
    ...defaultSize,
    ...bounds,
    minWidth: minimumSize.width,
    minHeight: minimumSize.height,
    backgroundColor: backgrounds[nativeTheme.shouldUseDarkColors ? 'dark' : 'light'],
  });
  window.once('ready-to-show', () => {
    if (maximized) window.maximize();
    window.show();
  });
  return window;
}

/** Opens a window nobody sees, for a page to draw what is printed. */
export function openPrintWindow(): BrowserWindow {
  return makeWindow({ ...defaultSize, skipTaskbar: true, backgroundColor: backgrounds.light });
}

/** The only place that makes a window: none is ever without these walls. */
function makeWindow(options: Electron.BrowserWindowConstructorOptions): BrowserWindow {
  const window = new BrowserWindow({
    ...options,
    show: false,
    title: app.getName(),
    webPreferences: {
      preload: join(import.meta.dirname, '../preload/preload.cjs'),
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
      webviewTag: false,
      navigateOnDragDrop: false,
      // Its dictionaries come from the network.
      spellcheck: false,
      devTools: !app.isPackaged,
      // A hidden print page must not wait for timers that are slowed down.
      backgroundThrottling: false,
    },
  });
  const { webContents } = window;
  const { id } = webContents;
  known.add(id);
  webContents.once('destroyed', () => known.delete(id));
  webContents.setWindowOpenHandler(() => ({ action: 'deny' }));
  const stay = (event: { url: string; preventDefault(): void }): void => {
    if (!mayNavigate(webContents.getURL(), event.url)) event.preventDefault();
  };
  webContents.on('will-navigate', stay);
  webContents.on('will-redirect', (event) => event.preventDefault());
  webContents.on('will-frame-navigate', stay);
  webContents.on('will-attach-webview', (event) => event.preventDefault());
  return window;
}
