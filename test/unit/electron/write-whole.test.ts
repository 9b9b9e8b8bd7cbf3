import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import * as disk from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { type Disk, writeWhole } from '../../../electron/main/write-whole.ts';
import { errorText } from '../../../shared/i18n/error-text.ts';
import { createTranslate } from '../../../shared/i18n/translate.ts';
import { AppError } from '../../../shared/rpc/app-error.ts';
import { tempDir } from '../../fixtures/temp-profile.ts';

const failing = (code: string) => Object.assign(new Error(`${code}: made up`), { code });
/** A disk that takes some of a file and no more. */
const full: Disk = {
  ...disk,
  open: async (...args) => {
    const file = await disk.open(...args);
    file.writeFile = async () => {
      await file.write('%PDF-1.4 half of');
      throw failing('ENOSPC');
    };
    return file;
  },
};
const cannotOpen = (code: string): Disk => ({ ...disk, open: () => Promise.reject(failing(code)) });
const cannotReplace = (code: string): Disk => ({ ...disk, rename: () => Promise.reject(failing(code)) });

describe('a document written whole', () => {
  let folder = '';
  let target = '';
  beforeEach(() => {
    folder = tempDir();
    target = join(folder, 'planning.pdf');
    writeFileSync(target, 'the old one');
  });

  it('takes the place of the old one', async () => {
    await writeWhole(target, Buffer.from('the new one'));
    expect([readFileSync(target, 'utf8'), readdirSync(folder)]).toEqual(['the new one', ['planning.pdf']]);
  });

  it.each<[string, Disk, string, RegExp]>([
    ['a full disk', full, 'disk-full', /disque est plein/],
    ['a folder that is not to be written', cannotOpen('EACCES'), 'no-permission', /droit d’écrire/],
    ['a medium that is not to be written', cannotOpen('EROFS'), 'no-permission', /droit d’écrire/],
    [
      'a file open in another program (EBUSY)',
      cannotReplace('EBUSY'),
      'no-permission',
      /planning\.pdf\s».*ouvert/,
    ],
    [
      'a file open in another program (EPERM)',
      cannotReplace('EPERM'),
      'no-permission',
      /planning\.pdf\s».*ouvert/,
    ],
  ])('leaves the old one intact and nothing beside it: %s', async (_what, broken, code, words) => {
    const error = await writeWhole(target, Buffer.from('new'), { disk: broken }).catch(
      (thrown: unknown) => thrown,
    );
    expect(error).toBeInstanceOf(AppError);
    expect(error).toMatchObject({ code });
    expect(errorText(createTranslate('fr'), error as AppError)).toMatch(words);
    expect([readFileSync(target, 'utf8'), readdirSync(folder)]).toEqual(['the old one', ['planning.pdf']]);
  });

  it('leaves the old one intact and nothing beside it when it is stopped before its end', async () => {
    const stop = new AbortController();
    const slow: Disk = {
      ...disk,
      open: async (...args) => {
        const file = await disk.open(...args);
        file.sync = async () => stop.abort();
        return file;
      },
    };
    const written = writeWhole(target, Buffer.from('new'), { disk: slow, signal: stop.signal });
    await expect(written).rejects.toMatchObject({ code: 'cancelled' });
    expect([readFileSync(target, 'utf8'), readdirSync(folder)]).toEqual(['the old one', ['planning.pdf']]);
  });

  it('says that a folder is gone, and that a folder stands in its place', async () => {
    const gone = writeWhole(join(folder, 'gone', 'a.pdf'), Buffer.from('new'));
    await expect(gone).rejects.toMatchObject({ code: 'file-missing' });
    mkdirSync(join(folder, 'taken.pdf'));
    await expect(writeWhole(join(folder, 'taken.pdf'), Buffer.from('new'))).rejects.toBeInstanceOf(AppError);
    expect(readdirSync(folder).toSorted()).toEqual(['planning.pdf', 'taken.pdf']);
  });

  it('passes on what it knows no words for', async () => {
    await expect(writeWhole(target, Buffer.from('new'), { disk: cannotOpen('EIO') })).rejects.toMatchObject({
      code: 'EIO',
    });
  });
});
