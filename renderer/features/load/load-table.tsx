import { UnstyledButton } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { formatMonth, formatPercent } from '../../../shared/i18n/format.ts';
import type { LoadMonth, LoadRow } from '../../../shared/views/load-view.ts';
import { useLabels } from '../../components/use-labels.ts';
import { useText } from '../../i18n.ts';
import { daysText, levelOf, rowName, rowNote } from './load-words.ts';
import styles from './load.module.css';

interface LoadTableProps {
  readonly title: string;
  readonly rows: readonly LoadRow[];
  readonly months: readonly string[];
  readonly chosen: { readonly id: string; readonly month: string } | null;
  readonly onChoose: (id: string, month: string) => void;
}

/** Rows of teams or people, a column a month. */
export function LoadTable({ title, rows, months, chosen, onChoose }: LoadTableProps) {
  const { t, language } = useText();
  const labels = useLabels();
  return (
    <table className={styles.table}>
      <caption>{title}</caption>
      <thead>
        <tr>
          <th scope="col">{t('load.who')}</th>
          {months.map((month) => (
            <th key={month} scope="col">
              {formatMonth(month, language)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => {
          const name = rowName(t, labels, row);
          return (
            <tr key={row.id}>
              <th scope="row">
                <span className={styles.name}>{name}</span>
                <span className={styles.note}>{rowNote(t, labels, row)}</span>
              </th>
              {row.months.map((load) => (
                <td key={load.month}>
                  <LoadCell
                    name={name}
                    load={load}
                    pressed={chosen?.id === row.id && chosen.month === load.month}
                    onChoose={() => onChoose(row.id, load.month)}
                  />
                </td>
              ))}
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

interface LoadCellProps {
  readonly name: string;
  readonly load: LoadMonth;
  readonly pressed: boolean;
  readonly onChoose: () => void;
}

/** A month: percentage, bar and word; above 100 % the bar is hatched and a sign stands beside the figure. */
function LoadCell({ name, load, pressed, onChoose }: LoadCellProps) {
  const { t, language } = useText();
  const level = levelOf(load);
  const asked = load.committed + load.estimated;
  const figure = load.percent === null ? daysText(t, language, asked) : formatPercent(load.percent, language);
  const month = formatMonth(load.month, language);
  return (
    <UnstyledButton className={styles.cell} data-level={level} aria-pressed={pressed} onClick={onChoose}>
      <span className="visually-hidden">{t('load.cellOf', { name, month })}</span>
      <span className={styles.figure}>
        {level === 'over' && <IconAlertTriangle size={14} stroke={1.75} aria-hidden="true" />}
        {figure}
      </span>
      <span className={styles.track} aria-hidden="true">
        <span className={styles.bar} style={{ width: `${Math.min(100, load.percent ?? 0)}%` }} />
      </span>
      <span className={styles.word}>{t(`load.level-${level}`)}</span>
    </UnstyledButton>
  );
}
