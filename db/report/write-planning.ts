import path from 'node:path';
import type { IsoDate } from '../../shared/domain/iso-date.ts';
import { createTranslate } from '../../shared/i18n/translate.ts';
import type { PlanningChoice, PlanningFormat } from '../../shared/views/planning-choice.ts';
import type { WrittenTable } from '../../shared/views/table-file.ts';
import { getSettings } from '../commands/setting-commands.ts';
import type { Workspace } from '../open-workspace.ts';
import { getReferenceLists } from '../queries/reference-queries.ts';
import { getGroup } from '../queries/workspace-queries.ts';
import { writeFileAtomic } from '../write-file-atomic.ts';
import { getChosenMilestones } from './chosen-milestones.ts';
import { listMilestoneRevisions, milestoneCalendar } from './milestone-calendar.ts';
import { planningTable, type StatusLabel } from './planning-table.ts';
import type { OnSlice } from './table-xlsx.ts';
import { writeTable } from './write-table.ts';

/**
 * Writes the milestones a planning shows, as a table or as a calendar; `rows` counts what is in the file.
 * @throws AppError `disk-full`, `no-permission` or `file-missing`
 */
export async function writePlanning(
  workspace: Workspace,
  { file, format }: { readonly file: string; readonly format: PlanningFormat },
  choice: PlanningChoice,
  today: IsoDate,
  onSlice?: OnSlice,
): Promise<WrittenTable> {
  const { reader } = workspace;
  const { language } = getSettings(reader);
  const label = statusLabel(workspace);
  const { chosen, revisions } = reader.snapshot(() => ({
    chosen: getChosenMilestones(reader, choice, today),
    revisions: format === 'ics' ? listMilestoneRevisions(reader) : new Map(),
  }));
  if (format !== 'ics')
    return writeTable(workspace, { file, format }, planningTable(chosen, language, label), today, onSlice);
  const t = createTranslate(language);
  const name = [t('export.calendar'), getGroup(reader)?.name].filter(Boolean).join(' · ');
  const { text, events } = await milestoneCalendar(chosen, revisions, { name, language, label });
  const bytes = Buffer.from(text, 'utf8');
  writeFileAtomic(file, bytes);
  return { fileName: path.basename(file), bytes: bytes.length, rows: events };
}

function statusLabel({ reader }: Workspace): StatusLabel {
  const { language } = getSettings(reader);
  const { lists } = getReferenceLists(reader);
  return (list, code) => {
    const value = lists[list]?.find((candidate) => candidate.code === code);
    return (language === 'en' ? value?.labelEn : value?.label) ?? code;
  };
}
