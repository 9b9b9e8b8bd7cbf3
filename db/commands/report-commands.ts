/** Committees, and the reports issued for them: written once, drawn from their own lines for ever. */
import type { IsoDate } from '../../shared/domain/iso-date.ts';
import type { Diffusion } from '../../shared/paper/cartouche.ts';
import { editionLines } from '../../shared/paper/edition-lines.ts';
import { weatherReport } from '../../shared/paper/weather-report.ts';
import type { Basis } from '../../shared/views/common.ts';
import { spellHaveVector } from '../baseline-vector.ts';
import { newId } from '../new-id.ts';
import type { Workspace } from '../open-workspace.ts';
import { assertPlannedDay } from '../planned-day.ts';
import { getPaperView } from '../queries/paper-view.ts';
import { getLastWeather } from '../queries/report-editions.ts';
import { atomically } from '../write/atomically.ts';
import type { Committed } from '../write/commit.ts';
import { assertRow } from './assert-row.ts';

/** Notes a meeting. @throws AppError `bad-request` for a day no plan may hold */
export function createCommittee(
  workspace: Workspace,
  { basis, name, day, kind }: { basis: Basis; name: string; day: IsoDate; kind: string | null },
): Committed & { id: string } {
  assertPlannedDay(day);
  const id = newId();
  return {
    id,
    ...workspace.commit([{ kind: 'create', table: 'committee', id, values: { name, day, kind } }], basis),
  };
}

/** Forgets a meeting; what was issued for it keeps its name. */
export function deleteCommittee(
  workspace: Workspace,
  { id, basis }: { id: string; basis: Basis },
): Committed {
  assertRow(workspace, 'committee', id);
  return workspace.commit([{ kind: 'delete', table: 'committee', id }], basis);
}

/**
 * Issues the météo of today: one save of insert-only rows. It is of all that is held, compared with the edition before.
 * @throws AppError `not-found` for an unknown committee
 */
export function issueWeather(
  workspace: Workspace,
  input: { committeeId: string | null; since: string | null; diffusion: Diffusion },
  today: IsoDate,
): Committed & { id: string } {
  const { committeeId, since, diffusion } = input;
  if (committeeId !== null) assertRow(workspace, 'committee', committeeId);
  return atomically(workspace.gate, () => {
    const db = workspace.gate.db;
    const previous = getLastWeather(db);
    const view = getPaperView(db, { since }, today);
    const report = weatherReport(view, previous, diffusion);
    const id = newId();
    const version = (previous?.issued?.version ?? 0) + 1;
    const edition = {
      report: 'weather',
      committee: committeeId,
      committeeName: committeeId === null ? null : nameOf(workspace, committeeId),
      issuedOn: today,
      dataDate: report.dataDate,
      since: report.since,
      groupName: report.groupName,
      author: report.author,
      version,
      previous: previous?.issued?.id ?? null,
      diffusion,
      vector: spellHaveVector(db),
    };
    const lines = editionLines(report).map(
      (values) =>
        ({ kind: 'create', table: 'report_line', id: newId(), values: { edition: id, ...values } }) as const,
    );
    // For good: what was handed out is not taken back by a step of undo.
    const committed = workspace.commitForGood([
      { kind: 'create', table: 'report_edition', id, values: edition },
      ...lines,
    ]);
    return { id, ...committed };
  });
}

function nameOf(workspace: Workspace, id: string): string {
  const row = workspace.gate.db
    .prepare<[string], { name: string | null }>('SELECT name FROM committee WHERE id = ?')
    .get(id);
  return row?.name ?? '';
}
