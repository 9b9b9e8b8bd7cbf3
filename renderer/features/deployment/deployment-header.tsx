import { Button } from '@mantine/core';
import { IconArrowRight, IconCheck } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { DeploymentView } from '../../../shared/views/deployment-view.ts';
import { formatDate, formatSigned } from '../../../shared/i18n/format.ts';
import { DateText } from '../../components/date-text.tsx';
import { FreshnessText } from '../../components/freshness-text.tsx';
import { RouteLink } from '../../components/route-link.tsx';
import { StageBadge } from '../../components/stage-badge.tsx';
import { useLabels } from '../../components/use-labels.ts';
import { useNotify } from '../../components/use-notify.tsx';
import { WeatherBadge } from '../../components/weather-badge.tsx';
import { useText } from '../../i18n.ts';
import { useCommand } from '../../rpc/hooks.ts';
import { DeploymentRegisters } from '../registers/index.ts';
import { DeadlineMargin, nextDeadline } from './deadline-margin.tsx';
import { DeploymentEdit } from './deployment-edit.tsx';
import classes from './deployment.module.css';
import { stageNeedsReason } from './milestone-checks.ts';

/** Where a deployment stands, who answers for it, how old that is. */
export function DeploymentHeader({ view }: { readonly view: DeploymentView }) {
  const { t } = useText();
  const labels = useLabels();
  const due = nextDeadline(view);
  const referents = view.referents.map((referent) =>
    t('deployment.referent', { name: referent.name, role: labels.label('role', referent.role) }),
  );
  return (
    <section className={classes.header} aria-label={t('deployment.summary')}>
      <dl className={classes.facts}>
        <Fact label={t('deployment.stage')}>
          <StageBadge stage={view.stage} />
          {stageNeedsReason(view.stage) && view.stageReason && <Reason text={view.stageReason} />}
        </Fact>
        <Fact label={t('deployment.weather')}>
          {view.weather === null ? (
            <span className={classes.quiet}>{t('deployment.weatherUnsaid')}</span>
          ) : (
            <WeatherBadge weather={view.weather} freshness={view.freshness} />
          )}
          {view.weatherReason && <Reason text={view.weatherReason} />}
        </Fact>
        <Fact label={t('deployment.product')}>
          <span className={classes.products}>
            <span className={view.currentProduct === null ? classes.unset : undefined}>
              {view.currentProduct?.name ?? t('deployment.noProduct')}
            </span>
            <IconArrowRight size={14} stroke={1.5} aria-label={t('deployment.to')} role="img" />
            {view.targetProduct === null ? (
              <span className={classes.unset}>{t('deployment.noTarget')}</span>
            ) : (
              <strong>{view.targetProduct.name}</strong>
            )}
          </span>
        </Fact>
        <Fact label={t('deployment.wave')}>{view.wave ?? '–'}</Fact>
        {view.baselineDrift && <Drift drift={view.baselineDrift} />}
        {view.modules.length > 0 && (
          <Fact label={t('deployment.modules')}>
            {view.modules.map((module) => (
              <span key={module.id} className={classes.module}>
                {module.label}
                {module.stage !== null && <StageBadge stage={module.stage} compact />}
              </span>
            ))}
          </Fact>
        )}
        {due && (
          <Fact label={t('deployment.back.deadlineOf', { label: due.label })} wide>
            <DateText day={due.deadline} />
            <DeadlineMargin
              deploymentId={view.id}
              milestoneId={due.id}
              deadline={due.deadline}
              startOf="work"
            />
          </Fact>
        )}
        <Fact label={t('deployment.freshness')}>
          <FreshnessText freshness={view.freshness} daysAgo={view.confirmedDaysAgo} by={view.confirmedBy} />
        </Fact>
        <Fact label={t('deployment.referents')}>
          {referents.length === 0 ? (
            <span className={classes.quiet}>{t('deployment.noReferent')}</span>
          ) : (
            <span className={classes.clip} title={referents.join('\n')}>
              {referents.join(', ')}
            </span>
          )}
        </Fact>
      </dl>
      <div className={classes.headerActions}>
        <DeploymentRegisters view={view} />
        <Confirm view={view} />
        <DeploymentEdit view={view} />
      </div>
    </section>
  );
}

/** How far the end has moved since the newest baseline; the screen of baselines says what did. */
function Drift({ drift }: { readonly drift: NonNullable<DeploymentView['baselineDrift']> }) {
  const { t, language } = useText();
  const { label, takenOn, end, workingDays, later } = drift;
  const told = t('deployment.driftSince', {
    end: formatDate(end),
    name: label,
    date: takenOn === null ? t('common.noDate') : formatDate(takenOn),
    later: t('deployment.driftLater', { count: later }),
  });
  return (
    <Fact label={t('deployment.drift')}>
      <RouteLink
        to={{ name: 'baselines' }}
        title={told}
        className={classes.drift}
        data-later={workingDays > 0}
      >
        {workingDays === 0
          ? t('deployment.driftNone')
          : t('baselines.days', { days: formatSigned(workingDays, language) })}
      </RouteLink>
      <span className={classes.quietClip}>{label}</span>
    </Fact>
  );
}

function Confirm({ view }: { readonly view: DeploymentView }) {
  const { t } = useText();
  const notify = useNotify();
  const confirm = useCommand('deployment.confirm');
  return (
    <Button
      loading={confirm.isPending}
      leftSection={<IconCheck size={16} stroke={1.5} aria-hidden="true" />}
      onClick={() =>
        confirm.mutate(
          { id: view.id, basis: view.basis },
          { onSuccess: () => notify.done(t('deployment.confirmed')), onError: notify.failed },
        )
      }
    >
      {t('common.confirm')}
    </Button>
  );
}

function Reason({ text }: { readonly text: string }) {
  return (
    <span className={`${classes.quietClip} ${classes.reason}`} title={text}>
      {text}
    </span>
  );
}

interface FactProps {
  readonly label: string;
  /** A sentence rather than a word. */
  readonly wide?: boolean;
  readonly children: ReactNode;
}

function Fact({ label, wide = false, children }: FactProps) {
  return (
    <div className={classes.fact} data-wide={wide}>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  );
}
