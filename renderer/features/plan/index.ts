export { ImpactTrouble } from './impact-trouble.tsx';
export { PlanChangeDialog } from './impact-dialog.tsx';
export { usePlanChange } from './use-plan-change.ts';
export { breachReason, collisionReason, collisionText, placeText } from './plan-words.ts';
