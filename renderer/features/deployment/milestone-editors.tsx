import { useState } from 'react';
import { formatDate } from '../../../shared/i18n/format.ts';
import type { MilestoneRow } from '../../../shared/views/deployment-view.ts';
import { DateEditor, SelectEditor, TextEditor } from '../../components/data-table/cell-editors.tsx';
import type { CellEdit } from '../../components/data-table/table-features.ts';
import { useText } from '../../i18n.ts';
import { type DateField, dateConflict, datePatch, statusNeedsReason } from './milestone-checks.ts';
import type { MilestoneEdits } from './use-milestone-edits.ts';

export interface Choice {
  readonly value: string;
  readonly label: string;
}

interface EditorProps {
  readonly row: MilestoneRow;
  readonly edit: CellEdit;
  readonly edits: MilestoneEdits;
  readonly label: string;
}

/** The row and the basis as they were when the editor opened, whatever arrives meanwhile. */
function useOpened(
  row: MilestoneRow,
  edits: MilestoneEdits,
): { readonly row: MilestoneRow; readonly basis: string } {
  const [opened] = useState(() => ({ row, basis: edits.basis() }));
  return opened;
}

/** Edits the start or the end; an end before the start is said in the field and not sent. */
export function MilestoneDateEditor({ field, ...props }: EditorProps & { readonly field: DateField }) {
  const { t } = useText();
  const { row, basis } = useOpened(props.row, props.edits);
  return (
    <DateEditor
      label={props.label}
      value={row[field]}
      edit={props.edit}
      check={(day) => {
        const other = dateConflict(row, field, day);
        if (other === null) return null;
        const key = field === 'plannedStart' ? 'deployment.startAfterEnd' : 'deployment.endBeforeStart';
        return t(key, { day: formatDate(other) });
      }}
      onSave={(day) => props.edits.move(row, datePatch(row, field, day), basis)}
    />
  );
}

/** Edits the label, which may not be emptied. */
export function MilestoneLabelEditor(props: EditorProps) {
  const { t } = useText();
  const { row, basis } = useOpened(props.row, props.edits);
  return (
    <TextEditor
      label={props.label}
      value={row.label}
      edit={props.edit}
      maxLength={300}
      check={(text) => (text === null ? t('deployment.labelNeeded') : null)}
      onSave={(text) => (text === null ? undefined : props.edits.save(row.id, { label: text }, basis))}
    />
  );
}

/** Writes a new comment on the milestone; what was written before stays. */
export function MilestoneCommentEditor(props: EditorProps) {
  const { row, basis } = useOpened(props.row, props.edits);
  return (
    <TextEditor
      label={props.label}
      value={null}
      edit={props.edit}
      maxLength={10_000}
      onSave={(text) => (text === null ? undefined : props.edits.comment(row.id, text, basis))}
    />
  );
}

/** Chooses the owner among the people of the group, those of the site first. */
export function MilestoneOwnerEditor(props: EditorProps & { readonly people: readonly Choice[] }) {
  const { row, basis } = useOpened(props.row, props.edits);
  return (
    <SelectEditor
      label={props.label}
      value={row.ownerId}
      options={props.people}
      edit={props.edit}
      allowNone
      onSave={(ownerId) => props.edits.save(row.id, { ownerId }, basis)}
    />
  );
}

const LEVELS = [0, 25, 50, 75, 100];

/** The five levels of progress in percent, and the present one when it is between two. */
export function progressLevels(present: number | null): number[] {
  return [...new Set(present === null ? LEVELS : [...LEVELS, present])].toSorted((a, b) => a - b);
}

/** Chooses a progress among five levels, and the present one when it is between two. */
export function MilestoneProgressEditor(props: EditorProps) {
  const { t } = useText();
  const { row, basis } = useOpened(props.row, props.edits);
  return (
    <SelectEditor
      label={props.label}
      value={row.progress === null ? null : String(row.progress)}
      options={progressLevels(row.progress).map((level) => ({
        value: String(level),
        label: t('deployment.percent', { value: level }),
      }))}
      edit={props.edit}
      onSave={(level) => props.edits.save(row.id, { progress: level === null ? null : Number(level) }, basis)}
    />
  );
}

/** Says what a gate led to, or that it has not yet. */
export function MilestoneVerdictEditor(props: EditorProps & { readonly verdicts: readonly Choice[] }) {
  const { row, basis } = useOpened(props.row, props.edits);
  return (
    <SelectEditor
      label={props.label}
      value={row.verdict}
      options={props.verdicts}
      edit={props.edit}
      allowNone
      onSave={(verdict) => props.edits.save(row.id, { verdict }, basis)}
    />
  );
}

/** Asks why a milestone is put in a status, or blocked; answers through `MilestoneEdits.save`. */
export interface ReasonRequest {
  readonly row: MilestoneRow;
  /** A status that needs a reason, or `blocked`. */
  readonly status: string;
  readonly basis: string;
}

export const BLOCKED = 'blocked';
export const UNBLOCKED = 'unblocked';

interface StatusEditorProps extends EditorProps {
  readonly statuses: readonly Choice[];
  readonly onReason: (request: ReasonRequest) => void;
}

/** Chooses a status; being blocked stands beside the statuses, and some statuses ask for a reason first. */
export function MilestoneStatusEditor({ statuses, onReason, ...props }: StatusEditorProps) {
  const { t } = useText();
  const { row, basis } = useOpened(props.row, props.edits);
  const choices = [
    ...statuses,
    row.blockedReason === null
      ? { value: BLOCKED, label: t('deployment.block') }
      : { value: UNBLOCKED, label: t('deployment.unblock') },
  ];
  const choose = (status: string | null): void => {
    if (status === null) return;
    if (status === UNBLOCKED) props.edits.save(row.id, { blockedReason: null }, basis);
    else if (status === BLOCKED || statusNeedsReason(status)) onReason({ row, status, basis });
    else props.edits.save(row.id, { status }, basis);
  };
  return (
    <SelectEditor
      label={props.label}
      value={row.status}
      options={choices}
      edit={props.edit}
      onSave={choose}
    />
  );
}
