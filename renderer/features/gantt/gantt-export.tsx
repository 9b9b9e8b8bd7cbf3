import { useEffect } from 'react';
import { countAsked } from '../../../shared/gantt/milestone-filter.ts';
import { type PlanningChoice, planningFormats } from '../../../shared/views/planning-choice.ts';
import { ExportMenu } from '../../components/export-menu.tsx';
import { useNotify } from '../../components/use-notify.tsx';
import { useText } from '../../i18n.ts';
import { useJob } from '../../rpc/hooks.ts';
import { useScenarioStore } from '../../state/scenario-store.ts';
import { useGanttStore } from './gantt-store.ts';

/** « Exporter » of the planning: the milestones it shows, as a table or as days of a calendar. */
export function GanttExport() {
  const { t } = useText();
  const notify = useNotify();
  const { state, start, cancel } = useJob('report.planning');
  useEffect(() => {
    if (state.status === 'failed') notify.failed(state.error);
  }, [state, notify]);
  return (
    <ExportMenu
      title={t('gantt.title')}
      kinds={planningFormats}
      state={state}
      onCancel={cancel}
      write={async (kind, grant) => {
        const format = planningFormats.find((known) => known === kind);
        const written = format && (await start({ grant, format, choice: shownChoice() }));
        if (!written) return undefined;
        const told = { count: written.rows, file: written.fileName };
        return format === 'ics' ? t('export.doneIcs', told) : t('export.done', told);
      }}
    />
  );
}

/** What the screen is narrowed to. */
function shownChoice(): PlanningChoice {
  const { establishmentIds, domainIds, filter } = useGanttStore.getState();
  const { scenarioId } = useScenarioStore.getState();
  return {
    ...(establishmentIds.length > 0 && { establishmentIds: [...establishmentIds] }),
    ...(domainIds.length > 0 && { domainIds: [...domainIds] }),
    ...(countAsked(filter) > 0 && { filter }),
    ...(scenarioId !== null && { scenarioId }),
  };
}
