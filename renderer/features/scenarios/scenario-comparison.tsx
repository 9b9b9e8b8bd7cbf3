import { Button, SegmentedControl, Select } from '@mantine/core';
import { IconEqual } from '@tabler/icons-react';
import { useMemo, useRef, useState } from 'react';
import type { BaselineDifferenceRow } from '../../../shared/views/baseline-view.ts';
import type {
  PlanTrouble,
  ScenarioComparison as Comparison,
  ScenarioRow,
} from '../../../shared/views/scenario-view.ts';
import { DataTable, type TableSource } from '../../components/data-table/data-table.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { Notice } from '../../components/notice.tsx';
import { QueryGate } from '../../components/query-gate.tsx';
import { TableExport } from '../../components/table-export.tsx';
import { useText } from '../../i18n.ts';
import { useApiQuery } from '../../rpc/hooks.ts';
import { navigate } from '../../state/route.ts';
import { useScenarioStore } from '../../state/scenario-store.ts';
import { differenceColumns } from '../baselines/index.ts';
import { breachText, collisionText, Reasons } from '../plan/index.ts';
import { endColumns } from './end-columns.tsx';
import { ReviewDialog } from './review-dialog.tsx';
import { ScenarioFigures } from './scenario-figures.tsx';
import styles from './scenarios.module.css';

/** Stands for the plan as it is, among the ids of scenarios. */
const REAL = 'real';

interface ScenarioComparisonProps {
  readonly scenarios: readonly ScenarioRow[];
  readonly to: ScenarioRow;
  readonly onTo: (id: string) => void;
}

/** A scenario against the real plan or another scenario: figures, what moves, where it ends, what collides. */
export function ScenarioComparison({ scenarios, to, onTo }: ScenarioComparisonProps) {
  const { t } = useText();
  const [chosen, setChosen] = useState(REAL);
  const [applying, setApplying] = useState(false);
  const from = scenarios.some(({ id }) => id === chosen) ? chosen : REAL;
  const options = scenarios.map(({ id, name }) => ({ value: id, label: name }));
  const real = { value: REAL, label: t('scenarios.real') };
  return (
    <section className={styles.comparison} aria-label={t('scenarios.compare')}>
      <div className={styles.choices}>
        <Choice label={t('scenarios.from')} value={from} data={[real, ...options]} onChange={setChosen} />
        <Choice label={t('scenarios.to')} value={to.id} data={options} onChange={onTo} />
        <div className={styles.choicesEnd}>
          <Button variant="default" onClick={() => openInPlanning(to.id)}>
            {t('scenarios.open')}
          </Button>
          <Button onClick={() => setApplying(true)}>{t('scenarios.apply')}</Button>
        </div>
      </div>
      {from === to.id ? (
        <EmptyState icon={<IconEqual size={32} stroke={1.5} />} title={t('scenarios.same')}>
          {t('scenarios.sameText')}
        </EmptyState>
      ) : (
        <Outcome key={`${from} ${to.id}`} from={from === REAL ? null : from} to={to.id} />
      )}
      {applying && <ReviewDialog id={to.id} onClose={() => setApplying(false)} />}
    </section>
  );
}

function openInPlanning(id: string): void {
  useScenarioStore.getState().choose(id);
  navigate({ name: 'planning' });
}

interface ChoiceProps {
  readonly label: string;
  readonly value: string;
  readonly data: { value: string; label: string }[];
  readonly onChange: (id: string) => void;
}

function Choice({ onChange, ...props }: ChoiceProps) {
  const { t } = useText();
  return (
    <Select
      {...props}
      className={styles.choice}
      allowDeselect={false}
      searchable
      nothingFoundMessage={t('common.nothingFound')}
      onChange={(id) => id !== null && onChange(id)}
    />
  );
}

function Outcome({ from, to }: { readonly from: string | null; readonly to: string }) {
  const { t } = useText();
  const query = useApiQuery('scenario.compare', { from, to });
  return (
    <QueryGate query={query}>
      {(comparison) =>
        comparison.differences.length === 0 ? (
          <EmptyState
            icon={<IconEqual size={32} stroke={1.5} />}
            title={t('scenarios.nothingTitle')}
            actions={
              <Button variant="default" onClick={() => openInPlanning(to)}>
                {t('scenarios.open')}
              </Button>
            }
          >
            {t('scenarios.nothing')}
          </EmptyState>
        ) : (
          <div className={styles.outcome}>
            <ScenarioFigures comparison={comparison} />
            <Lists comparison={comparison} />
          </div>
        )
      }
    </QueryGate>
  );
}

