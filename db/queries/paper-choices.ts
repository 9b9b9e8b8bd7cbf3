import { isIsoDate } from '../../shared/domain/iso-date.ts';
import { paperChoicesSchema, type PaperChoices } from '../../shared/paper/paper-request.ts';
import type { ReadDb } from '../sqlite.ts';
import { getSetting } from './setting-queries.ts';

/** Key of the local setting that holds them, as JSON. */
export const PAPER_CHOICES_SETTING = 'paper.choices';

/**
 * What was last chosen here for each document; nothing that this version cannot read, and the last committee in place of
 * one that is no longer there.
 */
export function getPaperChoices(db: ReadDb): PaperChoices {
  const text = getSetting(db, PAPER_CHOICES_SETTING);
  const read = text === null ? null : paperChoicesSchema.safeParse({ choices: JSON.parse(text) });
  if (!read?.success) return { choices: [] };
  const committees = new Set(
    db
      .prepare<[], { id: string }>('SELECT id FROM committee WHERE deleted = 0')
      .all()
      .map(({ id }) => id),
  );
  const isThere = (since: string | null) =>
    since === null || since === 'month' || isIsoDate(since) || committees.has(since);
  return {
    choices: read.data.choices.map((choice) => (isThere(choice.since) ? choice : { ...choice, since: null })),
  };
}
