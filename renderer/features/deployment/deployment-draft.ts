import type { DeploymentPatch, DeploymentView } from '../../../shared/views/deployment-view.ts';
import { changedFields, stageNeedsReason } from './milestone-checks.ts';

/** The form that says where a deployment stands; an empty text is no reason. */
export interface DeploymentDraft {
  readonly stage: string;
  readonly stageReason: string;
  readonly weather: string | null;
  readonly weatherReason: string;
  readonly wave: number | null;
  readonly currentProductId: string | null;
  readonly targetProductId: string | null;
}

/** The form as it opens on a deployment. */
export function draftOf(view: DeploymentView): DeploymentDraft {
  return {
    stage: view.stage,
    stageReason: view.stageReason ?? '',
    weather: view.weather,
    weatherReason: view.weatherReason ?? '',
    wave: view.wave,
    currentProductId: view.currentProduct?.id ?? null,
    targetProductId: view.targetProduct?.id ?? null,
  };
}

/** Whether the stage chosen still lacks its reason. */
export function lacksReason(draft: DeploymentDraft): boolean {
  return stageNeedsReason(draft.stage) && draft.stageReason.trim() === '';
}

/**
 * What the form changed since it opened. A stage that needs a reason always travels with it, so that the two are
 * judged together.
 */
export function draftPatch(before: DeploymentDraft, after: DeploymentDraft): DeploymentPatch {
  const patch: DeploymentPatch = changedFields(toPatch(before), toPatch(after));
  if (patch.stage !== undefined && stageNeedsReason(patch.stage))
    patch.stageReason = textOrNull(after.stageReason);
  return patch;
}

function toPatch(draft: DeploymentDraft) {
  return {
    ...draft,
    stageReason: textOrNull(draft.stageReason),
    weatherReason: textOrNull(draft.weatherReason),
  };
}

function textOrNull(text: string): string | null {
  return text.trim() === '' ? null : text.trim();
}
