import { Button, Group } from '@mantine/core';
import { IconCalendarCog, IconCheck, IconPlus, IconTrash } from '@tabler/icons-react';
import { useEffect, useMemo, useRef, useState } from 'react';
import {
  type DeploymentView,
  type MilestonePatch,
  type MilestoneRow,
} from '../../../shared/views/deployment-view.ts';
import { DataTable, type TableSource } from '../../components/data-table/data-table.tsx';
import { useConfirm } from '../../components/use-confirm.tsx';
import { useLabels } from '../../components/use-labels.ts';
import { useNotify } from '../../components/use-notify.tsx';
import { TableExport } from '../../components/table-export.tsx';
import { useText } from '../../i18n.ts';
import { useCommand } from '../../rpc/hooks.ts';
import { AddMilestone } from './add-milestone.tsx';
import classes from './deployment.module.css';
import { milestoneColumns, OwnLabels } from './milestone-columns.tsx';
import { BLOCKED, type ReasonRequest } from './milestone-editors.tsx';
import { PlanBackward } from './plan-backward.tsx';
import { ReasonDialog } from './reason-dialog.tsx';
import { useMilestoneEdits } from './use-milestone-edits.ts';

interface MilestoneTableProps {
  readonly view: DeploymentView;
  /** Row to show and select first. */
  readonly revealId: string | null;
  readonly onActive: (milestone: MilestoneRow) => void;
  /** Asks to see how a milestone is scheduled. */
  readonly onPlan: (milestone: MilestoneRow) => void;
}

const rowId = (row: MilestoneRow): string => row.id;

/** The milestones of a deployment, edited in place. */
export function MilestoneTable({ view, revealId, onActive, onPlan }: MilestoneTableProps) {
  const { t } = useText();
  const labels = useLabels();
  const edits = useMilestoneEdits(view);
  const [asked, setAsked] = useState<ReasonRequest | null>(null);
  const [activeId, setActiveId] = useState<string | null>(revealId ?? view.milestones[0]?.id ?? null);
  const table = useRef<HTMLDivElement>(null);
  const source: TableSource = useRef(null);
  const [added, setAdded] = useState<string | null>(null);
  const active = view.milestones.find((row) => row.id === activeId) ?? null;

  const ownLabels = useMemo(() => new Set(view.milestones.map(({ label }) => label)), [view.milestones]);

  const columns = useMemo(
    () =>
      milestoneColumns({
        t,
        labels,
        edits,
        people: view.people.map((person) => ({
          value: person.id,
          label: person.establishmentName ? `${person.name} · ${person.establishmentName}` : person.name,
        })),
        lastComments: new Map(
          view.comments.flatMap((comment) =>
            comment.milestoneId ? [[comment.milestoneId, comment.text]] : [],
          ),
        ),
        onReason: setAsked,
      }),
    [t, labels, edits, view.people, view.comments],
  );
  // Coming from the keyboard of another screen, the keyboard goes on here.
  useEffect(() => {
    // Unless the reader is already at something of this screen, beside the table.
    if (document.activeElement?.contains(table.current))
      gridIn(table.current)?.focus({ preventScroll: true });
  }, []);
  const remove = useRemoveMilestone(view.basis);
  const section = useMemo(
    () => ({
      header: t('deployment.phase'),
      of: (row: MilestoneRow) => (row.phase === null ? null : labels.label('phase', row.phase)),
    }),
    [t, labels],
  );
  const activate = (row: MilestoneRow): void => {
    setActiveId(row.id);
    onActive(row);
  };
  return (
    <section className={classes.milestones} aria-label={t('deployment.milestones')}>
      <Group className={classes.tableHead} gap="sm">
        <h2 className={classes.heading}>
          {t('deployment.milestonesCount', { count: view.milestones.length })}
        </h2>
        <AddMilestone view={view} onAdded={setAdded}>
          <IconPlus size={16} stroke={1.5} aria-hidden="true" />
        </AddMilestone>
        <Button
          variant="subtle"
          color="gray"
          size="compact-sm"
          disabled={active === null}
          leftSection={<IconCalendarCog size={16} stroke={1.5} aria-hidden="true" />}
          onClick={() => active && onPlan(active)}
        >
          {t('deployment.plan.open')}
        </Button>
        <PlanBackward view={view} />
        <ConfirmMilestone view={view} milestone={active} />
        <Button
          variant="subtle"
          color="gray"
          size="compact-sm"
          disabled={active === null}
          leftSection={<IconTrash size={16} stroke={1.5} aria-hidden="true" />}
          onClick={() => active && remove(active)}
        >
          {t('deployment.deleteMilestone')}
        </Button>
        <span className={classes.export}>
          <TableExport
            title={t('deployment.tableTitle', {
              domain: view.domain.label,
              site: view.establishment.shortName,
            })}
            source={source}
          />
        </span>
      </Group>
      <div ref={table} className={classes.table}>
        <OwnLabels value={ownLabels}>
          <DataTable
            label={t('deployment.milestones')}
            source={source}
            rows={view.milestones}
            columns={columns}
            rowId={rowId}
            section={section}
            revealId={added ?? revealId}
            onActiveRow={activate}
            onDelete={remove}
          />
        </OwnLabels>
      </div>
      {asked && (
        <ReasonDialog
          title={t('deployment.cellOf', { column: statusWord(asked), label: asked.row.label })}
          initial={asked.status === BLOCKED ? asked.row.blockedReason : asked.row.statusReason}
          onSave={(reason) => edits.save(asked.row.id, reasonPatch(asked, reason), asked.basis)}
          onClose={closeReason}
        />
      )}
    </section>
  );

  /** The keyboard goes on where the status was chosen. */
  function closeReason(): void {
    setAsked(null);
    gridIn(table.current)?.focus();
  }
  function statusWord({ status }: ReasonRequest): string {
    return status === BLOCKED ? t('deployment.blocked') : labels.label('milestone_status', status);
  }
}

