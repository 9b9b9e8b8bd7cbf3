/** What a body outside the group is to it, by code. */
export const partnerKinds = [
  'editor',
  'integrator',
  'host',
  'operator',
  'provider',
  'purchasing',
  'regional',
] as const;
export type PartnerKind = (typeof partnerKinds)[number];

/** Where an action stands, by code; the last two are closed. */
export const actionStates = ['to_do', 'in_progress', 'done', 'cancelled'] as const;
export type ActionState = (typeof actionStates)[number];

/** Whether nothing is left to be done about an action. */
export function isActionClosed(state: ActionState): boolean {
  return state === 'done' || state === 'cancelled';
}

/** The kind a code stands for; one of a later version is shown as a provider. */
export function partnerKindOf(code: string | null): PartnerKind {
  return partnerKinds.find((kind) => kind === code) ?? 'provider';
}

/** The state a code stands for; one of a later version is shown as still to do. */
export function actionStateOf(code: string | null): ActionState {
  return actionStates.find((state) => state === code) ?? 'to_do';
}
