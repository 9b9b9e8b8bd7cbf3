import { IconAlertTriangle, IconPlus } from '@tabler/icons-react';
import { useMemo } from 'react';
import type { RisksView } from '../../../shared/views/register-view.ts';
import { ChoiceFilter } from '../../components/filter-bar.tsx';
import { ListScreen } from '../../components/list-screen.tsx';
import { QueryGate } from '../../components/query-gate.tsx';
import { useLabels } from '../../components/use-labels.ts';
import { useText } from '../../i18n.ts';
import { useApiQuery } from '../../rpc/hooks.ts';
import { answersWords } from './answers-words.ts';
import { RegisterFilters } from './register-filters.tsx';
import { answersChoices, emptyFilter, isNarrowed, useRegisterStore } from './register-store.ts';
import { riskColumns } from './risk-columns.tsx';
import { NewRiskPanel, RiskPanel } from './risk-panel.tsx';
import { useRegister } from './use-register.ts';

/** The register of risks, each with its plan B. */
export function RisksPage() {
  const query = useApiQuery('risk.view', {});
  return <QueryGate query={query}>{(view) => <RisksScreen view={view} />}</QueryGate>;
}

function RisksScreen({ view }: { readonly view: RisksView }) {
  const { t } = useText();
  const labels = useLabels();
  const filter = useRegisterStore(({ filters }) => filters.risks);
  const narrow = useRegisterStore((state) => state.narrow);
  const { openId, adding, about, add, open, close, created } = useRegister('risks');
  const risk = view.risks.find(({ id }) => id === openId) ?? null;
  const columns = useMemo(() => riskColumns(t, labels), [t, labels]);
  const rows = useMemo(
    () =>
      view.risks.filter(
        (row) =>
          answersChoices(row, filter) &&
          answersWords([row.label, row.mitigation, row.planB, row.ownerName], filter.text),
      ),
    [view.risks, filter],
  );
  const critical = view.risks.filter(({ level, state }) => level === 'critical' && state !== 'closed').length;
  const late = view.risks.filter((row) => row.late).length;
  const filtered = isNarrowed(filter);
  const panel = adding ? (
    <NewRiskPanel view={view} about={about} onClose={close} onCreated={created} />
  ) : (
    risk && <RiskPanel key={risk.id} view={view} risk={risk} onClose={close} />
  );
  return (
    <ListScreen
      title={t('registers.risks')}
      subtitle={[
        t('registers.riskCount', { count: view.risks.length }),
        critical > 0 && t('registers.risksCritical', { count: critical }),
        late > 0 && t('registers.risksLate', { count: late }),
      ]
        .filter(Boolean)
        .join(' · ')}
      toolbar={
        <RegisterFilters name="risks" view={view} search={t('registers.riskSearch')}>
          <ChoiceFilter
            label={t('registers.level')}
            options={labels.options('risk_level').toReversed()}
            value={filter.levels}
            onChange={(levels) => narrow('risks', { levels })}
          />
        </RegisterFilters>
      }
      rows={rows}
      columns={columns}
      openId={openId}
      onOpen={open}
      panel={panel}
      add={{
        word: t('registers.add'),
        label: t('registers.riskAdd'),
        icon: <IconPlus size={16} stroke={1.5} aria-hidden="true" />,
        onAdd: add,
      }}
      empty={{
        icon: <IconAlertTriangle size={32} stroke={1.5} />,
        title: filtered ? t('registers.riskNoneFound') : t('registers.riskEmptyTitle'),
        text: filtered ? t('registers.noneFoundText') : t('registers.riskEmptyText'),
      }}
      onClearFilters={filtered ? () => narrow('risks', emptyFilter) : null}
    />
  );
}
