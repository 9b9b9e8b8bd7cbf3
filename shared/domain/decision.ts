/** Where a decision stands, by code: wanted of a body, waited for from an authority outside the group, taken, carried out. */
export const decisionStates = ['to_take', 'awaiting', 'taken', 'applied', 'dropped'] as const;
export type DecisionState = (typeof decisionStates)[number];

/** Whether somebody still has to decide. */
export function isDecisionOpen(state: DecisionState): boolean {
  return state === 'to_take' || state === 'awaiting';
}

/** The state a code stands for; one of a later version is shown as still to be taken. */
export function decisionStateOf(code: string | null): DecisionState {
  return decisionStates.find((state) => state === code) ?? 'to_take';
}
