import { formatDate } from '../../../shared/i18n/format.ts';
import type { DeploymentView, MilestoneRow } from '../../../shared/views/deployment-view.ts';
import { useText } from '../../i18n.ts';
import { useApiQuery } from '../../rpc/hooks.ts';
import { marginText } from './backward-words.ts';
import classes from './deployment.module.css';

type Deadlined = MilestoneRow & { readonly deadline: string };

/** The milestone whose deadline comes first, of those still to be reached. */
export function nextDeadline({ milestones }: DeploymentView): Deadlined | null {
  const open = milestones.filter(
    (one): one is Deadlined => one.deadline !== null && !['done', 'not_applicable'].includes(one.status),
  );
  return open.toSorted((a, b) => a.deadline.localeCompare(b.deadline))[0] ?? null;
}

interface DeadlineMarginProps {
  readonly deploymentId: string;
  readonly milestoneId: string;
  readonly deadline: string;
  /** Whose latest start is told: of the milestone itself, or of all the work that leads to it. */
  readonly startOf: 'milestone' | 'work';
}

/** « marge de 5 J ouvrés, début au plus tard le 27/01/2027 ». */
export function DeadlineMargin({ deploymentId, milestoneId, deadline, startOf }: DeadlineMarginProps) {
  const { t } = useText();
  const { data, isError } = useApiQuery('plan.backward', { deploymentId, milestoneId, day: deadline });
  if (isError) return <span className={classes.quiet}>{t('deployment.back.unknown')}</span>;
  if (!data || data.margin === null) return null;
  const own = data.milestones.find((one) => one.milestoneId === milestoneId);
  const start = startOf === 'work' ? data.latestStart : (own?.toStart ?? data.latestStart);
  return (
    <span className={data.margin < 0 ? classes.late : undefined}>
      {t('deployment.back.marginAndStart', {
        margin: marginText(t, data.margin),
        day: formatDate(start),
      })}
    </span>
  );
}
