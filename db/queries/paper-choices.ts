import { paperChoicesSchema, type PaperChoices } from '../../shared/paper/paper-request.ts';
import type { ReadDb } from '../sqlite.ts';
import { getSetting } from './setting-queries.ts';

/** Key of the local setting that holds them, as JSON. */
export const PAPER_CHOICES_SETTING = 'paper.choices';

/** What was last chosen here for each document; nothing that this version cannot read. */
export function getPaperChoices(db: ReadDb): PaperChoices {
  const text = getSetting(db, PAPER_CHOICES_SETTING);
  const read = text === null ? null : paperChoicesSchema.safeParse({ choices: JSON.parse(text) });
  return read?.success ? read.data : { choices: [] };
}
