import path from 'node:path';
import { createTranslate } from '../../shared/i18n/translate.ts';
import { type Ask, composeParts } from '../../shared/paper/document.ts';
import type { PaperRequest } from '../../shared/paper/paper-request.ts';
import type { PaperSetting } from '../../shared/paper/setting.ts';
import { slidesOf } from '../../shared/paper/slides.ts';
import { getSettings } from '../commands/setting-commands.ts';
import type { Workspace } from '../open-workspace.ts';
import { getReferenceLists } from '../queries/reference-queries.ts';
import { writeFileAtomic } from '../write-file-atomic.ts';
import { slidesPptx } from './slides-pptx.ts';

/**
 * Writes a document as slides. What it holds is asked as the preview asks it.
 * @throws AppError `disk-full`, `no-permission`, `file-missing`, or what the document is refused with
 */
export async function writeSlides(
  workspace: Workspace,
  file: string,
  request: PaperRequest,
  ask: Ask,
): Promise<{ fileName: string; bytes: number; slides: number }> {
  const setting = settingOf(workspace);
  // On the largest sheet the least is left out.
  const { title, parts, imprint } = await composeParts({ ...request, paper: 'A3' }, ask, setting);
  const slides = slidesOf(parts, imprint, setting, request.document === 'pack' ? { title } : null);
  const bytes = await slidesPptx(slides, {
    title: `${title} · ${imprint.group}`,
    author: imprint.author,
    group: imprint.group,
    language: setting.language === 'en' ? 'en-GB' : 'fr-FR',
  });
  writeFileAtomic(file, bytes);
  return { fileName: path.basename(file), bytes: bytes.length, slides: slides.length };
}

function settingOf({ reader }: Workspace): PaperSetting {
  const { language } = getSettings(reader);
  const { lists } = getReferenceLists(reader);
  return {
    t: createTranslate(language),
    language,
    label: (list, code) => {
      const value = lists[list]?.find((candidate) => candidate.code === code);
      return (language === 'en' ? value?.labelEn : value?.label) ?? code;
    },
    // Parts choose by it what to leave out for a sheet to hold the rest; slides go on over the next one.
    measure: () => 0,
  };
}
