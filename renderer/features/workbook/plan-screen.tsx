import { Button, Select } from '@mantine/core';
import { IconFileSpreadsheet } from '@tabler/icons-react';
import { useMemo, useRef, useState } from 'react';
import { rowOutcomes, type WorkbookPlan, type WorkbookRow } from '../../../shared/views/workbook-view.ts';
import { DataTable, type TableSource } from '../../components/data-table/data-table.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { ChoiceFilter } from '../../components/filter-bar.tsx';
import { NamedSelect } from '../../components/named-select.tsx';
import { Screen } from '../../components/screen.tsx';
import { TableExport } from '../../components/table-export.tsx';
import { useLabels } from '../../components/use-labels.ts';
import { useText } from '../../i18n.ts';
import { withAlias, type PlanAnswers } from './plan-answers.ts';
import { planColumns } from './plan-columns.tsx';
import classes from './workbook.module.css';

interface PlanScreenProps {
  readonly plan: WorkbookPlan;
  readonly answers: PlanAnswers;
  readonly isBusy: boolean;
  readonly isApplying: boolean;
  readonly onAnswer: (answers: PlanAnswers) => void;
  readonly onApply: () => void;
  readonly onCancel: () => void;
}

const rowId = ({ sheet, row }: WorkbookRow): string => `${sheet} ${row}`;
const sheetOf = ({ sheet }: WorkbookRow): string => sheet;

/** What each row of a workbook becomes, before anything is written. */
export function PlanScreen({
  plan,
  answers,
  isBusy,
  isApplying,
  onAnswer,
  onApply,
  onCancel,
}: PlanScreenProps) {
  const { t } = useText();
  const labels = useLabels();
  const [outcome, setOutcome] = useState<readonly string[]>([]);
  const source: TableSource = useRef(null);
  const columns = useMemo(
    () => planColumns(t, (code) => labels.label('milestone_status', code)),
    [t, labels],
  );
  const section = useMemo(() => ({ header: t('workbook.column.sheet'), of: sheetOf }), [t]);
  const rows = useMemo(
    () => plan.rows.filter((row) => outcome.length === 0 || outcome.includes(row.outcome)),
    [plan.rows, outcome],
  );
  const { counts } = plan;
  const brought = counts.create + counts.update;
  return (
    <Screen
      title={plan.fileName}
      subtitle={rowOutcomes
        .filter((code) => counts[code] > 0)
        .map((code) => t(`workbook.count.${code}`, { count: counts[code] }))
        .join(' · ')}
      toolbar={
        <>
          <Select
            aria-label={t('workbook.domain')}
            placeholder={t('workbook.chooseDomain')}
            data={plan.domains.map(({ id, name }) => ({ value: id, label: name }))}
            value={answers.domainId}
            searchable
            allowDeselect={false}
            w={240}
            nothingFoundMessage={t('common.nothingFound')}
            onChange={(domainId) => onAnswer({ ...answers, domainId })}
          />
          <ChoiceFilter
            label={t('workbook.filter')}
            value={outcome}
            onChange={setOutcome}
            count={(code) => plan.rows.filter((row) => row.outcome === code).length}
            options={rowOutcomes
              .filter((code) => counts[code] > 0)
              .map((value) => ({ value, label: t(`workbook.outcome.${value}`) }))}
          />
        </>
      }
      actions={
        <>
          <TableExport title={plan.fileName} source={source} />
          <Button variant="default" onClick={onCancel}>
            {t('common.cancel')}
          </Button>
          <Button
            loading={isApplying || isBusy}
            disabled={answers.domainId === null || brought + counts.same === 0}
            onClick={onApply}
          >
            {t('workbook.apply', { count: brought })}
          </Button>
        </>
      }
    >
      <div className={classes.plan}>
        <div className={classes.remarks}>
          <p className={classes.quiet}>{t('workbook.planHint', { count: plan.skipped })}</p>
          {plan.unknownSites.length > 0 && (
            <section aria-label={t('workbook.unknownSites')}>
              <h2 className={classes.heading}>{t('workbook.unknownSites')}</h2>
              <div className={classes.aliases}>
                {plan.unknownSites.map(({ text, rows: count, siteId }) => (
                  <NamedSelect
                    key={text}
                    label={t('workbook.alias', { text, count })}
                    placeholder={t('workbook.leaveOut')}
                    rows={plan.sites}
                    value={siteId}
                    onChange={(value) => onAnswer(withAlias(answers, text, value))}
                  />
                ))}
              </div>
            </section>
          )}
        </div>
        <DataTable
          label={plan.fileName}
          source={source}
          rows={rows}
          columns={columns}
          rowId={rowId}
          section={section}
          empty={
            <EmptyState
              icon={<IconFileSpreadsheet size={32} stroke={1.5} />}
              title={t('workbook.noRow')}
              actions={<Button onClick={() => setOutcome([])}>{t('common.resetFilters')}</Button>}
            >
              {t('workbook.noRowText')}
            </EmptyState>
          }
        />
      </div>
    </Screen>
  );
}
