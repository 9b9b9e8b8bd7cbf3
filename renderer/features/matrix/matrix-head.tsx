import { memo, type ReactNode } from 'react';
import type { MatrixEstablishment } from '../../../shared/domain/matrix-filter.ts';
import type { Rate } from '../../../shared/views/matrix-view.ts';
import { useText } from '../../i18n.ts';
import classes from './matrix.module.css';
import type { MatrixSizes } from './matrix-sizes.ts';
import type { MatrixWords } from './matrix-words.ts';
import { rateShares } from './rate-shares.ts';

interface MatrixHeadProps {
  readonly columns: readonly MatrixEstablishment[];
  readonly first: number;
  readonly last: number;
  readonly columnWidth: number;
  readonly headWidth: number;
  readonly sizes: MatrixSizes;
  readonly total: Rate;
  readonly words: MatrixWords;
}

/** The heads of the columns in sight, and the corner with the rate of the whole group. */
export const MatrixHead = memo(function MatrixHead(props: MatrixHeadProps) {
  const { columns, first, last, columnWidth, headWidth, sizes, total, words } = props;
  const { t } = useText();
  const heads: ReactNode[] = [];
  for (let index = first; index <= last; index++) {
    const site = columns[index];
    if (!site) continue;
    const facts = [
      site.networkClass,
      site.beds === null ? null : t('matrix.beds', { count: site.beds }),
      site.role === 'member' ? null : t(`matrix.role-${site.role}`),
    ];
    heads.push(
      <div
        key={site.id}
        className={classes.columnHead}
        role="columnheader"
        aria-colindex={index + 2}
        data-head={index}
        style={{ left: headWidth + index * columnWidth, width: columnWidth, ...rateShares(site.summary) }}
      >
        <span className={classes.columnName}>{site.shortName}</span>
        <span className={classes.columnFacts}>{facts.filter(Boolean).join(' · ')}</span>
        <span className={classes.rate}>{words.rate(site.summary)}</span>
      </div>,
    );
  }
  return (
    <div className={classes.head} role="row" aria-rowindex={1} style={{ height: sizes.headHeight }}>
      <div
        className={classes.corner}
        role="columnheader"
        aria-colindex={1}
        data-head="all"
        style={{ width: headWidth, ...rateShares(total) }}
      >
        <span className={classes.columnName}>{t('matrix.wholeGroup')}</span>
        <span className={classes.columnFacts}>{t('matrix.rateHint')}</span>
        <span className={classes.rate}>{words.rate(total)}</span>
      </div>
      {heads}
    </div>
  );
});
