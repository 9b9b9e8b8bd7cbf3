import { Button, Group, Modal, SegmentedControl } from '@mantine/core';
import { useState } from 'react';
import type { PlanChange, PlanImpactView } from '../../../shared/views/plan-view.ts';
import { QueryGate } from '../../components/query-gate.tsx';
import { useNotify } from '../../components/use-notify.tsx';
import { useText } from '../../i18n.ts';
import { useApiQuery, useCommand } from '../../rpc/hooks.ts';
import { ImpactList } from './impact-list.tsx';
import { ImpactTrouble } from './impact-trouble.tsx';
import { usePlanChangeStore } from './plan-change-store.ts';
import styles from './plan.module.css';

type Direction = PlanChange['direction'];

interface ImpactProps {
  readonly moves: PlanChange['moves'];
  readonly scenarioId: string | null;
}

/** What a proposed change moves, where, by how much and why, before anything is written. Stands once, in the frame. */
export function PlanChangeDialog() {
  const { t } = useText();
  const { proposal, settle } = usePlanChangeStore();
  return (
    // It stays there closed, so that the focus goes back to where the change was made.
    <Modal
      opened={proposal !== null}
      onClose={() => settle('cancelled')}
      title={t('plan.impact.title')}
      size={980}
      transitionProps={{ duration: 0 }}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      {proposal && <Impact moves={proposal.moves} scenarioId={proposal.scenarioId} />}
    </Modal>
  );
}

function Impact({ moves, scenarioId }: ImpactProps) {
  const { t } = useText();
  const [direction, setDirection] = useState<Direction>('push');
  const query = useApiQuery(
    'plan.impact',
    { moves, direction, ...(scenarioId !== null && { scenarioId }) },
    { keepPrevious: true },
  );
  return (
    <QueryGate query={query}>
      {(view) => (
        <>
          <div className={styles.dialogHead}>
            <p className={styles.summary} role="status">
              {summaryText(view)}
            </p>
            <SegmentedControl
              aria-label={t('plan.impact.direction')}
              value={direction}
              onChange={(value) => setDirection(value === 'pull' ? 'pull' : 'push')}
              data={[
                { value: 'push', label: t('plan.impact.push') },
                { value: 'pull', label: t('plan.impact.pull') },
              ]}
            />
          </div>
          <p className={styles.hint}>
            {t(direction === 'push' ? 'plan.impact.pushHint' : 'plan.impact.pullHint')}
            {scenarioId !== null && ` ${t('plan.impact.inScenario')}`}
          </p>
          <div className={styles.dialogBody} tabIndex={0} role="region" aria-label={t('plan.impact.title')}>
            <ImpactTrouble view={view} />
            <ImpactList impacts={view.impacts} moved={new Set(moves.map(({ id }) => id))} />
          </div>
          <ImpactVerbs {...{ moves, scenarioId, direction, view }} stale={query.isPlaceholderData} />
        </>
      )}
    </QueryGate>
  );

  function summaryText({ impacts, siteCount }: PlanImpactView): string {
    if (impacts.length === 0) return t('plan.impact.nothing');
    const [count, sites] = [impacts.length, t('plan.impact.sites', { count: siteCount })];
    return `${t('plan.impact.moves', { count })} ${sites}`;
  }
}

interface ImpactVerbsProps extends ImpactProps {
  readonly direction: Direction;
  readonly view: PlanImpactView;
  /** What is shown is still the answer to the other direction. */
  readonly stale: boolean;
}

/** Gives up, moves only what was moved, or writes all that is shown in one save. */
function ImpactVerbs({ moves, scenarioId, direction, view, stale }: ImpactVerbsProps) {
  const { t } = useText();
  const notify = useNotify();
  const settle = usePlanChangeStore((state) => state.settle);
  const real = useCommand('plan.apply');
  const inScenario = useCommand('scenario.move');
  const isPending = real.isPending || inScenario.isPending;
  const apply = (): void => {
    const count = view.impacts.length;
    const answers = (told: string) => ({
      onSuccess: () => {
        notify.done(told);
        settle('applied');
      },
      onError: notify.failed,
    });
    if (scenarioId === null)
      real.mutate({ moves, direction, basis: view.basis }, answers(t('plan.impact.applied', { count })));
    else
      inScenario.mutate(
        { id: scenarioId, moves, follow: direction },
        answers(t('plan.impact.appliedInScenario', { count })),
      );
  };
  return (
    <Group justify="flex-end" mt="md">
      <Button variant="default" onClick={() => settle('cancelled')}>
        {t('common.cancel')}
      </Button>
      <Button variant="default" disabled={isPending} onClick={() => settle('alone')}>
        {t('plan.impact.alone', { count: moves.length })}
      </Button>
      <Button data-autofocus loading={isPending || stale} onClick={apply}>
        {t('plan.impact.apply')}
      </Button>
    </Group>
  );
}