type ListName = 'moved' | 'ends' | 'trouble';

const troubleCount = ({ collisions, breaches }: PlanTrouble): number => collisions.length + breaches.length;

/** What moves, where each deployment ends, and what collides: one of the three at a time. */
function Lists({ comparison }: { readonly comparison: Comparison }) {
  const { t } = useText();
  const [shown, setShown] = useState<ListName>('moved');
  const source: TableSource = useRef(null);
  const { differences, deployments, brought, removed } = comparison;
  return (
    <div className={styles.lists}>
      <div className={styles.listChoice}>
        <SegmentedControl<ListName>
          aria-label={t('scenarios.compare')}
          value={shown}
          onChange={setShown}
          data={[
            { value: 'moved', label: t('scenarios.tab.moved', { count: differences.length }) },
            { value: 'ends', label: t('scenarios.tab.ends', { count: deployments.length }) },
            {
              value: 'trouble',
              label: t('scenarios.tab.trouble', {
                brought: troubleCount(brought),
                removed: troubleCount(removed),
              }),
            },
          ]}
        />
        {shown !== 'trouble' && (
          <TableExport title={t(shown === 'moved' ? 'scenarios.moved' : 'scenarios.ends')} source={source} />
        )}
      </div>
      {shown === 'moved' && <Moved differences={differences} source={source} />}
      {shown === 'ends' && <Ends deployments={deployments} source={source} />}
      {shown === 'trouble' && <Trouble brought={brought} removed={removed} />}
    </div>
  );
}

const milestoneOf = (row: BaselineDifferenceRow): string => row.milestoneId;
const siteOf = (row: BaselineDifferenceRow): string => row.siteName;

interface MovedProps {
  readonly differences: Comparison['differences'];
  readonly source: TableSource;
}

function Moved({ differences, source }: MovedProps) {
  const { t, language } = useText();
  // Both plans have the same milestones: each of these was moved.
  const columns = useMemo(
    () => differenceColumns(t, language).filter(({ id }) => id !== 'change'),
    [t, language],
  );
  return (
    <div className={styles.panel}>
      <DataTable
        label={t('scenarios.moved')}
        source={source}
        rows={differences}
        columns={columns}
        rowId={milestoneOf}
        section={{ header: t('scenarios.site'), of: siteOf }}
        onOpen={({ deploymentId, milestoneId }) =>
          navigate({ name: 'deployment', id: deploymentId, milestone: milestoneId })
        }
      />
    </div>
  );
}

type DeploymentEnd = Comparison['deployments'][number];
const deploymentOf = (row: DeploymentEnd): string => row.id;

interface EndsProps {
  readonly deployments: readonly DeploymentEnd[];
  readonly source: TableSource;
}

function Ends({ deployments, source }: EndsProps) {
  const { t, language } = useText();
  const columns = useMemo(() => endColumns(t, language), [t, language]);
  return (
    <div className={styles.panel}>
      <DataTable
        label={t('scenarios.tab.ends', { count: deployments.length })}
        source={source}
        rows={deployments}
        columns={columns}
        rowId={deploymentOf}
        onOpen={({ id }) => navigate({ name: 'deployment', id })}
      />
    </div>
  );
}

function Trouble({ brought, removed }: Pick<Comparison, 'brought' | 'removed'>) {
  const { t, language } = useText();
  const textsOf = ({ collisions, breaches }: PlanTrouble): string[] => [
    ...collisions.map((collision) => collisionText(t, language, collision)),
    ...breaches.map((breach) => breachText(t, breach)),
  ];
  const [more, less] = [textsOf(brought), textsOf(removed)];
  return (
    <div className={styles.trouble} role="region" aria-label={t('scenarios.figure.trouble')} tabIndex={0}>
      {more.length === 0 ? (
        <Notice tone="success" title={t('scenarios.broughtNone')} />
      ) : (
        <Notice tone="warning" title={t('scenarios.brought', { count: more.length })}>
          <Reasons reasons={more} />
        </Notice>
      )}
      {less.length > 0 && (
        <Notice tone="success" title={t('scenarios.removed', { count: less.length })}>
          <Reasons reasons={less} />
        </Notice>
      )}
    </div>
  );
}
