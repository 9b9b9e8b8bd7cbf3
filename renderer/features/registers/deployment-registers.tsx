import { Button, Group, Popover } from '@mantine/core';
import { IconAlertTriangle, IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import type { DeploymentView } from '../../../shared/views/deployment-view.ts';
import { DateText } from '../../components/date-text.tsx';
import { DecisionStateBadge, RiskLevelBadge, RiskStateBadge } from '../../components/register-badges.tsx';
import { RouteLink } from '../../components/route-link.tsx';
import { useText } from '../../i18n.ts';
import { useApiQuery } from '../../rpc/hooks.ts';
import { type About, navigate } from '../../state/route.ts';
import classes from './registers.module.css';

/** How many risks and decisions are about a deployment; which ones, and one more, on demand. */
export function DeploymentRegisters({ view }: { readonly view: DeploymentView }) {
  const { t } = useText();
  const [open, setOpen] = useState(false);
  const registers = useApiQuery('deployment.registers', { id: view.id }).data;
  const risks = registers?.risks.filter(({ state }) => state !== 'closed') ?? [];
  const decisions = registers?.decisions ?? [];
  const about: About = { domain: view.domain.id, site: view.establishment.id };
  const count = risks.length + decisions.length;
  const add = (name: 'decisions' | 'risks', word: string) => (
    <Button
      variant="default"
      size="compact-sm"
      leftSection={<IconPlus size={14} stroke={1.5} aria-hidden="true" />}
      onClick={() => navigate({ name, about })}
    >
      {word}
    </Button>
  );
  return (
    <Popover opened={open} onChange={setOpen} position="bottom-end" width={420} trapFocus>
      <Popover.Target>
        <Button
          variant="default"
          aria-haspopup="dialog"
          leftSection={<IconAlertTriangle size={16} stroke={1.5} aria-hidden="true" />}
          // As wide before its answer is there as after it: nothing below moves.
          rightSection={<span className={classes.count}>{count > 0 && count}</span>}
          onClick={() => setOpen((before) => !before)}
        >
          {t('registers.ofDeployment')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown p="sm" aria-label={t('registers.ofDeployment')}>
        <div className={classes.ofDeployment}>
          {count === 0 && <p className={classes.quiet}>{t('registers.noneOfDeployment')}</p>}
          <ul className={classes.list}>
            {risks.map((risk) => (
              <li key={risk.id} className={classes.line}>
                <RiskLevelBadge level={risk.level} />
                <RouteLink to={{ name: 'risks', open: risk.id }} className={classes.name}>
                  {risk.label}
                </RouteLink>
                {risk.state !== 'open' && <RiskStateBadge state={risk.state} />}
              </li>
            ))}
            {decisions.map((decision) => (
              <li key={decision.id} className={classes.line}>
                <DecisionStateBadge state={decision.state} />
                <RouteLink to={{ name: 'decisions', open: decision.id }} className={classes.name}>
                  {decision.label}
                </RouteLink>
                {decision.dueOn !== null && <DateText day={decision.dueOn} late={decision.late} />}
              </li>
            ))}
          </ul>
          <Group gap="xs">
            {add('risks', t('registers.riskAdd'))}
            {add('decisions', t('registers.decisionAdd'))}
          </Group>
        </div>
      </Popover.Dropdown>
    </Popover>
  );
}
