import { Button } from '@mantine/core';
import { IconTimeline } from '@tabler/icons-react';
import { lazy, Suspense, useEffect, useRef } from 'react';
import type { GanttView, GanttViewInput } from '../../../shared/gantt/gantt-view.ts';
import { ganttWords } from '../../../shared/gantt/words.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { QueryGate } from '../../components/query-gate.tsx';
import { Screen } from '../../components/screen.tsx';
import { useLabels } from '../../components/use-labels.ts';
import { useText } from '../../i18n.ts';
import { useApiQuery } from '../../rpc/hooks.ts';
import { navigate } from '../../state/route.ts';
import { useScenarioStore } from '../../state/scenario-store.ts';
import { loadCanvasFont } from './canvas-font.ts';
import { GanttChart } from './gantt-chart.tsx';
import { GanttExport } from './gantt-export.tsx';
import { GanttHelp } from './gantt-help.tsx';
import { GanttPrintButton } from './gantt-print-button.tsx';
import { useGanttStore } from './gantt-store.ts';
import type { GanttSurface } from './surface-types.ts';
import { GanttToolbar } from './gantt-toolbar.tsx';
import { useAfterPaint } from './use-after-paint.ts';
import { ScenarioBanner } from './scenario-banner.tsx';
import styles from './gantt.module.css';
import { keepLast } from './keep-last.ts';
import { useLastView } from './use-last-view.ts';
import { useGanttData } from './use-gantt-data.ts';

// Asked for with the screen's code, so that it is there before the first rows are.
void loadCanvasFont();

/** The planning of the whole group: what stands when, and where a date is moved by hand. */
export function GanttPage() {
  const { t } = useText();
  const isRestored = useLastView();
  const baselineId = useGanttStore((state) => state.baselineId);
  const scenarioId = useScenarioStore((state) => state.scenarioId);
  const query = useApiQuery('gantt.view', viewInput(scenarioId, baselineId), { keepPrevious: true });
  const surface = useRef<GanttSurface | null>(null);
  const view = query.data;
  useGoneScenario(query.isPlaceholderData ? undefined : view);
  const hasTools = useAfterPaint() && view !== undefined && view.deployments.length > 0;
  return (
    <Screen
      title={t('gantt.title')}
      toolbar={hasTools && <GanttToolbar view={view} surface={surface} />}
      actions={
        hasTools && (
          <>
            <GanttExport />
            <GanttPrintButton surface={surface} />
          </>
        )
      }
      panel={<MilestonePanel surface={surface} />}
    >
      <QueryGate query={query}>
        {(data) =>
          isRestored &&
          (data.deployments.length === 0 ? (
            <NoDeployment />
          ) : (
            <div className={styles.planning}>
              {data.scenario && <ScenarioBanner scenario={data.scenario} />}
              <div className={styles.planningWork}>
                <Planning view={data} surface={surface} />
              </div>
            </div>
          ))
        }
      </QueryGate>
    </Screen>
  );
}

const MilestoneSheet = lazy(async () => ({
  default: (await import('../deployment/index.ts')).MilestoneSheet,
}));

/** The milestone that is being changed by form, and the keys of the screen. */
function MilestonePanel({ surface }: Pick<PlanningProps, 'surface'>) {
  const panel = useGanttStore((state) => state.panel);
  const { setPanel } = useGanttStore.getState();
  // Its field took the focus before the panel could know where it came from.
  const close = (): void => {
    setPanel(null);
    surface.current?.focus();
  };
  return (
    <>
      {panel && (
        <Suspense>
          <MilestoneSheet key={panel.milestoneId} {...panel} onClose={close} />
        </Suspense>
      )}
      <GanttHelp />
    </>
  );
}

/** In a scenario the thin bars are those of the real plan, in place of a baseline's. */
function viewInput(scenarioId: string | null, baselineId: string | null): GanttViewInput {
  if (scenarioId !== null) return { scenarioId };
  return baselineId === null ? {} : { baselineId };
}

/** Goes back to the real plan where the scenario on screen was given up. */
function useGoneScenario(view: GanttView | undefined): void {
  const { scenarioId, choose } = useScenarioStore();
  const isGone = view !== undefined && scenarioId !== null && view.scenario === undefined;
  useEffect(() => {
    if (isGone) choose(null);
  }, [isGone, choose]);
}

const wordsOf = keepLast(ganttWords);

interface PlanningProps {
  readonly view: GanttView;
  readonly surface: React.RefObject<GanttSurface | null>;
}

function Planning({ view, surface }: PlanningProps) {
  const { t } = useText();
  const { label } = useLabels();
  const words = wordsOf(t, label);
  const data = useGanttData(view, words);
  if (data.rows.count === 0) return <NothingFiltered />;
  return <GanttChart data={data} words={words} surfaceRef={surface} />;
}

function NoDeployment() {
  const { t } = useText();
  return (
    <EmptyState
      icon={<IconTimeline size={32} stroke={1.5} />}
      title={t('gantt.empty.title')}
      actions={<Button onClick={() => navigate({ name: 'matrix' })}>{t('gantt.empty.action')}</Button>}
    >
      {t('gantt.empty.text')}
    </EmptyState>
  );
}

function NothingFiltered() {
  const { t } = useText();
  const clear = useGanttStore((state) => state.clearFilters);
  return (
    <EmptyState
      icon={<IconTimeline size={32} stroke={1.5} />}
      title={t('gantt.emptyFilter.title')}
      actions={<Button onClick={clear}>{t('gantt.filter.clear')}</Button>}
    >
      {t('gantt.emptyFilter.text')}
    </EmptyState>
  );
}
