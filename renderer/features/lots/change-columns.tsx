import { UnstyledButton } from '@mantine/core';
import { signedAmount } from '../../../shared/hosting/amount-text.ts';
import { measures, type Measure } from '../../../shared/hosting/scope.ts';
import { formatSigned } from '../../../shared/i18n/format.ts';
import type { Language, Translate } from '../../../shared/i18n/translate.ts';
import type { AssetChangeRow } from '../../../shared/views/lots-view.ts';
import type { GridColumn } from '../../components/data-table/table-features.ts';
import { DateText } from '../../components/date-text.tsx';
import classes from './lots.module.css';

/** Columns of the log of changes. */
export function changeColumns(
  t: Translate,
  language: Language,
  open: (change: AssetChangeRow) => void,
): GridColumn<AssetChangeRow>[] {
  const amount = (measure: Measure): GridColumn<AssetChangeRow> => ({
    id: measure,
    header: t(`lots.column.${measure}`),
    width: 68,
    align: 'end',
    value: ({ amounts }) => amounts[measure] / (measure === 'storage' ? 10 : 1),
    cell: ({ amounts }) => signedAmount(measure, amounts[measure], language) || '0',
  });
  return [
    {
      id: 'day',
      header: t('lots.column.day'),
      width: 104,
      value: ({ day }) => day,
      sheet: [{ header: t('lots.column.day'), kind: 'date', value: ({ day }) => day }],
      cell: ({ day }) => <DateText day={day} />,
    },
    {
      id: 'kind',
      header: t('lots.column.kind'),
      width: 128,
      value: ({ kind }) => t(`lots.kind.${kind}`),
      cell: ({ kind }) => t(`lots.kind.${kind}`),
    },
    {
      id: 'reason',
      header: t('lots.column.reason'),
      width: 240,
      grow: 2,
      value: ({ reason }) => reason,
      sheet: [
        { header: t('lots.column.reason'), value: ({ reason }) => reason },
        { header: t('lots.unplanned'), value: ({ unplanned }) => (unplanned ? t('lots.unplanned') : null) },
      ],
      cell: (change) => (
        <>
          <UnstyledButton
            className={classes.reason ?? ''}
            tabIndex={-1}
            aria-label={t('lots.editChange', { label: change.reason })}
            onClick={() => open(change)}
          >
            {change.reason}
          </UnstyledButton>
          {change.unplanned && <span className={classes.late}> · {t('lots.unplanned')}</span>}
        </>
      ),
    },
    {
      id: 'lot',
      header: t('lots.lot'),
      width: 150,
      grow: 1,
      value: ({ lotLabel }) => lotLabel,
      cell: ({ lotLabel }) => lotLabel,
    },
    ...measures.map(amount),
    {
      id: 'delay',
      header: t('lots.column.delay'),
      width: 110,
      align: 'end',
      value: ({ delay }) => delay,
      cell: ({ delay }) => (delay === null ? '' : t('paper.days', { days: formatSigned(delay, language) })),
    },
    {
      id: 'author',
      header: t('lots.column.author'),
      width: 130,
      grow: 1,
      value: ({ authorName }) => authorName,
      cell: ({ authorName }) => authorName,
    },
  ];
}
