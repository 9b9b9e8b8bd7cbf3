import { useCallback, useMemo } from 'react';
import { movedAlong, releaseDrag, type Drag, type DragResult } from '../../../shared/gantt/drag.ts';
import { dayOrNone } from '../../../shared/gantt/day.ts';
import type { Draft } from '../../../shared/gantt/marks.ts';
import { milestonesWith } from '../../../shared/gantt/selection.ts';
import { MOST_MOVES, type PlanImpact, type PlanImpactView } from '../../../shared/views/plan-view.ts';
import { AppError } from '../../../shared/rpc/app-error.ts';
import { useNotify } from '../../components/use-notify.tsx';
import { useText } from '../../i18n.ts';
import type { GanttSurface, SurfaceContent } from './surface-types.ts';
import { dragLines } from './tip-lines.ts';
import { planMoves, useGanttMove } from './use-gantt-move.ts';
import type { ImpactPreview } from './impact-previews.ts';
import { useImpactPreview } from './use-impact-preview.ts';

/** Shows the note of a change; empty lines take it away. */
export type TellTip = (lines: readonly string[]) => void;

export interface GanttDrag {
  /** Takes hold of what is on screen now. */
  readonly grab: () => void;
  /** Shows a change under way by pointer or keys: the dates, what moves along, and at rest what is pushed. */
  readonly show: (drag: Drag, byKeyboard: boolean, tell: TellTip) => void;
  /** Ends a change, writing it or not. */
  readonly end: (drag: Drag | null) => void;
}

interface DragShown {
  readonly drag: Drag;
  readonly results: readonly DragResult[];
  readonly byKeyboard: boolean;
  readonly tell: TellTip;
}

/** A change of dates while it is made: of one milestone, or of all that are chosen with it. */
export function useGanttDrag(surface: React.RefObject<GanttSurface | null>): GanttDrag {
  const { t } = useText();
  const { failed } = useNotify();
  const { grab, drop } = useGanttMove(surface);
  const { of: previewOf, stop } = useImpactPreview();

  const draw = useCallback(
    (content: SurfaceContent, change: DragShown, known: ImpactPreview) => {
      const { drag, results, byKeyboard, tell } = change;
      const others = results.filter(({ milestone }) => milestone !== drag.target.milestone);
      const isKnown = known !== null && !(known instanceof Error);
      const { pushed, ghosts } = isKnown ? pushedBy(content, results, known) : NONE_PUSHED;
      surface.current?.setOverlay({ moved: others, pushed: ghosts });
      const { model, words, path, calendars } = content;
      const impact = isKnown ? { pushed } : known;
      tell(
        dragLines({ model, words, path, calendars, t }, { drag, others: others.length, impact, byKeyboard }),
      );
    },
    [surface, t],
  );
  const show = useCallback<GanttDrag['show']>(
    (drag, byKeyboard, tell) => {
      const content = surface.current?.content();
      if (!content) return;
      surface.current?.setDraft({ milestone: drag.target.milestone, start: drag.start, end: drag.end });
      if (isTooMany(content, drag)) {
        draw(content, { drag, results: [], byKeyboard, tell }, tooMany());
        return;
      }
      const change = { drag, results: resultsOf(content, drag), byKeyboard, tell };
      const moves = planMoves(content, change.results);
      draw(
        content,
        change,
        previewOf(moves, (known) => draw(content, change, known)),
      );
    },
    [surface, draw, previewOf],
  );
  const end = useCallback<GanttDrag['end']>(
    (drag) => {
      stop();
      const content = surface.current?.content();
      const isRefused = content && drag ? isTooMany(content, drag) : false;
      const results = content && drag && !isRefused ? resultsOf(content, drag) : [];
      if (isRefused) failed(tooMany());
      // First, while the milestones are still those the hand took hold of: what arrived meanwhile is shown next.
      if (results.length > 0) drop(results);
      surface.current?.setOverlay({ moved: [], pushed: [] });
      surface.current?.setDraft(null);
    },
    [surface, stop, drop, failed],
  );
  return useMemo(() => ({ grab, show, end }), [grab, show, end]);
}

/** More than one save takes are not moved at all, rather than some of them. */
export function tooMany(): AppError {
  return new AppError('bad-request', { key: 'error.too-many-milestones', details: { most: MOST_MOVES } });
}

function isTooMany(content: SurfaceContent, drag: Drag): boolean {
  return milestonesWith(content, content.selection, drag.target.milestone).length > MOST_MOVES;
}

/** The milestone that is dragged first, then those moved along. */
function resultsOf(content: SurfaceContent, drag: Drag): DragResult[] {
  const own = releaseDrag(drag);
  if (!own) return [];
  const chosen = milestonesWith(content, content.selection, drag.target.milestone);
  return [own, ...movedAlong(content.model, drag, chosen)];
}

interface Pushed {
  readonly pushed: readonly PlanImpact[];
  readonly ghosts: readonly Draft[];
}

const NONE_PUSHED: Pushed = { pushed: [], ghosts: [] };
/** By the answer they were read from: the pointer asks again at every step. */
const read = new WeakMap<PlanImpactView, Pushed>();

/** What an answer says of others than those that are moved by hand. */
function pushedBy(content: SurfaceContent, results: readonly DragResult[], answer: PlanImpactView): Pushed {
  const known = read.get(answer);
  if (known) return known;
  const moved = new Set(results.map(({ milestone }) => content.model.milestones[milestone]!.id));
  const pushed = answer.impacts.filter(({ milestoneId }) => !moved.has(milestoneId));
  const made = { pushed, ghosts: ghostsOf(content, pushed) };
  read.set(answer, made);
  return made;
}

/** Those pushed whose rows there are. */
function ghostsOf({ model, rows }: SurfaceContent, pushed: readonly PlanImpact[]): Draft[] {
  if (pushed.length === 0) return [];
  const days = new Map(pushed.map((impact) => [impact.milestoneId, impact]));
  const ghosts: Draft[] = [];
  for (let m = 0; m < model.milestones.length && ghosts.length < days.size; m++) {
    const impact = rows.rowOfMilestone[m] === -1 ? undefined : days.get(model.milestones[m]!.id);
    if (impact) ghosts.push({ milestone: m, start: dayOrNone(impact.toStart), end: dayOrNone(impact.toEnd) });
  }
  return ghosts;
}
