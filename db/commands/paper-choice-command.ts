/** Choices for printed documents: a local setting, written past the log and never undone. */
import type { PrintChoices } from '../../shared/gantt/print-choices.ts';
import type { PaperRequest } from '../../shared/paper/paper-request.ts';
import type { Workspace } from '../open-workspace.ts';
import { GANTT_PRINT_SETTING } from '../queries/gantt-print-choices.ts';
import { getPaperChoices, PAPER_CHOICES_SETTING } from '../queries/paper-choices.ts';
import { putSetting } from '../write/local-tables.ts';

/** Remembers the choices of a request for its document; its edition and its subject are not choices. */
export function keepPaperChoice(
  workspace: Workspace,
  { edition: _edition, issue: _issue, subject: _subject, ...choice }: PaperRequest,
): void {
  const others = getPaperChoices(workspace.gate.db).choices.filter(
    ({ document }) => document !== choice.document,
  );
  putSetting(workspace.gate, PAPER_CHOICES_SETTING, JSON.stringify([...others, choice]));
  workspace.changed(['setting']);
}

/** Remembers the choices for the printed planning. */
export function keepGanttPrintChoices(workspace: Workspace, choices: PrintChoices): void {
  putSetting(workspace.gate, GANTT_PRINT_SETTING, JSON.stringify(choices));
  workspace.changed(['setting']);
}
