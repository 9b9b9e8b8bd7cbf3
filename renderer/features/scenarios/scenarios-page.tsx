import { Button } from '@mantine/core';
import { IconArrowsSplit2, IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { formatDate } from '../../../shared/i18n/format.ts';
import type { ScenarioList } from '../../../shared/views/scenario-view.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { QueryGate } from '../../components/query-gate.tsx';
import { Screen } from '../../components/screen.tsx';
import { useNotify } from '../../components/use-notify.tsx';
import { useText } from '../../i18n.ts';
import { useApiQuery, useCommand } from '../../rpc/hooks.ts';
import { useScenarioStore } from '../../state/scenario-store.ts';
import { ScenarioComparison } from './scenario-comparison.tsx';
import { ScenarioDialog } from './scenario-dialog.tsx';
import { ScenarioTable } from './scenario-table.tsx';
import styles from './scenarios.module.css';

/** What-if copies of the plan, side by side with the real one. */
export function ScenariosPage() {
  const query = useApiQuery('scenario.list', {});
  return <QueryGate query={query}>{(view) => <ScenariosScreen view={view} />}</QueryGate>;
}

function ScenariosScreen({ view }: { readonly view: ScenarioList }) {
  const { t } = useText();
  const [creating, setCreating] = useState(false);
  // The one the planning shows is the one whose effect one wants to see.
  const [chosen, setChosen] = useState(() => useScenarioStore.getState().scenarioId);
  const { scenarios } = view;
  const to = scenarios.find(({ id }) => id === chosen) ?? scenarios[0] ?? null;
  const newButton = (
    <Button
      leftSection={<IconPlus size={16} stroke={1.5} aria-hidden="true" />}
      onClick={() => setCreating(true)}
    >
      {t('scenarios.new')}
    </Button>
  );
  return (
    <Screen
      title={t('scenarios.title')}
      subtitle={scenarios.length > 0 && t('scenarios.count', { count: scenarios.length })}
      actions={scenarios.length > 0 && newButton}
    >
      {to === null ? (
        <EmptyState
          icon={<IconArrowsSplit2 size={32} stroke={1.5} />}
          title={t('scenarios.emptyTitle')}
          actions={newButton}
        >
          {t('scenarios.emptyText')}
        </EmptyState>
      ) : (
        <div className={styles.page}>
          <ScenarioTable scenarios={scenarios} onMade={setChosen} />
          <ScenarioComparison scenarios={scenarios} to={to} onTo={setChosen} />
        </div>
      )}
      {creating && <CreateDialog view={view} onClose={() => setCreating(false)} onMade={setChosen} />}
    </Screen>
  );
}

interface CreateDialogProps {
  readonly view: ScenarioList;
  readonly onClose: () => void;
  readonly onMade: (id: string | null) => void;
}

function CreateDialog({ view, onClose, onMade }: CreateDialogProps) {
  const { t } = useText();
  const notify = useNotify();
  const create = useCommand('scenario.create');
  return (
    <ScenarioDialog
      title={t('scenarios.newTitle')}
      text={t('scenarios.newText')}
      initial={{ name: t('scenarios.suggestedName', { date: formatDate(view.today) }), note: '' }}
      deployments={view.deployments}
      action={t('scenarios.create')}
      saving={create.isPending}
      error={create.error}
      onClose={onClose}
      onSave={({ name, note, deploymentIds }) =>
        create.mutate(
          { name, note: note === '' ? null : note, deploymentIds: [...deploymentIds] },
          {
            onSuccess: ({ id }) => {
              onMade(id);
              notify.done(t('scenarios.created', { name }));
              onClose();
            },
          },
        )
      }
    />
  );
}
