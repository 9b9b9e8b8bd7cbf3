import { Button, Tooltip } from '@mantine/core';
import { IconArrowBackUp, IconArrowsSplit2 } from '@tabler/icons-react';
import type { GanttView } from '../../../shared/gantt/gantt-view.ts';
import { stepText } from '../../../shared/i18n/step-text.ts';
import { useText } from '../../i18n.ts';
import { useApiQuery } from '../../rpc/hooks.ts';
import { navigate } from '../../state/route.ts';
import { useScenarioStore } from '../../state/scenario-store.ts';
import { useHistoryStep } from '../history/index.ts';
import styles from './gantt.module.css';
import { ScenarioChoice } from './scenario-choice.tsx';

const icon = { size: 16, stroke: 1.5, 'aria-hidden': true } as const;

/** Says that what is shown and moved is a scenario, which one, and how to go on or back. */
export function ScenarioBanner({ scenario }: { readonly scenario: NonNullable<GanttView['scenario']> }) {
  const { t } = useText();
  const choose = useScenarioStore((state) => state.choose);
  return (
    <section className={styles.scenario} aria-label={t('gantt.scenario')}>
      <IconArrowsSplit2 size={18} stroke={1.5} aria-hidden="true" />
      <div className={styles.scenarioText}>
        <p className={styles.scenarioTitle} role="status">
          {t('gantt.scenario.banner', { name: scenario.name })}
        </p>
        <p className={styles.scenarioHint}>{t('gantt.scenario.hint')}</p>
      </div>
      <ScenarioChoice />
      <UndoButton scenarioId={scenario.id} />
      <Button variant="default" onClick={() => navigate({ name: 'scenarios' })}>
        {t('gantt.scenario.compare')}
      </Button>
      <Button variant="default" onClick={() => choose(null)}>
        {t('gantt.scenario.leave')}
      </Button>
    </section>
  );
}

/** Takes the last gesture made in the scenario back, as Ctrl+Z does; says which, or that there is none. */
function UndoButton({ scenarioId }: { readonly scenarioId: string }) {
  const { t } = useText();
  const step = useHistoryStep(scenarioId);
  const undo = useApiQuery('history.next', { scenarioId }).data?.undo ?? null;
  const told = undo ? stepText(t, undo) : t('gantt.scenario.nothingToUndo');
  return (
    <Tooltip label={told}>
      <Button
        variant="default"
        leftSection={<IconArrowBackUp {...icon} />}
        data-disabled={undo === null}
        aria-disabled={undo === null}
        onClick={() => undo && step('undo')}
      >
        {t('gantt.scenario.undo')}
      </Button>
    </Tooltip>
  );
}
