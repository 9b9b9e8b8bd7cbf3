import { IconChevronDown, IconChevronLeft, IconChevronRight, IconChevronUp } from '@tabler/icons-react';
import { Tooltip } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Neighbour } from '../../../shared/views/neighbours-view.ts';
import type { TextKey } from '../../../shared/i18n/translate.ts';
import { RouteLink } from '../../components/route-link.tsx';
import { useText } from '../../i18n.ts';
import { useApiQuery } from '../../rpc/hooks.ts';
import classes from './deployment.module.css';

const drawn = { size: 16, stroke: 1.5, 'aria-hidden': true } as const;

/** Links to the deployments beside this one in the matrix: other sites of the domain, other domains of the site. */
export function DeploymentNeighbours({ id }: { readonly id: string }) {
  const { t } = useText();
  const neighbours = useApiQuery('deployment.neighbours', { id }).data;
  if (!neighbours) return null;
  const { previousSite, nextSite, previousDomain, nextDomain } = neighbours;
  return (
    <nav className={classes.neighbours} aria-label={t('deployment.neighbours')}>
      <span className={classes.quiet}>{t('deployment.site')}</span>
      <Step to={previousSite} name="deployment.previousSite" icon={<IconChevronLeft {...drawn} />} />
      <Step to={nextSite} name="deployment.nextSite" icon={<IconChevronRight {...drawn} />} />
      <span className={classes.quiet}>{t('deployment.domain')}</span>
      <Step to={previousDomain} name="deployment.previousDomain" icon={<IconChevronUp {...drawn} />} />
      <Step to={nextDomain} name="deployment.nextDomain" icon={<IconChevronDown {...drawn} />} />
    </nav>
  );
}

interface StepProps {
  readonly to: Neighbour | null;
  readonly name: Extract<TextKey, `deployment.${'previous' | 'next'}${'Site' | 'Domain'}`>;
  readonly icon: ReactNode;
}

function Step({ to, name, icon }: StepProps) {
  const { t } = useText();
  if (to === null) {
    return (
      <span className={classes.step} data-off="true" aria-hidden="true">
        {icon}
      </span>
    );
  }
  const label = t(name, { name: to.name });
  return (
    <Tooltip label={label}>
      <RouteLink to={{ name: 'deployment', id: to.id }} className={classes.step} aria-label={label}>
        {icon}
      </RouteLink>
    </Tooltip>
  );
}
