import { Checkbox, SegmentedControl, SimpleGrid, Stack } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { formatDate } from '../../../shared/i18n/format.ts';
import type { DeploymentView, MilestonePatch, MilestoneRow } from '../../../shared/views/deployment-view.ts';
import { DateField } from '../../components/date-field.tsx';
import { DetailPanel } from '../../components/detail-panel.tsx';
import { useNotify } from '../../components/use-notify.tsx';
import { useText } from '../../i18n.ts';
import { useCommand } from '../../rpc/hooks.ts';
import classes from './deployment.module.css';
import { DeadlineMargin } from './deadline-margin.tsx';
import { LinkForm } from './link-form.tsx';
import { LinkList } from './link-list.tsx';
import { limitConflict } from './milestone-checks.ts';
import { WorkFields } from './work-fields.tsx';

interface MilestonePlanPanelProps {
  readonly view: DeploymentView;
  readonly milestone: MilestoneRow;
  readonly onClose: () => void;
  /** Whether the keyboard goes to the field that links it. */
  readonly focusLinks?: boolean;
  /** What stands above. */
  readonly children?: ReactNode;
}

/** How a milestone gets its dates: by hand or from what it waits for, within which limits, and its links. */
export function MilestonePlanPanel({
  view,
  milestone,
  onClose,
  focusLinks = false,
  children,
}: MilestonePlanPanelProps) {
  const { t } = useText();
  const links = view.links.filter((link) => link.milestoneId === milestone.id);
  return (
    <DetailPanel title={t('deployment.plan.title', { label: milestone.label })} onClose={onClose}>
      <Stack gap="lg" key={milestone.id}>
        {children}
        <PlanFields view={view} milestone={milestone} />
        <WorkFields view={view} milestone={milestone} />
        {(['predecessor', 'successor'] as const).map((role) => (
          <LinkList
            key={role}
            role={role}
            links={links.filter((link) => link.role === role)}
            ownDeploymentId={view.id}
            basis={view.basis}
          />
        ))}
        <LinkForm view={view} milestone={milestone} focused={focusLinks} />
      </Stack>
    </DetailPanel>
  );
}

interface PlanFieldsProps {
  readonly view: DeploymentView;
  readonly milestone: MilestoneRow;
}

const limits = ['notBefore', 'notAfter', 'fixedOn', 'deadline'] as const;
type Limit = (typeof limits)[number];

function PlanFields({ view, milestone }: PlanFieldsProps) {
  const { t } = useText();
  const notify = useNotify();
  const { mutate } = useCommand('milestone.update');
  const [refused, setRefused] = useState<{ readonly limit: Limit; readonly text: string } | null>(null);
  const save = (patch: MilestonePatch): void =>
    mutate({ id: milestone.id, basis: view.basis, patch }, { onError: notify.failed });

  function setLimit(limit: Limit, day: string | null): void {
    const other = limitConflict(milestone, limit, day);
    if (other === null) {
      setRefused(null);
      save({ [limit]: day });
      return;
    }
    const key = limit === 'notBefore' ? 'deployment.plan.afterNotAfter' : 'deployment.plan.beforeNotBefore';
    setRefused({ limit, text: t(key, { day: formatDate(other) }) });
  }
  return (
    <>
      <div>
        <h3 className={classes.panelHeading}>{t('deployment.plan.mode')}</h3>
        <SegmentedControl
          fullWidth
          aria-label={t('deployment.plan.mode')}
          value={milestone.planning}
          onChange={(mode) => save({ planning: mode === 'hand' ? 'hand' : 'follow' })}
          data={(['follow', 'hand'] as const).map((mode) => ({
            value: mode,
            label: t(`deployment.plan.mode-${mode}`),
          }))}
        />
        <p className={classes.panelHint}>{t(`deployment.plan.modeHint-${milestone.planning}`)}</p>
      </div>
      <div>
        <h3 className={classes.panelHeading}>{t('deployment.plan.limits')}</h3>
        <SimpleGrid cols={2} spacing="sm">
          {limits.map((limit) => (
            <DateField
              key={limit}
              label={t(`deployment.plan.${limit}`)}
              value={milestone[limit]}
              error={refused?.limit === limit ? refused.text : undefined}
              onChange={(day) => setLimit(limit, day)}
            />
          ))}
        </SimpleGrid>
        {milestone.deadline !== null && milestone.status !== 'done' && (
          <p className={classes.panelHint}>
            <DeadlineMargin
              deploymentId={view.id}
              milestoneId={milestone.id}
              deadline={milestone.deadline}
              startOf="milestone"
            />
          </p>
        )}
        <Checkbox
          mt="sm"
          label={t('deployment.plan.late')}
          description={t('deployment.plan.lateHint')}
          checked={milestone.asLateAsPossible}
          onChange={(event) => save({ asLateAsPossible: event.currentTarget.checked ? 1 : 0 })}
        />
      </div>
    </>
  );
}