function gridIn(element: HTMLElement | null): HTMLElement | null {
  return element?.querySelector<HTMLElement>('[role="grid"]') ?? null;
}

/** What a reason given changes; a reason that did not change is not sent again. */
function reasonPatch({ row, status }: ReasonRequest, reason: string): MilestonePatch {
  if (status === BLOCKED) return { blockedReason: reason };
  return row.statusReason === reason ? { status } : { status, statusReason: reason };
}

function useRemoveMilestone(basis: string): (milestone: MilestoneRow) => void {
  const { t } = useText();
  const confirm = useConfirm();
  const notify = useNotify();
  const { mutate } = useCommand('milestone.delete');
  return (milestone) => {
    void confirm({
      title: t('deployment.deleteTitle'),
      text: t('deployment.deleteText', { label: milestone.label }),
      action: t('common.delete'),
      danger: true,
    }).then((agreed) => {
      if (agreed) mutate({ id: milestone.id, basis }, { onError: notify.failed });
    });
  };
}

interface ConfirmMilestoneProps {
  readonly view: DeploymentView;
  readonly milestone: MilestoneRow | null;
}

/** Says that the selected milestone still holds as shown. */
function ConfirmMilestone({ view, milestone }: ConfirmMilestoneProps) {
  const { t } = useText();
  const notify = useNotify();
  const confirm = useCommand('deployment.confirm');
  return (
    <Button
      variant="subtle"
      color="gray"
      size="compact-sm"
      disabled={milestone === null}
      loading={confirm.isPending}
      leftSection={<IconCheck size={16} stroke={1.5} aria-hidden="true" />}
      onClick={() =>
        milestone &&
        confirm.mutate(
          { id: view.id, milestoneId: milestone.id, basis: view.basis },
          {
            onSuccess: () => notify.done(t('deployment.confirmedMilestone', { label: milestone.label })),
            onError: notify.failed,
          },
        )
      }
    >
      {t('deployment.confirmMilestone')}
    </Button>
  );
}
