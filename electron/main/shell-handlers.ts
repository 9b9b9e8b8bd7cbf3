import { existsSync, mkdirSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { app, BrowserWindow, nativeTheme, shell, type WebContents } from 'electron';
import type { GrantedFile, ShellAnswer } from '../../shared/api.ts';
import {
  contract,
  type NamesOf,
  type OutputOf,
  type ParsedInputOf,
  type Settings,
} from '../../shared/contract.ts';
import type { Translate } from '../../shared/i18n/translate.ts';
import { AppError } from '../../shared/rpc/app-error.ts';
import type { HistoryView } from '../../shared/views/workspace-view.ts';
import { chooseFile, chooseTarget, type FileKind } from './dialogs.ts';
import type { FileGrants } from './file-grants.ts';
import { freePath } from './file-name.ts';
import { log } from './log.ts';
import { copyPicture } from './copy-picture.ts';
import type { PrintDesk } from './print-pdf.ts';
import { mailAddress, mayOpenOutside } from './security.ts';
import { writeWhole } from './write-whole.ts';

export interface ShellContext {
  readonly grants: FileGrants;
  readonly printDesk: PrintDesk;
  readonly translate: () => Translate;
  /** Keeps the settings and dresses the windows and menus in them. */
  readonly applySettings: (settings: Settings) => void;
  /** Puts what undo and redo would do into the menu. */
  readonly showHistory: (next: HistoryView) => void;
  readonly isOfficialElectron: boolean;
  /** Folder of files made to be sent by mail. */
  readonly outbox: string;
}

type ShellName = NamesOf<'shell'>;
export type ShellHandlers = {
  readonly [N in ShellName]: (
    input: ParsedInputOf<N>,
    sender: WebContents,
  ) => OutputOf<N> | Promise<OutputOf<N>>;
};

/** The procedures answered by the window's process: dialogs, print, files. None of them touches the data. */
export function createShellHandlers(context: ShellContext): ShellHandlers {
  const { grants, printDesk, translate } = context;
  const save = async (
    sender: WebContents,
    kind: FileKind,
    suggestedName: string,
  ): Promise<GrantedFile | null> => {
    const path = await chooseTarget(windowOf(sender), kind, suggestedName, translate());
    return path === null ? null : grants.give(path);
  };
  return {
    'shell.info': () => ({
      version: __APP_VERSION__,
      electron: process.versions.electron,
      platform: process.platform,
      official: context.isOfficialElectron,
    }),
    'shell.chooseExchangeFile': async (_input, sender) => {
      const path = await chooseFile(windowOf(sender), 'jalon', translate());
      return path === null ? null : grants.give(path);
    },
    'shell.chooseWorkbook': async (_input, sender) => {
      const path = await chooseFile(windowOf(sender), 'xlsx', translate());
      return path === null ? null : grants.give(path);
    },
    'shell.saveExchangeFile': ({ suggestedName }, sender) => save(sender, 'jalon', suggestedName),
    'shell.saveJson': ({ suggestedName }, sender) => save(sender, 'json', suggestedName),
    'shell.outboxFile': ({ suggestedName }) => {
      mkdirSync(context.outbox, { recursive: true });
      const path = join(context.outbox, basename(suggestedName));
      return grants.give(freePath(path, existsSync));
    },
    'shell.composeMail': async ({ grant, ...message }) => {
      const path = grants.pathOf(grant);
      if (!existsSync(path)) throw new AppError('file-missing');
      shell.showItemInFolder(path);
      const address = mailAddress(message);
      if (!mayOpenOutside(address)) return { opened: false };
      try {
        await shell.openExternal(address);
        return { opened: true };
      } catch (error) {
        log.error('mail client: cannot be opened', error);
        return { opened: false };
      }
    },
    'shell.saveReport': ({ kind, suggestedName }, sender) => save(sender, kind, suggestedName),
    'shell.reveal': ({ grant }) => {
      const path = grants.pathOf(grant);
      if (existsSync(path)) shell.showItemInFolder(path);
      else if (existsSync(dirname(path))) shell.showItemInFolder(dirname(path));
      else throw new AppError('file-missing');
      return {};
    },
    'shell.printGantt': async (options, sender) => {
      const path = await chooseTarget(
        windowOf(sender),
        'pdf',
        translate()('menu.ganttFileName'),
        translate(),
      );
      if (path === null) return null;
      return { ...grants.give(path), ...(await printDesk.printGantt(options, path, sender.id)) };
    },
    'shell.printPaper': async ({ request, suggestedName }, sender) => {
      const path = await chooseTarget(windowOf(sender), 'pdf', suggestedName, translate());
      if (path === null) return null;
      return { ...grants.give(path), ...(await printDesk.printPaper(request, path, sender.id)) };
    },
    'shell.sendToPrinter': async (request, sender) => ({
      printed: await printDesk.sendToPrinter(request, sender.id),
    }),
    'shell.cancelPrint': (_input, sender) => {
      printDesk.cancel(sender.id);
      return {};
    },
    'shell.savePicture': async ({ kind, suggestedName, bytes }, sender) => {
      const path = await chooseTarget(windowOf(sender), kind, suggestedName, translate());
      if (path === null) return null;
      await writeWhole(path, bytes);
      return grants.give(path);
    },
    'shell.copyPicture': async ({ bytes }) => {
      await copyPicture(bytes);
      return {};
    },
    'shell.printReady': (said, sender) => printDesk.drawn(sender, said),
    'shell.applySettings': (settings) => {
      context.applySettings(settings);
      return {};
    },
    'shell.showHistory': (next) => {
      context.showHistory(next);
      return {};
    },
  };
}

/** Answers one call of a page: name and input are checked against the contract, errors become data. */
export async function answerShellCall(
  handlers: ShellHandlers,
  sender: WebContents,
  name: unknown,
  rawInput: unknown,
): Promise<ShellAnswer> {
  try {
    if (!isShellName(name)) throw new AppError('bad-request');
    return { ok: true, value: await run(handlers, name, rawInput, sender) };
  } catch (error) {
    return { ok: false, error: toAppError(error, String(name)).toData() };
  }
}

function run<N extends ShellName>(
  handlers: ShellHandlers,
  name: N,
  rawInput: unknown,
  sender: WebContents,
): unknown {
  const parsed = contract[name].input.safeParse(rawInput);
  if (!parsed.success) throw new AppError('bad-request', { details: { procedure: name } });
  return handlers[name](parsed.data as ParsedInputOf<N>, sender);
}

function isShellName(name: unknown): name is ShellName {
  return (
    typeof name === 'string' && Object.hasOwn(contract, name) && contract[name as ShellName].kind === 'shell'
  );
}

function toAppError(error: unknown, procedure: string): AppError {
  if (error instanceof AppError) return error;
  const id = crypto.randomUUID();
  log.error(`shell: ${id} in ${procedure}`, error);
  return new AppError('internal', { id });
}

function windowOf(sender: WebContents): BrowserWindow {
  const window = BrowserWindow.fromWebContents(sender);
  if (!window) throw new AppError('cancelled');
  return window;
}

/** Dresses the native parts (title bar, dialogs, colour of a window before its page paints) in a theme. */
export function applyTheme({ theme }: Settings): void {
  nativeTheme.themeSource = theme === 'auto' ? 'system' : theme;
}

/** Folder of the built bundles. */
export const distFolder = join(import.meta.dirname, '..');

/** Whether this is the Electron the application is made for, and not the stand-in for closed networks. */
export function isOfficialElectron(pinned: string | undefined): boolean {
  if (app.isPackaged) return !dirname(process.execPath).includes('-unofficial');
  return pinned === process.versions.electron;
}
