import { IconHourglass, IconMessage, IconSquareRotated } from '@tabler/icons-react';
import { createContext, useContext } from 'react';
import type { Translate } from '../../../shared/i18n/translate.ts';
import type { MilestoneRow } from '../../../shared/views/deployment-view.ts';
import type { GridColumn } from '../../components/data-table/table-features.ts';
import { DateText } from '../../components/date-text.tsx';
import type { Labels } from '../../../shared/views/labels.ts';
import { blockedText } from '../../components/blocked-text.ts';
import classes from './deployment.module.css';
import { MilestoneConstraints } from './milestone-constraints.tsx';
import {
  type Choice,
  MilestoneCommentEditor,
  MilestoneDateEditor,
  MilestoneLabelEditor,
  MilestoneOwnerEditor,
  MilestoneProgressEditor,
  MilestoneStatusEditor,
  MilestoneVerdictEditor,
  type ReasonRequest,
} from './milestone-editors.tsx';
import { MilestoneStatusMark } from './milestone-status-mark.tsx';
import type { MilestoneEdits } from './use-milestone-edits.ts';

/**
 * Labels of the deployment's own milestones: what waits for one of them needs no mark, the order shows it. Beside the
 * columns, so that an edit of a label does not draw every cell anew.
 */
export const OwnLabels = createContext<ReadonlySet<string>>(new Set());

export interface MilestoneColumnContext {
  readonly t: Translate;
  readonly labels: Labels;
  readonly edits: MilestoneEdits;
  readonly people: readonly Choice[];
  /** Newest comment of each milestone, by its id. */
  readonly lastComments: ReadonlyMap<string, string>;
  readonly onReason: (request: ReasonRequest) => void;
}

/** Columns of the milestones of a deployment, each with its editor. */
export function milestoneColumns(context: MilestoneColumnContext): GridColumn<MilestoneRow>[] {
  const { t, labels, edits, people, lastComments, onReason } = context;
  const label = (row: MilestoneRow, column: string): string =>
    t('deployment.cellOf', { column, label: row.label });
  const heads = {
    label: t('deployment.milestone'),
    start: t('deployment.start'),
    end: t('deployment.end'),
    status: t('deployment.status'),
    owner: t('deployment.owner'),
    progress: t('deployment.progress'),
    verdict: t('deployment.verdict'),
    comment: t('deployment.comment'),
  };
  return [
    {
      id: 'code',
      header: t('deployment.code'),
      width: 46,
      value: (row) => row.position,
      sheet: [{ header: t('deployment.code'), value: (row) => row.code }],
      cell: (row) => <span className={classes.quiet}>{row.code}</span>,
    },
    {
      id: 'label',
      header: heads.label,
      width: 204,
      grow: 2,
      value: (row) => row.label,
      cell: (row) => <MilestoneLabel row={row} t={t} />,
      editor: (row, edit) => (
        <MilestoneLabelEditor row={row} edit={edit} edits={edits} label={label(row, heads.label)} />
      ),
    },
    {
      id: 'start',
      header: heads.start,
      width: 124,
      value: (row) => row.plannedStart,
      sheet: [{ header: heads.start, kind: 'date', value: (row) => row.plannedStart }],
      cell: (row) => <DateText day={row.plannedStart} />,
      editor: (row, edit) => (
        <MilestoneDateEditor
          field="plannedStart"
          row={row}
          edit={edit}
          edits={edits}
          label={label(row, heads.start)}
        />
      ),
    },
    {
      id: 'end',
      header: heads.end,
      width: 124,
      value: (row) => row.plannedEnd,
      sheet: [{ header: heads.end, kind: 'date', value: (row) => row.plannedEnd }],
      cell: (row) => <DateText day={row.plannedEnd} late={row.late} />,
      editor: (row, edit) => (
        <MilestoneDateEditor
          field="plannedEnd"
          row={row}
          edit={edit}
          edits={edits}
          label={label(row, heads.end)}
        />
      ),
    },
    {
      id: 'status',
      header: heads.status,
      width: 170,
      value: (row) => labels.label('milestone_status', row.status),
      cell: (row) => <MilestoneStatusMark row={row} labels={labels} />,
      editor: (row, edit) => (
        <MilestoneStatusEditor
          row={row}
          edit={edit}
          edits={edits}
          label={label(row, heads.status)}
          statuses={labels.options('milestone_status')}
          onReason={onReason}
        />
      ),
    },
    {
      id: 'owner',
      header: heads.owner,
      width: 154,
      grow: 1,
      value: (row) => row.ownerName,
      cell: (row) => (
        <span className={row.ownerName === null ? classes.quiet : undefined}>
          {row.ownerName ?? t('deployment.nobody')}
        </span>
      ),
      editor: (row, edit) => (
        <MilestoneOwnerEditor
          row={row}
          edit={edit}
          edits={edits}
          people={people}
          label={label(row, heads.owner)}
        />
      ),
    },
    {
      id: 'progress',
      header: heads.progress,
      width: 140,
      align: 'end',
      value: (row) => (isGate(row) ? null : row.progress),
      sheet: [
        {
          header: heads.progress,
          kind: 'percent',
          value: (row) => (isGate(row) || row.progress === null ? null : row.progress / 100),
        },
        {
          header: heads.verdict,
          value: (row) => (row.verdict === null ? null : labels.label('gate_verdict', row.verdict)),
        },
      ],
      // A gate has no progress: what it leads to is its verdict.
      cell: (row) => (isGate(row) ? <Verdict row={row} t={t} labels={labels} /> : progressText(row, t)),
      editor: (row, edit) =>
        isGate(row) ? (
          <MilestoneVerdictEditor
            row={row}
            edit={edit}
            edits={edits}
            label={label(row, heads.verdict)}
            verdicts={labels.options('gate_verdict')}
          />
        ) : (
          <MilestoneProgressEditor row={row} edit={edit} edits={edits} label={label(row, heads.progress)} />
        ),
    },
    {
      id: 'comment',
      header: heads.comment,
      width: 126,
      grow: 1,
      value: (row) => row.commentCount,
      sheet: [
        { header: t('deployment.blockedWhy'), value: (row) => blockedText(t, row) },
        { header: t('deployment.lastComment'), value: (row) => lastComments.get(row.id) ?? null },
      ],
      cell: (row) => <MilestoneComments row={row} last={lastComments.get(row.id) ?? null} t={t} />,
      editor: (row, edit) => (
        <MilestoneCommentEditor
          row={row}
          edit={edit}
          edits={edits}
          label={label(row, t('deployment.newComment'))}
        />
      ),
    },
  ];
}

