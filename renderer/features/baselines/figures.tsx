import { formatCount, formatDate, formatRate, formatSigned } from '../../../shared/i18n/format.ts';
import type { ReadyComparison } from '../../../shared/views/baseline-view.ts';
import { Figure, FigureList } from '../../components/figure.tsx';
import { useText } from '../../i18n.ts';

/** The figures of a comparison, each with the counts it is made of and its definition. */
export function Figures({ comparison: { summary, asOf } }: { readonly comparison: ReadyComparison }) {
  const { t, language } = useText();
  const { scheduleRate, slipDays, plannedDays, deployments, due, dueLater, compared, driftDays } = summary;
  const rate = scheduleRate === null ? null : formatRate(Math.abs(scheduleRate), language);
  const sign = slipDays > 0 ? '+' : slipDays < 0 ? '\u2212' : '';
  const changes = [
    t('baselines.moved', { count: summary.moved }),
    t('baselines.added', { count: summary.added }),
    t('baselines.removed', { count: summary.removed }),
  ];
  return (
    <FigureList>
      <Figure
        name={t('baselines.rate')}
        value={rate === null ? null : `${sign}${rate}`}
        counts={[
          t('baselines.rateCounts', {
            slip: formatSigned(slipDays, language),
            planned: formatCount(plannedDays, language),
          }),
          t('baselines.rateDeployments', { count: deployments }),
        ].join(' · ')}
        definition={t('baselines.rateDefinition')}
      />
      <Figure
        name={t('baselines.due')}
        value={due === 0 ? null : formatRate(Math.round((dueLater * 10_000) / due), language)}
        counts={t('baselines.dueCounts', { later: dueLater, due })}
        definition={t('baselines.dueDefinition', { date: formatDate(asOf) })}
      />
      <Figure
        name={t('baselines.mean')}
        value={
          compared === 0 ? null : t('baselines.days', { days: formatSigned(driftDays / compared, language) })
        }
        counts={t('baselines.meanCounts', { days: formatSigned(driftDays, language), count: compared })}
        definition={t('baselines.meanDefinition')}
      />
      <Figure
        name={t('baselines.changes')}
        value={String(summary.moved + summary.added + summary.removed)}
        counts={changes.join(' · ')}
        definition={t('baselines.changesDefinition')}
      />
    </FigureList>
  );
}
