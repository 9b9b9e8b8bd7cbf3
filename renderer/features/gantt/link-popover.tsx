import { CloseButton, Group, Popover } from '@mantine/core';
import { lazy, Suspense } from 'react';
import type { GanttMilestone } from '../../../shared/gantt/gantt-view.ts';
import { LoadingState } from '../../components/loading-state.tsx';
import { useText } from '../../i18n.ts';
import styles from './gantt.module.css';

/** The link between two milestones, clicked at a place of the window. */
export interface ShownLink {
  readonly x: number;
  readonly y: number;
  readonly from: GanttMilestone;
  readonly to: GanttMilestone;
}

interface LinkPopoverProps {
  readonly link: ShownLink;
  readonly onClose: () => void;
}

const MilestoneLink = lazy(async () => ({ default: (await import('../deployment/index.ts')).MilestoneLink }));

/** Type, lag and removal of a drawn link, beside where it was clicked. */
export function LinkPopover({ link, onClose }: LinkPopoverProps) {
  const { t } = useText();
  const { from, to } = link;
  const title = t('gantt.link.title', { from: from.label, to: to.label });
  return (
    <Popover
      opened
      onChange={(opened) => (opened ? undefined : onClose())}
      position="bottom-start"
      trapFocus
      width={400}
      withinPortal
      withRoles={false}
      transitionProps={{ duration: 0 }}
    >
      <Popover.Target>
        <span className={styles.anchor} style={{ left: link.x, top: link.y }} />
      </Popover.Target>
      <Popover.Dropdown role="dialog" aria-label={title}>
        <Group justify="space-between" wrap="nowrap" align="flex-start" mb="xs">
          <strong>{title}</strong>
          <CloseButton size="sm" aria-label={t('common.close')} onClick={onClose} />
        </Group>
        <Suspense fallback={<LoadingState />}>
          <MilestoneLink
            deploymentId={to.deploymentId}
            milestoneId={to.id}
            otherId={from.id}
            onGone={onClose}
          />
        </Suspense>
      </Popover.Dropdown>
    </Popover>
  );
}
