import { Button } from '@mantine/core';
import { useState } from 'react';
import type { PlanImpact } from '../../../shared/views/plan-view.ts';
import { DateText } from '../../components/date-text.tsx';
import { useText } from '../../i18n.ts';
import { chainText, shortChain, slipText } from './plan-words.ts';
import styles from './plan.module.css';

interface ImpactListProps {
  readonly impacts: readonly PlanImpact[];
  /** Milestones somebody moved; the others follow. */
  readonly moved: ReadonlySet<string>;
}

/** Rows shown at first: a slip at the root of a large plan moves thousands. */
const FIRST_ROWS = 200;

/** The milestones that move, by site. */
export function ImpactList({ impacts, moved }: ImpactListProps) {
  const { t } = useText();
  const [all, setAll] = useState(false);
  const shown = all ? impacts : impacts.slice(0, FIRST_ROWS);
  const rest = impacts.length - shown.length;
  return (
    <>
      {[...Map.groupBy(shown, ({ siteId }) => siteId)].map(([siteId, list]) => (
        <section key={siteId} className={styles.site}>
          <h3 className={styles.siteName}>
            {t('plan.impact.site', {
              site: list[0]?.siteName ?? '',
              moves: t('plan.impact.moves', {
                count: impacts.filter((one) => one.siteId === siteId).length,
              }),
            })}
          </h3>
          <table className={styles.table}>
            <thead>
              <tr>
                <th scope="col">{t('plan.impact.milestone')}</th>
                <th scope="col">{t('plan.impact.dates')}</th>
                <th scope="col">{t('plan.impact.slip')}</th>
                <th scope="col">{t('plan.impact.why')}</th>
              </tr>
            </thead>
            <tbody>
              {list.map((impact) => (
                <ImpactRow key={impact.milestoneId} impact={impact} moved={moved.has(impact.milestoneId)} />
              ))}
            </tbody>
          </table>
        </section>
      ))}
      {rest > 0 && (
        <Button variant="subtle" onClick={() => setAll(true)}>
          {t('plan.more', { count: rest })}
        </Button>
      )}
    </>
  );
}

function ImpactRow({ impact, moved }: { readonly impact: PlanImpact; readonly moved: boolean }) {
  const { t } = useText();
  return (
    <tr>
      <th scope="row">
        <span className={styles.label}>{impact.label}</span>
        <span className={styles.domain}>{impact.domainLabel}</span>
      </th>
      <td className={styles.dates}>
        {impact.fromStart !== null && (
          <del>
            <span className="visually-hidden">{t('plan.impact.from')}</span>
            <Days start={impact.fromStart} end={impact.fromEnd ?? impact.fromStart} />
          </del>
        )}
        <ins>
          <span className="visually-hidden">{t('plan.impact.to')}</span>
          <Days start={impact.toStart} end={impact.toEnd} />
        </ins>
      </td>
      <td className={styles.slip} data-late={impact.workingDays > 0}>
        {slipText(t, impact.workingDays)}
      </td>
      <td className={styles.why} title={moved ? undefined : chainText(t, impact.chain)}>
        {moved ? t('plan.impact.moved') : chainText(t, shortChain(impact.chain))}
      </td>
    </tr>
  );
}

function Days({ start, end }: { readonly start: string; readonly end: string }) {
  if (start === end) return <DateText day={start} />;
  return (
    <>
      <DateText day={start} />
      {' – '}
      <DateText day={end} />
    </>
  );
}
