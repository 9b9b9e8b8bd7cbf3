import { useEffect } from 'react';
import { QueryGate } from '../../components/query-gate.tsx';
import { useApiQuery } from '../../rpc/hooks.ts';
import { LinkList } from './link-list.tsx';

interface MilestoneLinkProps {
  readonly deploymentId: string;
  readonly milestoneId: string;
  /** The milestone it waits for. */
  readonly otherId: string;
  /** Nothing ties the two any more. */
  readonly onGone: () => void;
}

/** The link by which a milestone waits for another: type, lag, removal. */
export function MilestoneLink({ deploymentId, milestoneId, otherId, onGone }: MilestoneLinkProps) {
  const query = useApiQuery('deployment.view', { id: deploymentId });
  const links = query.data?.links.filter(
    (link) => link.role === 'predecessor' && link.milestoneId === milestoneId && link.otherId === otherId,
  );
  const isGone = links?.length === 0;
  useEffect(() => {
    if (isGone) onGone();
  }, [isGone, onGone]);
  return (
    <QueryGate query={query}>
      {({ basis }) => (
        <LinkList role="predecessor" links={links ?? []} ownDeploymentId={deploymentId} basis={basis} />
      )}
    </QueryGate>
  );
}
