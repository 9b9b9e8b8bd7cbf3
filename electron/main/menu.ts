import type { MenuItemConstructorOptions } from 'electron';
import { stepText } from '../../shared/i18n/step-text.ts';
import type { Translate } from '../../shared/i18n/translate.ts';
import type { HistoryView } from '../../shared/views/workspace-view.ts';

export interface MenuActions {
  /** Asks the page to go somewhere. */
  readonly navigate: (to: string) => void;
  /** Asks the page to go a step back or forth. */
  readonly history: (step: 'undo' | 'redo') => void;
  readonly receiveFile: () => void;
  readonly showLog: () => void;
  readonly about: () => void;
}

export interface MenuOptions {
  readonly translate: Translate;
  readonly platform: NodeJS.Platform;
  /** Reload and developer tools, which users never need. */
  readonly withDeveloperTools: boolean;
  /** What undo and redo would do now. */
  readonly history: HistoryView;
  readonly actions: MenuActions;
}

/** The menu bar in one language. Edit commands but undo and redo are the system's own. */
export function menuTemplate(options: MenuOptions): MenuItemConstructorOptions[] {
  const { translate, platform } = options;
  const mac: MenuItemConstructorOptions[] = platform === 'darwin' ? [{ role: 'appMenu' }] : [];
  return [
    ...mac,
    { label: translate('menu.file'), submenu: fileMenu(options) },
    { label: translate('menu.edit'), submenu: editMenu(options) },
    { label: translate('menu.view'), submenu: viewMenu(options) },
    { label: translate('menu.help'), role: 'help', submenu: helpMenu(options) },
  ];
}

const separator: MenuItemConstructorOptions = { type: 'separator' };

function fileMenu({ translate, platform, actions }: MenuOptions): MenuItemConstructorOptions[] {
  const end: MenuItemConstructorOptions =
    platform === 'darwin'
      ? { label: translate('menu.closeWindow'), role: 'close' }
      : { label: translate('menu.quit'), role: 'quit', accelerator: 'CmdOrCtrl+Q' };
  return [
    { label: translate('menu.receive'), accelerator: 'CmdOrCtrl+O', click: actions.receiveFile },
    { label: translate('menu.send'), accelerator: 'CmdOrCtrl+E', click: () => actions.navigate('exchange') },
    separator,
    {
      label: translate('menu.settings'),
      accelerator: 'CmdOrCtrl+,',
      click: () => actions.navigate('settings'),
    },
    separator,
    end,
  ];
}

function editMenu({ translate, platform, history, actions }: MenuOptions): MenuItemConstructorOptions[] {
  const { undo, redo } = history;
  return [
    {
      label: undo ? translate('menu.undoStep', { what: stepText(translate, undo) }) : translate('menu.undo'),
      accelerator: 'CmdOrCtrl+Z',
      // The page hears the keys itself, so that a text field keeps its own; macOS hands them to the menu alone.
      registerAccelerator: false,
      click: () => actions.history('undo'),
    },
    {
      label: redo ? translate('menu.redoStep', { what: stepText(translate, redo) }) : translate('menu.redo'),
      accelerator: platform === 'darwin' ? 'Shift+Cmd+Z' : 'Ctrl+Y',
      registerAccelerator: false,
      click: () => actions.history('redo'),
    },
    separator,
    { label: translate('menu.cut'), role: 'cut' },
    { label: translate('menu.copy'), role: 'copy' },
    { label: translate('menu.paste'), role: 'paste' },
    { label: translate('menu.selectAll'), role: 'selectAll' },
  ];
}

function viewMenu({ translate, withDeveloperTools, actions }: MenuOptions): MenuItemConstructorOptions[] {
  const screens = ['matrix', 'planning', 'people', 'exchange', 'my-week'] as const;
  const developer: MenuItemConstructorOptions[] = [
    separator,
    { label: translate('menu.reload'), role: 'reload' },
    { label: translate('menu.developerTools'), role: 'toggleDevTools' },
  ];
  return [
    ...screens.map((screen, index): MenuItemConstructorOptions => ({
      label: translate(`menu.screen.${screen}`),
      accelerator: `CmdOrCtrl+${index + 1}`,
      click: () => actions.navigate(screen),
    })),
    separator,
    { label: translate('menu.zoomIn'), role: 'zoomIn', accelerator: 'CmdOrCtrl+Plus' },
    { label: translate('menu.zoomOut'), role: 'zoomOut' },
    { label: translate('menu.actualSize'), role: 'resetZoom' },
    separator,
    { label: translate('menu.fullScreen'), role: 'togglefullscreen' },
    ...(withDeveloperTools ? developer : []),
  ];
}

function helpMenu({ translate, actions }: MenuOptions): MenuItemConstructorOptions[] {
  return [
    { label: translate('menu.showLog'), click: actions.showLog },
    { label: translate('menu.about'), click: actions.about },
  ];
}
