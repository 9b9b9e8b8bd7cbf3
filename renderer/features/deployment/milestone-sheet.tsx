import { Select, SimpleGrid } from '@mantine/core';
import { useState } from 'react';
import { formatDate } from '../../../shared/i18n/format.ts';
import type { DeploymentView, MilestoneRow } from '../../../shared/views/deployment-view.ts';
import { DateField } from '../../components/date-field.tsx';
import { QueryGate } from '../../components/query-gate.tsx';
import { useText } from '../../i18n.ts';
import { useApiQuery } from '../../rpc/hooks.ts';
import classes from './deployment.module.css';
import { type DateField as DateName, dateConflict, datePatch } from './milestone-checks.ts';
import { progressLevels } from './milestone-editors.tsx';
import { MilestonePlanPanel } from './milestone-plan-panel.tsx';
import { useMilestoneEdits } from './use-milestone-edits.ts';

interface MilestoneSheetProps {
  readonly deploymentId: string;
  readonly milestoneId: string;
  /** Where the keyboard goes. */
  readonly part: 'dates' | 'links';
  readonly onClose: () => void;
}

/** One milestone over the right third of a screen: its dates and progress, how they come about, its links. */
export function MilestoneSheet({ deploymentId, milestoneId, part, onClose }: MilestoneSheetProps) {
  const query = useApiQuery('deployment.view', { id: deploymentId });
  const milestone = query.data?.milestones.find(({ id }) => id === milestoneId);
  return (
    <QueryGate query={query}>
      {(view) =>
        milestone && (
          <MilestonePlanPanel
            key={part}
            view={view}
            milestone={milestone}
            onClose={onClose}
            focusLinks={part === 'links'}
          >
            <DatesAndProgress view={view} milestone={milestone} focused={part === 'dates'} />
          </MilestonePlanPanel>
        )
      }
    </QueryGate>
  );
}

interface DatesProps {
  readonly view: DeploymentView;
  readonly milestone: MilestoneRow;
  readonly focused: boolean;
}

/** A day that cannot be is told at its field and changes nothing. */
function DatesAndProgress({ view, milestone, focused }: DatesProps) {
  const { t } = useText();
  const edits = useMilestoneEdits(view);
  const [refused, setRefused] = useState<{ readonly field: DateName; readonly text: string } | null>(null);

  function setDay(field: DateName, day: string | null): void {
    const other = dateConflict(milestone, field, day);
    if (other === null) {
      setRefused(null);
      edits.move(milestone, datePatch(milestone, field, day), view.basis);
      return;
    }
    const key = field === 'plannedStart' ? 'deployment.startAfterEnd' : 'deployment.endBeforeStart';
    setRefused({ field, text: t(key, { day: formatDate(other) }) });
  }
  return (
    <section aria-label={t('deployment.sheet.dates')}>
      <h3 className={classes.panelHeading}>{t('deployment.sheet.dates')}</h3>
      <SimpleGrid cols={2} spacing="sm">
        {(['plannedStart', 'plannedEnd'] as const).map((field) => (
          <DateField
            key={field}
            label={t(`deployment.sheet.${field}`)}
            value={milestone[field]}
            autoFocus={focused && field === 'plannedStart'}
            error={refused?.field === field ? refused.text : undefined}
            onChange={(day) => setDay(field, day)}
          />
        ))}
        <Select
          label={t('deployment.sheet.progress')}
          data={progressLevels(milestone.progress).map((value) => ({
            value: String(value),
            label: t('deployment.percent', { value }),
          }))}
          value={milestone.progress === null ? null : String(milestone.progress)}
          allowDeselect={false}
          onChange={(level) => {
            if (level !== null) edits.save(milestone.id, { progress: Number(level) }, view.basis);
          }}
        />
      </SimpleGrid>
    </section>
  );
}
