import { Button } from '@mantine/core';
import { IconBookmarkPlus, IconBookmarks } from '@tabler/icons-react';
import { useState } from 'react';
import { formatDate } from '../../../shared/i18n/format.ts';
import type { BaselineList } from '../../../shared/views/baseline-view.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { QueryGate } from '../../components/query-gate.tsx';
import { Screen } from '../../components/screen.tsx';
import { useNotify } from '../../components/use-notify.tsx';
import { useText } from '../../i18n.ts';
import { useApiQuery, useCommand } from '../../rpc/hooks.ts';
import { BaselineDialog } from './baseline-dialog.tsx';
import { BaselineTable } from './baseline-table.tsx';
import styles from './baselines.module.css';
import { Comparison } from './comparison.tsx';

/** Named plans, and what became of them. */
export function BaselinesPage() {
  const query = useApiQuery('baseline.list', {});
  return <QueryGate query={query}>{(view) => <BaselinesScreen view={view} />}</QueryGate>;
}

function BaselinesScreen({ view }: { readonly view: BaselineList }) {
  const { t } = useText();
  const [taking, setTaking] = useState(false);
  const [chosen, setChosen] = useState<string | null>(null);
  const { baselines } = view;
  // The one chosen may be gone: then the newest is as good as any.
  const from = baselines.find(({ id }) => id === chosen)?.id ?? baselines[0]?.id ?? null;
  const takeButton = (
    <Button
      leftSection={<IconBookmarkPlus size={16} stroke={1.5} aria-hidden="true" />}
      onClick={() => setTaking(true)}
    >
      {t('baselines.take')}
    </Button>
  );
  return (
    <Screen
      title={t('baselines.title')}
      subtitle={baselines.length > 0 && t('baselines.count', { count: baselines.length })}
      actions={baselines.length > 0 && takeButton}
    >
      {from === null ? (
        <EmptyState
          icon={<IconBookmarks size={32} stroke={1.5} />}
          title={t('baselines.emptyTitle')}
          actions={takeButton}
        >
          {t('baselines.emptyText')}
        </EmptyState>
      ) : (
        <div className={styles.page}>
          <BaselineTable view={view} />
          <Comparison baselines={baselines} from={from} onFrom={setChosen} />
        </div>
      )}
      {taking && <TakeDialog view={view} onClose={() => setTaking(false)} onTaken={setChosen} />}
    </Screen>
  );
}

interface TakeDialogProps {
  readonly view: BaselineList;
  readonly onClose: () => void;
  readonly onTaken: (id: string | null) => void;
}

function TakeDialog({ view, onClose, onTaken }: TakeDialogProps) {
  const { t } = useText();
  const notify = useNotify();
  const take = useCommand('baseline.take');
  return (
    <BaselineDialog
      title={t('baselines.takeTitle')}
      text={t('baselines.takeText')}
      initial={t('baselines.suggestedName', { date: formatDate(view.today) })}
      deployments={view.deployments}
      action={t('baselines.take')}
      saving={take.isPending}
      onClose={onClose}
      onSave={(label, deploymentId) =>
        take.mutate(
          { label, deploymentId },
          {
            onSuccess: ({ id }) => {
              onTaken(id);
              notify.done(t('baselines.taken', { name: label }));
              onClose();
            },
            onError: notify.failed,
          },
        )
      }
    />
  );
}
