import { IconAlertTriangle } from '@tabler/icons-react';
import { useMemo } from 'react';
import type { RiskRow, RisksView } from '../../../shared/views/register-view.ts';
import { ChoiceFilter } from '../../components/filter-bar.tsx';
import { QueryGate } from '../../components/query-gate.tsx';
import { useLabels } from '../../components/use-labels.ts';
import { useText } from '../../i18n.ts';
import { useApiQuery } from '../../rpc/hooks.ts';
import { RegisterScreen } from './register-screen.tsx';
import { useRegisterStore } from './register-store.ts';
import { riskColumns } from './risk-columns.tsx';
import { NewRiskPanel, RiskPanel } from './risk-panel.tsx';

/** The register of risks, each with its plan B. */
export function RisksPage() {
  const query = useApiQuery('risk.view', {});
  return <QueryGate query={query}>{(view) => <RisksScreen view={view} />}</QueryGate>;
}

const told = (row: RiskRow) => [row.label, row.mitigation, row.planB, row.ownerName];

function RisksScreen({ view }: { readonly view: RisksView }) {
  const { t } = useText();
  const labels = useLabels();
  const levels = useRegisterStore(({ filters }) => filters.risks.levels);
  const narrow = useRegisterStore((state) => state.narrow);
  const { risks } = view;
  const columns = useMemo(() => riskColumns(t, labels), [t, labels]);
  const critical = risks.filter(({ level, state }) => level === 'critical' && state !== 'closed').length;
  const late = risks.filter((row) => row.late).length;
  return (
    <RegisterScreen
      name="risks"
      view={view}
      lines={risks}
      columns={columns}
      told={told}
      counts={[
        t('registers.riskCount', { count: risks.length }),
        critical > 0 && t('registers.risksCritical', { count: critical }),
        late > 0 && t('registers.risksLate', { count: late }),
      ]}
      filters={
        <ChoiceFilter
          label={t('registers.level')}
          options={labels.options('risk_level').toReversed()}
          value={levels}
          onChange={(chosen) => narrow('risks', { levels: chosen })}
        />
      }
      icon={<IconAlertTriangle size={32} stroke={1.5} />}
      panelOf={(row, close) => <RiskPanel key={row.id} view={view} risk={row} onClose={close} />}
      newPanel={(about, close, created) => (
        <NewRiskPanel view={view} about={about} onClose={close} onCreated={created} />
      )}
    />
  );
}
