import { ActionIcon, Tooltip } from '@mantine/core';
import { IconUnlink } from '@tabler/icons-react';
import type { LinkRow } from '../../../shared/views/deployment-view.ts';
import { RouteLink } from '../../components/route-link.tsx';
import { useNotify } from '../../components/use-notify.tsx';
import { useText } from '../../i18n.ts';
import { useCommand } from '../../rpc/hooks.ts';
import classes from './deployment.module.css';
import { choiceText } from './link-choice.ts';
import { LinkFields } from './link-fields.tsx';

interface LinkListProps {
  readonly role: LinkRow['role'];
  readonly links: readonly LinkRow[];
  readonly ownDeploymentId: string;
  readonly basis: string;
}

/** What a milestone waits for, or what waits for it: type and lag changed in place, a link removed. */
export function LinkList({ role, links, ownDeploymentId, basis }: LinkListProps) {
  const { t } = useText();
  const title = t(role === 'predecessor' ? 'deployment.plan.predecessors' : 'deployment.plan.successors');
  return (
    <section aria-label={title}>
      <h3 className={classes.panelHeading}>{title}</h3>
      {links.length === 0 && (
        <p className={classes.panelHint}>
          {t(role === 'predecessor' ? 'deployment.plan.noPredecessor' : 'deployment.plan.noSuccessor')}
        </p>
      )}
      <ul className={classes.links}>
        {links.map((link) => (
          <LinkItem key={link.id} link={link} ownDeploymentId={ownDeploymentId} basis={basis} />
        ))}
      </ul>
    </section>
  );
}

interface LinkItemProps extends Pick<LinkListProps, 'ownDeploymentId' | 'basis'> {
  readonly link: LinkRow;
}

function LinkItem({ link, ownDeploymentId, basis }: LinkItemProps) {
  const { t } = useText();
  const notify = useNotify();
  const { mutate: update } = useCommand('dependency.update');
  const { mutate: remove } = useCommand('dependency.delete');
  const unlink = t('deployment.plan.unlink', { label: link.label });
  const elsewhere = link.otherDeploymentId !== ownDeploymentId;
  return (
    <li className={classes.link}>
      <div className={classes.linkHead}>
        <RouteLink
          className={classes.linkName}
          to={{ name: 'deployment', id: link.otherDeploymentId, milestone: link.otherId }}
        >
          {elsewhere ? choiceText(t, link) : link.label}
        </RouteLink>
        <Tooltip label={unlink}>
          <ActionIcon
            variant="subtle"
            color="gray"
            size="sm"
            aria-label={unlink}
            onClick={() => remove({ id: link.id, basis }, { onError: notify.failed })}
          >
            <IconUnlink size={16} stroke={1.5} />
          </ActionIcon>
        </Tooltip>
      </div>
      <LinkFields
        key={`${link.type} ${link.lag} ${link.lagUnit}`}
        value={link}
        labelOf={(field) => t('deployment.plan.linkField', { field, label: link.label })}
        onChange={(patch) => update({ id: link.id, basis, patch }, { onError: notify.failed })}
      />
    </li>
  );
}
