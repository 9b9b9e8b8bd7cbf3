import { formatCount, formatDate, formatRate, formatSigned } from '../../../shared/i18n/format.ts';
import type { ScenarioComparison } from '../../../shared/views/scenario-view.ts';
import { Figure, FigureList } from '../../components/figure.tsx';
import { useText } from '../../i18n.ts';

/** What one plan costs against another, each figure with the counts it is made of and its definition. */
export function ScenarioFigures({ comparison }: { readonly comparison: ScenarioComparison }) {
  const { t, language } = useText();
  const { summary, ends, brought, removed } = comparison;
  const { scheduleRate, slipDays, plannedDays, deployments, moved, driftDays } = summary;
  const days = (count: number): string => t('baselines.days', { days: formatSigned(count, language) });
  const rate = scheduleRate === null ? null : formatRate(Math.abs(scheduleRate), language);
  const sign = slipDays > 0 ? '+' : slipDays < 0 ? '\u2212' : '';
  const endSame = ends.fromEnd === ends.toEnd || ends.fromEnd === null || ends.workingDays === null;
  return (
    <FigureList>
      <Figure
        name={t('scenarios.figure.end')}
        value={ends.toEnd === null ? null : formatDate(ends.toEnd)}
        counts={
          endSame
            ? t('scenarios.figure.endSame')
            : t('scenarios.figure.endWas', {
                date: formatDate(ends.fromEnd ?? ''),
                days: formatSigned(ends.workingDays ?? 0, language),
              })
        }
        definition={t('scenarios.figure.endDefinition')}
      />
      <Figure
        name={t('scenarios.cost')}
        value={days(driftDays)}
        counts={t('scenarios.figure.costCounts', {
          count: moved,
          mean: formatSigned(moved === 0 ? 0 : driftDays / moved, language),
        })}
        definition={t('scenarios.costHint')}
      />
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
        definition={t('scenarios.figure.rateDefinition')}
      />
      <Figure
        name={t('scenarios.figure.trouble')}
        value={t('scenarios.figure.troubleValue', {
          brought: brought.collisions.length + brought.breaches.length,
          removed: removed.collisions.length + removed.breaches.length,
        })}
        counts={[
          t('scenarios.figure.collisions', {
            brought: brought.collisions.length,
            removed: removed.collisions.length,
          }),
          t('scenarios.figure.breaches', {
            brought: brought.breaches.length,
            removed: removed.breaches.length,
          }),
        ].join(' · ')}
        definition={t('scenarios.figure.troubleDefinition')}
      />
    </FigureList>
  );
}
