import { IconGavel, IconPlus } from '@tabler/icons-react';
import { useMemo } from 'react';
import { isDecisionOpen } from '../../../shared/domain/decision.ts';
import type { DecisionsView } from '../../../shared/views/register-view.ts';
import { ListScreen } from '../../components/list-screen.tsx';
import { QueryGate } from '../../components/query-gate.tsx';
import { useLabels } from '../../components/use-labels.ts';
import { useText } from '../../i18n.ts';
import { useApiQuery } from '../../rpc/hooks.ts';
import { decisionColumns } from './decision-columns.tsx';
import { DecisionPanel, NewDecisionPanel } from './decision-panel.tsx';
import { answersWords } from './answers-words.ts';
import { RegisterFilters } from './register-filters.tsx';
import { answersChoices, emptyFilter, isNarrowed, useRegisterStore } from './register-store.ts';
import { useRegister } from './use-register.ts';

/** The register of decisions: wanted, waited for, taken. */
export function DecisionsPage() {
  const query = useApiQuery('decision.view', {});
  return <QueryGate query={query}>{(view) => <DecisionsScreen view={view} />}</QueryGate>;
}

function DecisionsScreen({ view }: { readonly view: DecisionsView }) {
  const { t } = useText();
  const labels = useLabels();
  const filter = useRegisterStore(({ filters }) => filters.decisions);
  const narrow = useRegisterStore((state) => state.narrow);
  const { openId, adding, about, add, open, close, created } = useRegister('decisions');
  const decision = view.decisions.find(({ id }) => id === openId) ?? null;
  const columns = useMemo(() => decisionColumns(t, labels), [t, labels]);
  const rows = useMemo(
    () =>
      view.decisions.filter(
        (row) =>
          answersChoices(row, filter) &&
          answersWords(
            [row.label, row.number, row.body, row.authority, row.outcome, row.ownerName],
            filter.text,
          ),
      ),
    [view.decisions, filter],
  );
  const wanted = view.decisions.filter(({ state }) => isDecisionOpen(state)).length;
  const late = view.decisions.filter((row) => row.late).length;
  const filtered = isNarrowed(filter);
  const panel = adding ? (
    <NewDecisionPanel view={view} about={about} onClose={close} onCreated={created} />
  ) : (
    decision && <DecisionPanel key={decision.id} view={view} decision={decision} onClose={close} />
  );
  return (
    <ListScreen
      title={t('registers.decisions')}
      subtitle={[
        t('registers.decisionCount', { count: view.decisions.length }),
        wanted > 0 && t('registers.decisionsOpen', { count: wanted }),
        late > 0 && t('registers.decisionsLate', { count: late }),
      ]
        .filter(Boolean)
        .join(' · ')}
      toolbar={<RegisterFilters name="decisions" view={view} search={t('registers.decisionSearch')} />}
      rows={rows}
      columns={columns}
      openId={openId}
      onOpen={open}
      panel={panel}
      add={{
        word: t('registers.add'),
        label: t('registers.decisionAdd'),
        icon: <IconPlus size={16} stroke={1.5} aria-hidden="true" />,
        onAdd: add,
      }}
      empty={{
        icon: <IconGavel size={32} stroke={1.5} />,
        title: filtered ? t('registers.decisionNoneFound') : t('registers.decisionEmptyTitle'),
        text: filtered ? t('registers.noneFoundText') : t('registers.decisionEmptyText'),
      }}
      onClearFilters={filtered ? () => narrow('decisions', emptyFilter) : null}
    />
  );
}
