import { existsSync } from 'node:fs';
import { basename } from 'node:path';
import { type BrowserWindow, dialog } from 'electron';
import type { Translate } from '../../shared/i18n/translate.ts';
import { withExtension } from './file-name.ts';

const kinds = {
  jalon: { extension: 'jalon', filter: 'menu.fileKind.exchange' },
  xlsx: { extension: 'xlsx', filter: 'menu.fileKind.xlsx' },
  csv: { extension: 'csv', filter: 'menu.fileKind.csv' },
  json: { extension: 'json', filter: 'menu.fileKind.json' },
  ics: { extension: 'ics', filter: 'menu.fileKind.ics' },
  pptx: { extension: 'pptx', filter: 'menu.fileKind.pptx' },
  pdf: { extension: 'pdf', filter: 'menu.fileKind.pdf' },
  png: { extension: 'png', filter: 'menu.fileKind.png' },
  svg: { extension: 'svg', filter: 'menu.fileKind.svg' },
} as const;
export type FileKind = keyof typeof kinds;

/** Asks for an exchange file to read; null when the user gave up. */
export async function chooseFile(
  window: BrowserWindow,
  kind: FileKind,
  translate: Translate,
): Promise<string | null> {
  const { extension, filter } = kinds[kind];
  const { canceled, filePaths } = await dialog.showOpenDialog(window, {
    properties: ['openFile'],
    filters: [{ name: translate(filter), extensions: [extension] }],
  });
  return canceled ? null : (filePaths[0] ?? null);
}

/** Asks where to write a file; of `suggestedName` only the last part is used. Null when the user gave up. */
export async function chooseTarget(
  window: BrowserWindow,
  kind: FileKind,
  suggestedName: string,
  translate: Translate,
): Promise<string | null> {
  const { extension, filter } = kinds[kind];
  const { canceled, filePath } = await dialog.showSaveDialog(window, {
    defaultPath: basename(suggestedName),
    properties: ['showOverwriteConfirmation', 'createDirectory'],
    filters: [{ name: translate(filter), extensions: [extension] }],
  });
  return canceled || filePath === '' ? null : withExtension(filePath, extension, existsSync);
}
