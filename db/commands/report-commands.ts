/** Committees, and the reports issued for them: written once, drawn from their own lines for ever. */
import type { IsoDate } from '../../shared/domain/iso-date.ts';
import type { FieldValue, RowValues } from '../../shared/domain/registry.ts';
import type { Diffusion } from '../../shared/paper/cartouche.ts';
import { editionLines } from '../../shared/paper/edition-lines.ts';
import type { PaperPage } from '../../shared/paper/shapes.ts';
import { weatherReport } from '../../shared/paper/weather-report.ts';
import { AppError } from '../../shared/rpc/app-error.ts';
import type { Basis } from '../../shared/views/common.ts';
import { spellHaveVector } from '../baseline-vector.ts';
import { newId } from '../new-id.ts';
import type { Workspace } from '../open-workspace.ts';
import { assertPlannedDay } from '../planned-day.ts';
import { getPaperView } from '../queries/paper-view.ts';
import { getLastVersion, getLastWeather } from '../queries/report-editions.ts';
import { getDataDate, getGroup, getMe } from '../queries/workspace-queries.ts';
import { contentPieces } from '../report/edition-content.ts';
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
  return atomically(workspace.gate, () => {
    const db = workspace.gate.db;
    const previous = getLastWeather(db);
    const report = weatherReport(getPaperView(db, { since }, today), previous, diffusion);
    const edition = {
      ...editionOf(workspace, { committeeId, diffusion }, today),
      report: 'weather',
      dataDate: report.dataDate,
      since: report.since,
      groupName: report.groupName,
      author: report.author,
      version: (previous?.issued?.version ?? 0) + 1,
      previous: previous?.issued?.id ?? null,
    };
    return writeEdition(workspace, edition, 'report_line', editionLines(report));
  });
}

/** A document as it was laid out to be handed out. */
export interface IssuedDocument {
  readonly document: string;
  /** Id of what it is about. */
  readonly subject: string | null;
  readonly title: string;
  readonly committeeId: string | null;
  readonly diffusion: Diffusion;
  /** The number its sheets carry. */
  readonly version: number;
  readonly pages: readonly PaperPage[];
}

/**
 * Issues a document on its sheets: one save of insert-only rows.
 * @throws AppError `not-found` for an unknown committee, `refused` where its number was given to another meanwhile
 */
export function issueDocument(
  workspace: Workspace,
  { document, subject, title, committeeId, diffusion, version, pages }: IssuedDocument,
  today: IsoDate,
): Committed & { id: string } {
  const pieces = contentPieces(pages);
  return atomically(workspace.gate, () => {
    const db = workspace.gate.db;
    if (version !== getLastVersion(db, document, subject) + 1)
      throw new AppError('refused', { key: 'error.edition-version' });
    const edition = {
      ...editionOf(workspace, { committeeId, diffusion }, today),
      report: document,
      subject,
      title,
      version,
      dataDate: getDataDate(db),
      groupName: getGroup(db)?.name ?? '',
      author: getMe(db)?.name ?? null,
    };
    return writeEdition(
      workspace,
      edition,
      'report_content',
      pieces.map((content, position) => ({ position, content })),
    );
  });
}

/** What every edition says of itself. @throws AppError `not-found` for an unknown committee */
function editionOf(
  workspace: Workspace,
  { committeeId, diffusion }: { readonly committeeId: string | null; readonly diffusion: Diffusion },
  today: IsoDate,
) {
  if (committeeId !== null) assertRow(workspace, 'committee', committeeId);
  return {
    committee: committeeId,
    committeeName: committeeId === null ? null : nameOf(workspace, committeeId),
    issuedOn: today,
    diffusion,
    vector: spellHaveVector(workspace.gate.db),
  };
}

/** For good: what was handed out is not taken back by a step of undo. */
function writeEdition(
  workspace: Workspace,
  edition: Partial<RowValues<'report_edition'>>,
  table: 'report_line' | 'report_content',
  rows: readonly Readonly<Record<string, FieldValue>>[],
): Committed & { id: string } {
  const id = newId();
  const committed = workspace.commitForGood([
    { kind: 'create', table: 'report_edition', id, values: edition },
    ...rows.map(
      (values) => ({ kind: 'create', table, id: newId(), values: { edition: id, ...values } }) as const,
    ),
  ]);
  return { id, ...committed };
}

function nameOf(workspace: Workspace, id: string): string {
  const row = workspace.gate.db
    .prepare<[string], { name: string | null }>('SELECT name FROM committee WHERE id = ?')
    .get(id);
  return row?.name ?? '';
}
