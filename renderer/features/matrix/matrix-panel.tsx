import { Button, Stack } from '@mantine/core';
import { IconArrowRight } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { MatrixDomain, MatrixEstablishment } from '../../../shared/domain/matrix-filter.ts';
import type { MatrixCell, Rate } from '../../../shared/views/matrix-view.ts';
import { blockedText } from '../../components/blocked-text.ts';
import { DateText } from '../../components/date-text.tsx';
import { DetailPanel } from '../../components/detail-panel.tsx';
import { nextMilestones } from '../../components/next-milestones.ts';
import { FreshnessText } from '../../components/freshness-text.tsx';
import { StageBadge } from '../../components/stage-badge.tsx';
import { useLabels } from '../../components/use-labels.ts';
import { useNotify } from '../../components/use-notify.tsx';
import { WeatherBadge } from '../../components/weather-badge.tsx';
import { useText } from '../../i18n.ts';
import { useApiQuery, useCommand } from '../../rpc/hooks.ts';
import { navigate } from '../../state/route.ts';
import type { MatrixWords } from './matrix-words.ts';
import { useMatrixWords } from './use-matrix-words.ts';
import classes from './matrix-panel.module.css';

interface MatrixPanelProps {
  readonly domain: MatrixDomain;
  readonly establishment: MatrixEstablishment;
  readonly cell: MatrixCell | null;
  /** Basis of the matrix on screen. */
  readonly basis: string;
  /** ISO day of the matrix on screen. */
  readonly today: string;
  readonly onClose: () => void;
}

/** One pair in full, beside the matrix: stage, target, next milestones, what blocks, who, how old. */
export function MatrixPanel({ domain, establishment, cell, basis, today, onClose }: MatrixPanelProps) {
  const { t } = useText();
  const words = useMatrixWords(today);
  return (
    <DetailPanel
      title={t('matrix.pair', { domain: domain.label, site: establishment.shortName })}
      onClose={onClose}
    >
      {cell === null ? (
        <OutOfScopePair domainId={domain.id} establishmentId={establishment.id} basis={basis} today={today} />
      ) : (
        <PairFacts cell={cell} />
      )}
      <Summary
        title={t('matrix.wholeDomain', { domain: domain.label })}
        rate={domain.summary}
        words={words}
      />
      <Summary
        title={t('matrix.wholeSite', { site: establishment.shortName })}
        rate={establishment.summary}
        words={words}
      />
    </DetailPanel>
  );
}

function PairFacts({ cell }: { readonly cell: MatrixCell }) {
  const { t } = useText();
  const labels = useLabels();
  const more = useApiQuery('deployment.view', { id: cell.deploymentId }).data;
  const blocked = more?.milestones.filter((milestone) => blockedText(t, milestone) !== null) ?? [];
  return (
    <>
      <dl className={classes.facts}>
        <Fact label={t('matrix.stage')}>
          <StageBadge stage={cell.stage} reason={more?.stageReason ?? null} />
        </Fact>
        {cell.weather !== null && (
          <Fact label={t('matrix.weather')}>
            <WeatherBadge weather={cell.weather} freshness={cell.freshness} />
            {more?.weatherReason && <div className={classes.reason}>{more.weatherReason}</div>}
          </Fact>
        )}
        <Fact label={t('matrix.products')}>
          {t('matrix.fromTo', {
            current: cell.currentProduct ?? t('matrix.noProduct'),
            target: cell.targetProduct ?? t('matrix.noTarget'),
          })}
        </Fact>
        {cell.wave !== null && <Fact label={t('matrix.wave')}>{cell.wave}</Fact>}
        {cell.lateCount > 0 && (
          <Fact label={t('matrix.late')}>{t('matrix.lateCount', { count: cell.lateCount })}</Fact>
        )}
        {cell.waitsFor.length > 0 && <Fact label={t('matrix.waiting')}>{cell.waitsFor.join(', ')}</Fact>}
        <Fact label={t('matrix.age')}>
          <FreshnessText
            freshness={cell.freshness}
            daysAgo={cell.confirmedDaysAgo}
            by={more?.confirmedBy ?? null}
          />
        </Fact>
        {more && more.referents.length > 0 && (
          <Fact label={t('matrix.referents')}>
            <ul className={classes.list}>
              {more.referents.map((referent) => (
                <li key={`${referent.personId}/${referent.role}`}>
                  {referent.name}
                  <div className={classes.role}>{labels.label('role', referent.role)}</div>
                </li>
              ))}
            </ul>
          </Fact>
        )}
      </dl>
      {more && blocked.length > 0 && (
        <>
          <h3 className={classes.heading}>{t('matrix.blockers')}</h3>
          <ul className={classes.list}>
            {blocked.map((milestone) => (
              <li key={milestone.id}>
                {t('matrix.blockedBecause', {
                  label: milestone.label,
                  reason: blockedText(t, milestone) ?? '',
                })}
              </li>
            ))}
          </ul>
        </>
      )}
      {more && (
        <>
          <h3 className={classes.heading}>{t('matrix.nextMilestones')}</h3>
          <NextMilestones view={more} />
        </>
      )}
      <Button
        mt="md"
        rightSection={<IconArrowRight size={16} stroke={1.5} aria-hidden="true" />}
        onClick={() => navigate({ name: 'deployment', id: cell.deploymentId })}
      >
        {t('matrix.openDeployment')}
      </Button>
    </>
  );
}

