import { IconChevronLeft } from '@tabler/icons-react';
import { useState } from 'react';
import type { DeploymentView, MilestoneRow } from '../../../shared/views/deployment-view.ts';
import { QueryGate } from '../../components/query-gate.tsx';
import { RouteLink } from '../../components/route-link.tsx';
import { Screen } from '../../components/screen.tsx';
import { useText } from '../../i18n.ts';
import { useApiQuery } from '../../rpc/hooks.ts';
import { CommentThread } from './comment-thread.tsx';
import { DeploymentHeader } from './deployment-header.tsx';
import { DeploymentNeighbours } from './deployment-neighbours.tsx';
import classes from './deployment.module.css';
import { nextMilestones } from '../../components/next-milestones.ts';
import { MilestonePlanPanel } from './milestone-plan-panel.tsx';
import { MilestoneTable } from './milestone-table.tsx';
import { PlanFromTemplate } from './plan-from-template.tsx';

interface DeploymentPageProps {
  readonly id: string;
  /** Milestone to show and select. */
  readonly milestoneId: string | null;
}

/** One domain at one establishment: where it stands, its milestones, what was said about it. */
export function DeploymentPage({ id, milestoneId }: DeploymentPageProps) {
  const query = useApiQuery('deployment.view', { id });
  return (
    <QueryGate query={query}>
      {(view) => <DeploymentScreen view={view} milestoneId={milestoneId} />}
    </QueryGate>
  );
}

interface DeploymentScreenProps {
  readonly view: DeploymentView;
  readonly milestoneId: string | null;
}

function DeploymentScreen({ view, milestoneId }: DeploymentScreenProps) {
  const { t } = useText();
  const [planId, setPlanId] = useState<string | null>(null);
  const planned = view.milestones.find(({ id }) => id === planId);
  return (
    <Screen
      title={t('deployment.title', { domain: view.domain.label, site: view.establishment.shortName })}
      subtitle={
        <RouteLink to={{ name: 'matrix' }} className={classes.back}>
          <IconChevronLeft size={14} stroke={1.5} aria-hidden="true" />
          {t('deployment.backToMatrix')}
        </RouteLink>
      }
      actions={<DeploymentNeighbours id={view.id} />}
      panel={
        planned && <MilestonePlanPanel view={view} milestone={planned} onClose={() => setPlanId(null)} />
      }
    >
      <div className={classes.page}>
        <DeploymentHeader view={view} />
        <DeploymentWork
          key={view.id}
          view={view}
          milestoneId={milestoneId}
          onActive={({ id }) => setPlanId((shown) => (shown === null ? null : id))}
          onPlan={({ id }) => setPlanId(id)}
        />
      </div>
    </Screen>
  );
}

interface DeploymentWorkProps extends DeploymentScreenProps {
  readonly onActive: (milestone: MilestoneRow) => void;
  readonly onPlan: (milestone: MilestoneRow) => void;
}

/** The milestones and the comments, begun anew for each deployment one steps to. */
function DeploymentWork({ view, milestoneId, onActive, onPlan }: DeploymentWorkProps) {
  const [activeId, setActiveId] = useState(milestoneId);
  // The work goes on at what is next, below everything that is done.
  const [next] = useState(() => nextMilestones(view, 1)[0]?.id ?? null);
  const active = view.milestones.find((milestone) => milestone.id === activeId) ?? null;
  return (
    <div className={classes.work}>
      {view.milestones.length === 0 ? (
        <PlanFromTemplate view={view} />
      ) : (
        <MilestoneTable
          view={view}
          revealId={milestoneId ?? next}
          onActive={(milestone) => {
            setActiveId(milestone.id);
            onActive(milestone);
          }}
          onPlan={onPlan}
        />
      )}
      <CommentThread view={view} milestone={active} />
    </div>
  );
}