interface PartProps {
  readonly row: MilestoneRow;
  readonly t: Translate;
}

const isGate = (row: MilestoneRow): boolean => row.kind === 'gate';

function progressText(row: MilestoneRow, t: Translate): string | null {
  return row.progress ? t('deployment.percent', { value: row.progress }) : null;
}

function Verdict({ row, t, labels }: PartProps & Pick<MilestoneColumnContext, 'labels'>) {
  if (row.verdict === null) return <span className={classes.quiet}>{t('deployment.verdictDue')}</span>;
  const said = labels.label('gate_verdict', row.verdict);
  return <span title={said}>{said}</span>;
}

function MilestoneLabel({ row, t }: PartProps) {
  const ownLabels = useContext(OwnLabels);
  const elsewhere = row.waitsFor.filter((label) => !ownLabels.has(label));
  const waits = elsewhere.join(', ');
  return (
    <span className={classes.labelCell}>
      <span className={classes.clip} title={row.label}>
        {row.label}
      </span>
      {isGate(row) && (
        <span className={classes.gate} title={t('deployment.kind-gate')}>
          <IconSquareRotated size={13} stroke={1.5} aria-hidden="true" />
          <span className="visually-hidden">{t('deployment.gate')}</span>
        </span>
      )}
      <MilestoneConstraints row={row} />
      {elsewhere.length > 0 && (
        <span className={classes.waits} title={t('deployment.waitsFor', { labels: waits })}>
          <IconHourglass size={13} stroke={1.5} aria-hidden="true" />
          <span className="visually-hidden">{t('deployment.waitsFor', { labels: waits })}</span>
        </span>
      )}
    </span>
  );
}

function MilestoneComments({ row, last, t }: PartProps & { readonly last: string | null }) {
  const blocked = blockedText(t, row);
  if (row.commentCount === 0 && blocked === null) return null;
  return (
    <span className={classes.labelCell}>
      {row.commentCount > 0 && (
        <span className={classes.count}>
          <IconMessage size={14} stroke={1.5} aria-hidden="true" />
          {row.commentCount}
          <span className="visually-hidden">{t('deployment.commentCount', { count: row.commentCount })}</span>
        </span>
      )}
      <span className={classes.quietClip} title={blocked ?? last ?? undefined}>
        {blocked ?? last}
      </span>
    </span>
  );
}
