import { IconGavel } from '@tabler/icons-react';
import { useMemo } from 'react';
import { isDecisionOpen } from '../../../shared/domain/decision.ts';
import type { DecisionRow, DecisionsView } from '../../../shared/views/register-view.ts';
import { QueryGate } from '../../components/query-gate.tsx';
import { useLabels } from '../../components/use-labels.ts';
import { useText } from '../../i18n.ts';
import { useApiQuery } from '../../rpc/hooks.ts';
import { decisionColumns } from './decision-columns.tsx';
import { DecisionPanel, NewDecisionPanel } from './decision-panel.tsx';
import { RegisterScreen } from './register-screen.tsx';

/** The register of decisions: wanted, waited for, taken. */
export function DecisionsPage() {
  const query = useApiQuery('decision.view', {});
  return <QueryGate query={query}>{(view) => <DecisionsScreen view={view} />}</QueryGate>;
}

const told = (row: DecisionRow) => [
  row.label,
  row.number,
  row.body,
  row.authority,
  row.outcome,
  row.ownerName,
];

function DecisionsScreen({ view }: { readonly view: DecisionsView }) {
  const { t } = useText();
  const labels = useLabels();
  const { decisions } = view;
  const columns = useMemo(() => decisionColumns(t, labels), [t, labels]);
  const wanted = decisions.filter(({ state }) => isDecisionOpen(state)).length;
  const late = decisions.filter((row) => row.late).length;
  return (
    <RegisterScreen
      name="decisions"
      view={view}
      lines={decisions}
      columns={columns}
      told={told}
      counts={[
        t('registers.decisionCount', { count: decisions.length }),
        wanted > 0 && t('registers.decisionsOpen', { count: wanted }),
        late > 0 && t('registers.decisionsLate', { count: late }),
      ]}
      icon={<IconGavel size={32} stroke={1.5} />}
      panelOf={(row, close) => <DecisionPanel key={row.id} view={view} decision={row} onClose={close} />}
      newPanel={(about, close, created) => (
        <NewDecisionPanel view={view} about={about} onClose={close} onCreated={created} />
      )}
    />
  );
}
