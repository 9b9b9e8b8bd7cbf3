import { SegmentedControl, Select } from '@mantine/core';
import { IconEqual, IconHourglassEmpty } from '@tabler/icons-react';
import { useEffect, useMemo, useRef, useState } from 'react';
import { formatDate } from '../../../shared/i18n/format.ts';
import type {
  BaselineDifferenceRow,
  BaselineRow,
  ReadyComparison,
} from '../../../shared/views/baseline-view.ts';
import { DataTable, type TableSource } from '../../components/data-table/data-table.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorState } from '../../components/error-state.tsx';
import { JobProgress } from '../../components/job-progress.tsx';
import { QueryGate } from '../../components/query-gate.tsx';
import { TableExport } from '../../components/table-export.tsx';
import { useText } from '../../i18n.ts';
import { useApiQuery, useJob } from '../../rpc/hooks.ts';
import { navigate } from '../../state/route.ts';
import styles from './baselines.module.css';
import { differenceColumns } from './difference-columns.tsx';
import { countKinds, type DifferenceKind } from './difference-kinds.ts';
import { Figures } from './figures.tsx';

/** Stands for the plan as it is, among the ids of baselines. */
const TODAY = 'today';

interface ComparisonProps {
  readonly baselines: readonly BaselineRow[];
  readonly from: string;
  readonly onFrom: (id: string) => void;
}

/** A baseline against another or today's plan: the two choices, the figures, the list of what has changed. */
export function Comparison({ baselines, from, onFrom }: ComparisonProps) {
  const { t } = useText();
  const [chosen, setChosen] = useState(TODAY);
  const to = baselines.some(({ id }) => id === chosen) ? chosen : TODAY;
  const options = baselines.map(({ id, label, takenOn }) => ({
    value: id,
    label: takenOn === null ? label : t('baselines.option', { name: label, date: formatDate(takenOn) }),
  }));
  const choice = (
    props: { label: string; value: string; data: typeof options },
    set: (id: string) => void,
  ) => (
    <Select
      {...props}
      className={styles.choice}
      allowDeselect={false}
      searchable
      nothingFoundMessage={t('common.nothingFound')}
      onChange={(id) => id !== null && set(id)}
    />
  );
  return (
    <section className={styles.comparison} aria-label={t('baselines.compare')}>
      <div className={styles.choices}>
        {choice({ label: t('baselines.from'), value: from, data: options }, onFrom)}
        {choice(
          {
            label: t('baselines.to'),
            value: to,
            data: [{ value: TODAY, label: t('baselines.today') }, ...options],
          },
          setChosen,
        )}
      </div>
      {from === to ? (
        <EmptyState icon={<IconEqual size={32} stroke={1.5} />} title={t('baselines.same')}>
          {t('baselines.sameText')}
        </EmptyState>
      ) : (
        <Outcome key={`${from} ${to}`} baselines={baselines} from={from} to={to === TODAY ? null : to} />
      )}
    </section>
  );
}

interface OutcomeProps {
  readonly baselines: readonly BaselineRow[];
  readonly from: string;
  readonly to: string | null;
}

function Outcome({ baselines, from, to }: OutcomeProps) {
  const query = useApiQuery('baseline.compare', { from, to });
  return (
    <QueryGate query={query}>
      {(comparison) => {
        if (comparison.state === 'ready') return <Ready comparison={comparison} />;
        const baseline = baselines.find(({ id }) => id === comparison.baselineId);
        return comparison.state === 'unread' ? (
          <Reading key={comparison.baselineId} id={comparison.baselineId} />
        ) : (
          <Missing baseline={baseline} />
        );
      }}
    </QueryGate>
  );
}

/** Has the dates of a received baseline worked out; the comparison is asked again by itself once they are there. */
function Reading({ id }: { readonly id: string }) {
  const { t } = useText();
  const { state, start, cancel } = useJob('baseline.read');
  useEffect(() => void start({ id }), [start, id]);
  if (state.status === 'failed') return <ErrorState error={state.error} onRetry={() => void start({ id })} />;
  const progress = state.status === 'running' ? state.progress : null;
  return <JobProgress label={t('baselines.reading')} progress={progress} onCancel={cancel} />;
}

function Missing({ baseline }: { readonly baseline: BaselineRow | undefined }) {
  const { t } = useText();
  const name = baseline?.label ?? '';
  const saves = baseline?.missingSaves ?? null;
  return (
    <EmptyState icon={<IconHourglassEmpty size={32} stroke={1.5} />} title={t('baselines.missingTitle')}>
      {saves === null ? t('baselines.unreadable', { name }) : t('baselines.missing', { name, count: saves })}
    </EmptyState>
  );
}

const rowId = (row: BaselineDifferenceRow): string => row.milestoneId;
const siteOf = (row: BaselineDifferenceRow): string => row.siteName;

function Ready({ comparison }: { readonly comparison: ReadyComparison }) {
  const { t, language } = useText();
  const columns = useMemo(() => differenceColumns(t, language), [t, language]);
  const source: TableSource = useRef(null);
  const { differences, summary } = comparison;
  const [chosen, setChosen] = useState<DifferenceKind | null>(null);
  const kinds = useMemo(() => countKinds(differences), [differences]);
  // What is asked for may be gone since: the plan changes while one looks.
  const kind = kinds.length > 1 && kinds.some((one) => one.kind === chosen) ? chosen : null;
  const rows = useMemo(
    () => (kind === null ? differences : differences.filter(({ change }) => change === kind)),
    [differences, kind],
  );
  return (
    <>
      <Figures comparison={comparison} />
      {differences.length === 0 ? (
        <EmptyState icon={<IconEqual size={32} stroke={1.5} />} title={t('baselines.nothingTitle')}>
          {t('baselines.nothing', { count: summary.compared })}
        </EmptyState>
      ) : (
        <div className={styles.differences}>
          <div className={styles.tableHead}>
            {kinds.length > 1 && (
              <SegmentedControl
                size="xs"
                aria-label={t('baselines.show')}
                data={[
                  { value: 'all', label: t('baselines.show.all', { number: differences.length }) },
                  ...kinds.map((one) => ({
                    value: one.kind,
                    label: t(`baselines.show.${one.kind}`, { number: one.count }),
                  })),
                ]}
                value={kind ?? 'all'}
                onChange={(value) => setChosen(kinds.find((one) => one.kind === value)?.kind ?? null)}
              />
            )}
            <span className={styles.export}>
              <TableExport title={t('baselines.differences')} source={source} />
            </span>
          </div>
          <div className={styles.rows}>
            <DataTable
              label={t('baselines.differences')}
              source={source}
              rows={rows}
              columns={columns}
              rowId={rowId}
              section={{ header: t('baselines.site'), of: siteOf }}
              onOpen={({ deploymentId, milestoneId }) =>
                navigate({ name: 'deployment', id: deploymentId, milestone: milestoneId })
              }
            />
          </div>
        </div>
      )}
    </>
  );
}
