import { Button } from '@mantine/core';
import { IconCircleCheck, IconFilterOff } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { formatDate, formatWeek } from '../../../shared/i18n/format.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { ChoiceFilter, FilterReset, TextFilter } from '../../components/filter-bar.tsx';
import { QueryGate } from '../../components/query-gate.tsx';
import { RouteLink } from '../../components/route-link.tsx';
import { Screen } from '../../components/screen.tsx';
import { useText } from '../../i18n.ts';
import { useApiQuery } from '../../rpc/hooks.ts';
import { navigate } from '../../state/route.ts';
import type { PlanAnalysis } from '../../../shared/views/plan-view.ts';
import { filterFindings, type Finding, findingsOf } from './plan-findings.ts';
import styles from './plan-check.module.css';

/** Findings drawn at first: a large plan has thousands. */
const FIRST_FINDINGS = 200;
const noFilter = { kinds: [] as string[], text: '' };

/** What in the plan asks for a look: collisions, broken links, limits passed, by week. */
export function PlanCheckPage() {
  const query = useApiQuery('plan.analysis', { scope: 'group' });
  return <QueryGate query={query}>{(analysis) => <PlanCheck analysis={analysis} />}</QueryGate>;
}

function PlanCheck({ analysis }: { readonly analysis: PlanAnalysis }) {
  const { t, language } = useText();
  const [filter, setFilter] = useState(noFilter);
  const findings = useMemo(() => findingsOf(t, language, analysis), [t, language, analysis]);
  const shown = useMemo(() => filterFindings(findings, filter), [findings, filter]);
  const kinds = [...new Set(findings.map(({ kind }) => kind))];
  return (
    <Screen
      title={t('plan.check.title')}
      subtitle={t('plan.check.count', { count: shown.length })}
      toolbar={
        findings.length > 0 && (
          <>
            <TextFilter
              label={t('plan.check.filter')}
              value={filter.text}
              onChange={(text) => setFilter({ ...filter, text })}
            />
            <ChoiceFilter
              label={t('plan.check.kind')}
              options={kinds.map((kind) => ({ value: kind, label: t(`plan.check.kind-${kind}`) }))}
              value={filter.kinds}
              onChange={(chosen) => setFilter({ ...filter, kinds: chosen })}
              count={(kind) => findings.filter((finding) => finding.kind === kind).length}
            />
            <FilterReset
              active={filter.text !== '' || filter.kinds.length > 0}
              onReset={() => setFilter(noFilter)}
            />
          </>
        )
      }
    >
      {findings.length === 0 ? (
        <NothingFound />
      ) : shown.length === 0 ? (
        <EmptyState icon={<IconFilterOff size={32} stroke={1.5} />} title={t('plan.check.noneTitle')}>
          {t('plan.check.noneText')}
        </EmptyState>
      ) : (
        <FindingWeeks findings={shown} />
      )}
    </Screen>
  );
}

function NothingFound() {
  const { t } = useText();
  return (
    <EmptyState
      icon={<IconCircleCheck size={32} stroke={1.5} />}
      title={t('plan.check.emptyTitle')}
      actions={<Button onClick={() => navigate({ name: 'planning' })}>{t('plan.check.openPlanning')}</Button>}
    >
      {t('plan.check.emptyText')}
    </EmptyState>
  );
}

function FindingWeeks({ findings }: { readonly findings: readonly Finding[] }) {
  const { t, language } = useText();
  const [all, setAll] = useState(false);
  const shown = all ? findings : findings.slice(0, FIRST_FINDINGS);
  const rest = findings.length - shown.length;
  return (
    <div className={styles.weeks}>
      {[...Map.groupBy(shown, ({ week }) => week)].map(([week, list]) => (
        <section key={week} aria-labelledby={`week-${week}`}>
          <h2 id={`week-${week}`} className={styles.week}>
            {t('plan.check.week', { week: formatWeek(week, language), day: formatDate(week) })}
          </h2>
          <ul className={styles.findings}>
            {list.map((finding) => (
              <FindingItem key={finding.id} finding={finding} />
            ))}
          </ul>
        </section>
      ))}
      {rest > 0 && (
        <Button variant="subtle" onClick={() => setAll(true)}>
          {t('plan.more', { count: rest })}
        </Button>
      )}
    </div>
  );
}

function FindingItem({ finding }: { readonly finding: Finding }) {
  const { t } = useText();
  return (
    <li className={styles.finding}>
      <span className={styles.kind}>{t(`plan.check.kind-${finding.kind}`)}</span>
      <div>
        <p className={styles.reason}>{finding.reason}</p>
        <ul className={styles.places}>
          {finding.places.map(({ milestoneId, deploymentId, text }) => (
            <li key={milestoneId}>
              <RouteLink to={{ name: 'deployment', id: deploymentId, milestone: milestoneId }}>
                {text}
              </RouteLink>
            </li>
          ))}
        </ul>
      </div>
    </li>
  );
}
