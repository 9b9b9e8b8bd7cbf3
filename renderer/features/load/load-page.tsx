import { ActionIcon, Button, SegmentedControl, Tooltip } from '@mantine/core';
import { IconChevronLeft, IconChevronRight, IconFilterOff } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { addMonths } from '../../../shared/domain/month.ts';
import { formatMonth } from '../../../shared/i18n/format.ts';
import type { LoadRow, LoadView } from '../../../shared/views/load-view.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { TextFilter } from '../../components/filter-bar.tsx';
import { QueryGate } from '../../components/query-gate.tsx';
import { Screen } from '../../components/screen.tsx';
import { TableExport } from '../../components/table-export.tsx';
import { useLabels } from '../../components/use-labels.ts';
import { useText } from '../../i18n.ts';
import { useApiQuery } from '../../rpc/hooks.ts';
import { loadContent } from './load-content.ts';
import { LoadPanel } from './load-panel.tsx';
import { LoadTable } from './load-table.tsx';
import { filterRows, levelOf, rowName, rowNote } from './load-words.ts';
import styles from './load.module.css';

/** Load of teams and people by month, against what they can give. */
export function LoadPage() {
  const [from, setFrom] = useState<string | null>(null);
  const query = useApiQuery('load.view', from === null ? {} : { from }, { keepPrevious: true });
  return <QueryGate query={query}>{(view) => <Load view={view} onFrom={setFrom} />}</QueryGate>;
}

interface LoadProps {
  readonly view: LoadView;
  readonly onFrom: (month: string | null) => void;
}

function Load({ view, onFrom }: LoadProps) {
  const { t, language } = useText();
  const labels = useLabels();
  const [filter, setFilter] = useState({ text: '', over: false });
  const [chosen, setChosen] = useState<{ readonly id: string; readonly month: string } | null>(null);
  const rows = useMemo(
    () => filterRows(view.rows, filter, (row) => `${rowName(t, labels, row)} ${rowNote(t, labels, row)}`),
    [view.rows, filter, t, labels],
  );
  const over = view.rows.filter(({ months }) => months.some((month) => levelOf(month) === 'over')).length;
  const row = view.rows.find(({ id }) => id === chosen?.id);
  return (
    <Screen
      title={t('load.title')}
      subtitle={t('load.over', { count: over })}
      toolbar={
        <>
          <TextFilter
            label={t('load.filter')}
            value={filter.text}
            onChange={(text) => setFilter({ ...filter, text })}
          />
          <SegmentedControl
            aria-label={t('load.show')}
            value={filter.over ? 'over' : 'all'}
            onChange={(value) => setFilter({ ...filter, over: value === 'over' })}
            data={[
              { value: 'all', label: t('load.showAll') },
              { value: 'over', label: t('load.showOver') },
            ]}
          />
        </>
      }
      actions={
        <>
          <Months view={view} onFrom={onFrom} />
          <TableExport
            title={t('load.title')}
            source={{ current: () => loadContent(rows, view.months, { t, language, labels }) }}
          />
        </>
      }
      panel={
        row &&
        chosen && (
          <LoadPanel
            key={`${row.id} ${chosen.month}`}
            row={row}
            month={chosen.month}
            basis={view.basis}
            onClose={() => setChosen(null)}
          />
        )
      }
    >
      <div className={styles.page}>
        <p className={styles.definition}>{t('load.definition')}</p>
        {rows.length === 0 ? (
          <NoRow empty={view.rows.length === 0} onReset={() => setFilter({ text: '', over: false })} />
        ) : (
          (['team', 'person'] as const).map((kind) => (
            <Section
              key={kind}
              kind={kind}
              rows={rows.filter((one) => one.kind === kind)}
              months={view.months}
              chosen={chosen}
              onChoose={(id, month) => setChosen({ id, month })}
            />
          ))
        )}
      </div>
    </Screen>
  );
}

interface SectionProps {
  readonly kind: LoadRow['kind'];
  readonly rows: readonly LoadRow[];
  readonly months: readonly string[];
  readonly chosen: { readonly id: string; readonly month: string } | null;
  readonly onChoose: (id: string, month: string) => void;
}

function Section({ kind, rows, ...rest }: SectionProps) {
  const { t } = useText();
  if (rows.length === 0) return null;
  return <LoadTable title={t(`load.kind-${kind}`)} rows={rows} {...rest} />;
}

function NoRow({ empty, onReset }: { readonly empty: boolean; readonly onReset: () => void }) {
  const { t } = useText();
  return (
    <EmptyState
      icon={<IconFilterOff size={32} stroke={1.5} />}
      title={t(empty ? 'load.emptyTitle' : 'load.noneTitle')}
      {...(empty ? {} : { actions: <Button onClick={onReset}>{t('common.resetFilters')}</Button> })}
    >
      {t(empty ? 'load.emptyText' : 'load.noneText')}
    </EmptyState>
  );
}

/** Steps by three months, and back to this one. */
function Months({ view, onFrom }: LoadProps) {
  const { t, language } = useText();
  const [first] = view.months;
  const last = view.months.at(-1);
  if (first === undefined || last === undefined) return null;
  const span = t('load.span', { from: formatMonth(first, language), to: formatMonth(last, language) });
  return (
    <>
      <span className={styles.span}>{span}</span>
      <Button variant="default" onClick={() => onFrom(null)}>
        {t('load.thisMonth')}
      </Button>
      {(['earlier', 'later'] as const).map((way) => (
        <Tooltip key={way} label={t(`load.${way}`)}>
          <ActionIcon
            variant="default"
            size="input-sm"
            aria-label={t(`load.${way}`)}
            onClick={() => onFrom(addMonths(first, way === 'earlier' ? -3 : 3))}
          >
            {way === 'earlier' ? (
              <IconChevronLeft size={16} stroke={1.5} />
            ) : (
              <IconChevronRight size={16} stroke={1.5} />
            )}
          </ActionIcon>
        </Tooltip>
      ))}
    </>
  );
}
