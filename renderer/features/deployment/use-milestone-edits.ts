import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useRef } from 'react';
import type { DeploymentView, MilestonePatch, MilestoneRow } from '../../../shared/views/deployment-view.ts';
import { useNotify } from '../../components/use-notify.tsx';
import { useCommand } from '../../rpc/hooks.ts';
import { showAhead } from '../../rpc/show-ahead.ts';
import { usePlanChange } from '../plan/index.ts';
import { withMilestoneEdit } from './with-milestone-edit.ts';

export interface MilestoneEdits {
  /** Basis of what is on screen now; an editor takes it when it opens and hands it back when it saves. */
  readonly basis: () => string;
  /** Sends the fields that changed and shows them at once; a refusal is told, and takes them off again. */
  readonly save: (id: string, patch: MilestonePatch, basis: string) => void;
  /** Writes planned days; where other milestones would move with them, shows these first. */
  readonly move: (row: MilestoneRow, patch: MilestonePatch, basis: string) => void;
  readonly comment: (milestoneId: string, text: string, basis: string) => void;
}

/** What a move ends with that its user gave up: nothing to tell. */
const givenUp = new Error('given up');

/** Saves edits of milestones of a deployment. The functions stay the same between draws. */
export function useMilestoneEdits(view: DeploymentView): MilestoneEdits {
  const notify = useNotify();
  const shown = useRef(view.basis);
  useEffect(() => {
    shown.current = view.basis;
  });
  const cache = useQueryClient();
  const deploymentId = view.id;
  const { mutateAsync: update } = useCommand('milestone.update');
  const { mutate: addComment } = useCommand('comment.add');
  const basis = useCallback(() => shown.current, []);
  /** Shows an edit at once, and takes it off again where `saving` fails or is given up. */
  const showWhile = useCallback(
    (id: string, patch: MilestonePatch, saving: Promise<unknown>) => {
      showAhead(cache, 'deployment.view', { id: deploymentId }, saving, (shownView) =>
        withMilestoneEdit(shownView, id, patch),
      );
      saving.catch((error: unknown) => {
        if (error !== givenUp) notify.failed(error);
      });
    },
    [cache, deploymentId, notify],
  );
  const save = useCallback<MilestoneEdits['save']>(
    (id, patch, opened) => showWhile(id, patch, update({ id, basis: opened, patch })),
    [showWhile, update],
  );
  const propose = usePlanChange();
  const move = useCallback<MilestoneEdits['move']>(
    (row, patch, opened) => {
      const plannedStart = patch.plannedStart === undefined ? row.plannedStart : patch.plannedStart;
      const plannedEnd = patch.plannedEnd === undefined ? row.plannedEnd : patch.plannedEnd;
      if (plannedStart === null || plannedEnd === null) {
        save(row.id, patch, opened);
        return;
      }
      const decided = propose([{ id: row.id, plannedStart, plannedEnd }]).then((outcome) => {
        if (outcome === 'cancelled') throw givenUp;
        return outcome === 'alone' ? update({ id: row.id, basis: opened, patch }) : null;
      });
      showWhile(row.id, patch, decided);
    },
    [propose, save, showWhile, update],
  );
  const comment = useCallback<MilestoneEdits['comment']>(
    (milestoneId, text, opened) =>
      addComment({ deploymentId, milestoneId, text, basis: opened }, { onError: notify.failed }),
    [addComment, deploymentId, notify],
  );
  return useMemo(() => ({ basis, save, move, comment }), [basis, save, move, comment]);
}
