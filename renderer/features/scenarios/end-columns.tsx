import { formatSigned } from '../../../shared/i18n/format.ts';
import type { Language, Translate } from '../../../shared/i18n/translate.ts';
import type { ScenarioComparison } from '../../../shared/views/scenario-view.ts';
import type { GridColumn } from '../../components/data-table/table-features.ts';
import { OldAndNewDay } from '../../components/old-and-new-day.tsx';
import styles from './scenarios.module.css';

type DeploymentEnd = ScenarioComparison['deployments'][number];

/** Columns of where each deployment ends in two plans. */
export function endColumns(t: Translate, language: Language): GridColumn<DeploymentEnd>[] {
  return [
    {
      id: 'domain',
      header: t('scenarios.domain'),
      width: 200,
      grow: 2,
      value: (row) => row.domainLabel,
      cell: ({ domainLabel }) => <span title={domainLabel}>{domainLabel}</span>,
    },
    {
      id: 'site',
      header: t('scenarios.site'),
      width: 160,
      grow: 1,
      value: (row) => row.siteName,
      cell: ({ siteName }) => <span title={siteName}>{siteName}</span>,
    },
    {
      id: 'end',
      header: t('scenarios.end'),
      width: 200,
      value: (row) => row.toEnd ?? row.fromEnd,
      sheet: [
        {
          header: t('baselines.before', { column: t('scenarios.end') }),
          kind: 'date',
          value: (row) => row.fromEnd,
        },
        {
          header: t('baselines.after', { column: t('scenarios.end') }),
          kind: 'date',
          value: (row) => row.toEnd,
        },
      ],
      cell: ({ fromEnd, toEnd }) => <OldAndNewDay from={fromEnd} to={toEnd} />,
    },
    {
      id: 'drift',
      header: t('scenarios.drift'),
      width: 96,
      align: 'end',
      value: (row) => row.workingDays,
      sheet: [{ header: t('baselines.driftSheet'), kind: 'number', value: (row) => row.workingDays }],
      cell: ({ workingDays }) =>
        workingDays === null ? null : (
          <span className={workingDays > 0 ? styles.later : undefined}>
            {t('baselines.days', { days: formatSigned(workingDays, language) })}
          </span>
        ),
    },
  ];
}
