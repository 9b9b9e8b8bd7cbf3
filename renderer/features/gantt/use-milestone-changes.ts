import { useCallback } from 'react';
import { NO_PROGRESS, type GanttModel } from '../../../shared/gantt/gantt-model.ts';
import { tieType } from '../../../shared/gantt/handles.ts';
import type { Tie } from '../../../shared/gantt/overlay.ts';
import type { Translate } from '../../../shared/i18n/translate.ts';
import { AppError } from '../../../shared/rpc/app-error.ts';
import type { MilestonePatch } from '../../../shared/views/deployment-view.ts';
import { MOST_MOVES } from '../../../shared/views/plan-view.ts';
import { useNotify } from '../../components/use-notify.tsx';
import { useText } from '../../i18n.ts';
import { useCommand } from '../../rpc/hooks.ts';
import type { GanttSurface } from './surface-types.ts';
import { tooMany } from './use-gantt-drag.ts';

export interface MilestoneChanges {
  /** Gives milestones (by index) a progress, shown at once; one save, told once written where `isTold`. */
  readonly setProgress: (milestones: readonly number[], percent: number, isTold?: boolean) => void;
  /** Gives milestones the same fields in one save; a refusal is told and changes nothing. */
  readonly setAll: (milestones: readonly number[], patch: MilestonePatch) => void;
  /** Creates a link as it was drawn; a refusal is told. */
  readonly tie: (tie: Tie) => void;
  /**
   * What is on screen where it may be changed in other ways than by dates; null in a scenario, which holds nothing else:
   * that is told.
   */
  readonly writable: () => GanttModel | null;
}

/** What gestures write beside dates. */
export function useMilestoneChanges(surface: React.RefObject<GanttSurface | null>): MilestoneChanges {
  const { t } = useText();
  const notify = useNotify();
  const { mutate: update } = useCommand('milestone.updateMany');
  const { mutate: link } = useCommand('dependency.create');

  const writable = useCallback<MilestoneChanges['writable']>(() => {
    const model = surface.current?.content()?.model;
    if (!model?.view.scenario) return model ?? null;
    notify.failed(new AppError('refused', { key: 'error.scenario-dates-only' }));
    return null;
  }, [surface, notify]);
  const isRefused = useCallback(
    (milestones: readonly number[]) => {
      if (milestones.length > MOST_MOVES) notify.failed(tooMany());
      return milestones.length > MOST_MOVES;
    },
    [notify],
  );
  const setAll = useCallback<MilestoneChanges['setAll']>(
    (milestones, patch) => {
      const model = writable();
      if (!model || milestones.length === 0 || isRefused(milestones)) return;
      const changes = milestones.map((milestone) => ({ id: model.milestones[milestone]!.id, patch }));
      update({ basis: model.view.basis, changes }, { onError: notify.failed });
    },
    [writable, update, notify, isRefused],
  );
  const setProgress = useCallback<MilestoneChanges['setProgress']>(
    (milestones, percent, isTold = false) => {
      const model = writable();
      if (!model || milestones.length === 0 || isRefused(milestones)) return;
      const former = milestones.map((milestone) => model.progress[milestone] ?? NO_PROGRESS);
      show(model, milestones, () => percent);
      surface.current?.redraw();
      const changes = milestones.map((milestone) => ({
        id: model.milestones[milestone]!.id,
        patch: { progress: percent },
      }));
      update(
        { basis: model.view.basis, changes },
        {
          onSuccess: () => {
            if (isTold) notify.done(t('gantt.tip.progress', { percent }));
          },
          onError: (error) => {
            show(model, milestones, (at) => former[at] ?? NO_PROGRESS);
            surface.current?.redraw();
            notify.failed(error);
          },
        },
      );
    },
    [surface, writable, update, notify, isRefused, t],
  );
  const tie = useCallback<MilestoneChanges['tie']>(
    ({ milestone, end, target }) => {
      const model = target ? writable() : null;
      if (!model || !target) return;
      const from = model.milestones[milestone]!;
      const to = model.milestones[target.milestone]!;
      link(
        {
          predecessorId: from.id,
          successorId: to.id,
          type: tieType(end, target.end),
          lag: 0,
          lagUnit: 'working',
          basis: model.view.basis,
        },
        {
          onSuccess: ({ missingDays }) => notify.done(tiedText(t, from.label, to.label, missingDays)),
          onError: notify.failed,
        },
      );
    },
    [writable, link, notify, t],
  );
  return { setProgress, setAll, tie, writable };
}

/** That a link was made; where the dates do not keep it, by how much and where to look. */
function tiedText(t: Translate, from: string, to: string, missingDays: number): string {
  if (missingDays === 0) return t('gantt.tie.done', { from, to });
  const days = t('plan.days', { count: missingDays });
  return t('gantt.tie.broken', { from, to, days, screen: t('frame.screen.plan-check') });
}

function show(model: GanttModel, milestones: readonly number[], valueOf: (at: number) => number): void {
  milestones.forEach((milestone, at) => (model.progress[milestone] = valueOf(at)));
}
