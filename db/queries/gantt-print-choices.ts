import { printChoicesSchema, type PrintChoices } from '../../shared/gantt/print-choices.ts';
import type { ReadDb } from '../sqlite.ts';
import { getSetting } from './setting-queries.ts';

/** Key of the local setting that holds them, as JSON. */
export const GANTT_PRINT_SETTING = 'planning.print';

/** What was last chosen here for the printed planning; null where nothing was, or this version cannot read it. */
export function getGanttPrintChoices(db: ReadDb): PrintChoices | null {
  const text = getSetting(db, GANTT_PRINT_SETTING);
  return text === null ? null : (printChoicesSchema.safeParse(JSON.parse(text)).data ?? null);
}
