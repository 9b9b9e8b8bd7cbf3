import { Button, Group, Modal, SegmentedControl, Stack, TextInput } from '@mantine/core';
import { type FormEvent, type ReactNode, useState } from 'react';
import { formatDate } from '../../../shared/i18n/format.ts';
import type { DeploymentView, MilestoneRow } from '../../../shared/views/deployment-view.ts';
import { DateField } from '../../components/date-field.tsx';
import { useNotify } from '../../components/use-notify.tsx';
import { useText } from '../../i18n.ts';
import { useCommand } from '../../rpc/hooks.ts';
import { dateConflict } from './milestone-checks.ts';

interface AddMilestoneProps {
  readonly view: DeploymentView;
  /** Told the id of the new milestone. */
  readonly onAdded: (id: string | null) => void;
  /** Icon of the button. */
  readonly children: ReactNode;
}

/** A button that opens the small form of a new milestone. */
export function AddMilestone({ view, onAdded, children }: AddMilestoneProps) {
  const { t } = useText();
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button
        variant="subtle"
        size="compact-sm"
        leftSection={children}
        aria-haspopup="dialog"
        onClick={() => setOpen(true)}
      >
        {t('deployment.addMilestone')}
      </Button>
      <Modal
        opened={open}
        onClose={() => setOpen(false)}
        title={t('deployment.addMilestone')}
        closeButtonProps={{ 'aria-label': t('common.close') }}
      >
        <AddForm view={view} onAdded={onAdded} onClose={() => setOpen(false)} />
      </Modal>
    </>
  );
}

type Kind = MilestoneRow['kind'];
const kinds: readonly Kind[] = ['task', 'milestone', 'gate'];

interface AddFormProps {
  readonly view: DeploymentView;
  readonly onAdded: (id: string | null) => void;
  readonly onClose: () => void;
}

function AddForm({ view, onAdded, onClose }: AddFormProps) {
  const { t } = useText();
  const notify = useNotify();
  const create = useCommand('milestone.create');
  const [basis] = useState(view.basis);
  const [label, setLabel] = useState('');
  const [kind, setKind] = useState<Kind>('task');
  const [plannedStart, setStart] = useState<string | null>(null);
  const [plannedEnd, setEnd] = useState<string | null>(null);
  const [tried, setTried] = useState(false);
  const oneDay = kind === 'gate';
  const conflict = dateConflict({ kind, plannedStart, plannedEnd }, 'plannedEnd', plannedEnd);
  const add = (event: FormEvent): void => {
    event.preventDefault();
    setTried(true);
    if (label.trim() === '' || conflict !== null) return;
    create.mutate(
      {
        deploymentId: view.id,
        basis,
        label,
        kind,
        plannedStart: oneDay ? plannedEnd : plannedStart,
        plannedEnd,
      },
      {
        onSuccess: ({ id }) => {
          onAdded(id);
          onClose();
        },
        onError: notify.failed,
      },
    );
  };
  return (
    <form onSubmit={add}>
      <Stack gap="sm">
        <TextInput
          label={t('deployment.milestone')}
          value={label}
          maxLength={300}
          data-autofocus
          error={tried && label.trim() === '' ? t('deployment.labelNeeded') : undefined}
          onChange={(event) => setLabel(event.currentTarget.value)}
        />
        <SegmentedControl
          aria-label={t('deployment.kind')}
          data={kinds.map((value) => ({ value, label: t(`deployment.kind-${value}`) }))}
          value={kind}
          onChange={(value) => setKind(kinds.find((known) => known === value) ?? 'task')}
        />
        <Group grow align="flex-start">
          {!oneDay && <DateField label={t('deployment.start')} value={plannedStart} onChange={setStart} />}
          <DateField
            label={oneDay ? t('deployment.day') : t('deployment.end')}
            value={plannedEnd}
            onChange={setEnd}
            error={
              conflict === null ? undefined : t('deployment.endBeforeStart', { day: formatDate(conflict) })
            }
          />
        </Group>
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t('common.cancel')}
          </Button>
          <Button type="submit" loading={create.isPending}>
            {t('common.add')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
