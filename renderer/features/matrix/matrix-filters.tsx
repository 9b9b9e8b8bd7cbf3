import { Button } from '@mantine/core';
import { countConditions } from '../../../shared/domain/matrix-filter.ts';
import { formatCount } from '../../../shared/i18n/format.ts';
import { memberRoleSchema } from '../../../shared/views/common.ts';
import type { MatrixView } from '../../../shared/views/matrix-view.ts';
import { ChoiceFilter, FilterReset, TextFilter } from '../../components/filter-bar.tsx';
import { useLabels } from '../../components/use-labels.ts';
import { useText } from '../../i18n.ts';
import { countInScope, countLate, countStage } from './matrix-counts.ts';
import { useMatrixStore } from './matrix-store.ts';
import classes from './matrix.module.css';

interface MatrixFiltersProps {
  readonly view: MatrixView;
  /** Deployments the filter leaves. */
  readonly shown: number;
}

/** What narrows the matrix, and how much of it is left; the choices are those of the group. */
export function MatrixFilters({ view, shown }: MatrixFiltersProps) {
  const { t, language } = useText();
  const labels = useLabels();
  const filter = useMatrixStore((state) => state.filter);
  const narrow = useMatrixStore((state) => state.narrow);
  const clear = useMatrixStore((state) => state.clearFilter);
  const filtered = countConditions(filter) > 0;
  const roles = memberRoleSchema.options.map((role) => ({
    value: role,
    label: labels.label('member_role', role),
  }));
  return (
    <>
      <TextFilter value={filter.text} onChange={(text) => narrow({ text })} label={t('matrix.search')} />
      <ChoiceFilter
        label={t('matrix.family')}
        options={view.families.map((family) => ({ value: family.code, label: family.label }))}
        value={filter.families}
        onChange={(families) => narrow({ families })}
      />
      <ChoiceFilter
        label={t('matrix.establishment')}
        options={view.establishments.map((site) => ({ value: site.id, label: site.shortName }))}
        value={filter.establishmentIds}
        onChange={(establishmentIds) => narrow({ establishmentIds })}
      />
      <ChoiceFilter
        label={t('matrix.role')}
        options={roles}
        value={filter.roles}
        onChange={(values) =>
          narrow({ roles: memberRoleSchema.options.filter((role) => values.includes(role)) })
        }
      />
      <ChoiceFilter
        label={t('matrix.stage')}
        options={labels.options('stage')}
        count={(stage) => countStage(view, stage)}
        value={filter.stages}
        onChange={(stages) => narrow({ stages })}
      />
      <Button
        variant={filter.lateOnly ? 'light' : 'default'}
        aria-pressed={filter.lateOnly}
        onClick={() => narrow({ lateOnly: !filter.lateOnly })}
      >
        {t('matrix.lateFilter', { count: countLate(view) })}
      </Button>
      {/* Always there, so that its change is read out. */}
      <span role="status" className={classes.found} title={t('matrix.foundHint')}>
        {filtered &&
          t('matrix.found', {
            shown: formatCount(shown, language),
            of: formatCount(countInScope(view), language),
          })}
      </span>
      <FilterReset active={filtered} onReset={clear} />
    </>
  );
}