function NextMilestones({ view }: { readonly view: Parameters<typeof nextMilestones>[0] }) {
  const { t } = useText();
  const next = nextMilestones(view, 3);
  if (next.length === 0) return <p className={classes.quiet}>{t('matrix.noNextMilestone')}</p>;
  return (
    <ul className={classes.milestones}>
      {next.map((milestone) => (
        <li key={milestone.id}>
          <DateText day={milestone.plannedEnd} late={milestone.late} />
          <span>{milestone.label}</span>
          {milestone.late && <span className={classes.late}>{t('common.late')}</span>}
        </li>
      ))}
    </ul>
  );
}

interface OutOfScopePairProps {
  readonly domainId: string;
  readonly establishmentId: string;
  readonly basis: string;
  readonly today: string;
}

function OutOfScopePair({ domainId, establishmentId, basis, today }: OutOfScopePairProps) {
  const { t } = useText();
  const notify = useNotify();
  const create = useCommand('deployment.create');
  const template = useDomainTemplate(domainId);
  const addAndPlan = (): void =>
    create.mutate(
      { domainId, establishmentId, planFrom: today, basis },
      {
        onSuccess: ({ id }) => {
          if (id !== null) navigate({ name: 'deployment', id });
        },
        onError: notify.failed,
      },
    );
  return (
    <>
      <p>{t('matrix.outOfScopeText')}</p>
      <Stack gap="xs" align="flex-start">
        {template !== null && (
          <Button disabled={create.isPending} onClick={addAndPlan}>
            {t('matrix.addAndPlan', { template })}
          </Button>
        )}
        <Button
          variant={template === null ? 'filled' : 'default'}
          loading={create.isPending}
          onClick={() => create.mutate({ domainId, establishmentId, basis }, { onError: notify.failed })}
        >
          {t('matrix.addToScope')}
        </Button>
      </Stack>
    </>
  );
}

/** Name of the template a domain is planned by, null where it has none. */
function useDomainTemplate(domainId: string): string | null {
  const options = useApiQuery('rollOut.options', {}).data;
  const templateId = options?.domains.find(({ id }) => id === domainId)?.templateId;
  return options?.templates.find(({ id }) => id === templateId)?.label ?? null;
}

interface SummaryProps {
  readonly title: string;
  readonly rate: Rate;
  readonly words: MatrixWords;
}

/** A row or a column of the matrix in words: how many are live, begun and to come, and both rates. */
function Summary({ title, rate, words }: SummaryProps) {
  return (
    <>
      <h3 className={classes.heading}>{title}</h3>
      <div>{words.counts(rate)}</div>
      <div className={classes.quiet}>{words.rates(rate)}</div>
    </>
  );
}

function Fact({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </>
  );
}
