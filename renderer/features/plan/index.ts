export { ImpactTrouble } from './impact-trouble.tsx';
export { PlanChangeDialog } from './impact-dialog.tsx';
export { usePlanChange } from './use-plan-change.ts';
export {
  breachReason,
  breachText,
  collisionReason,
  collisionText,
  placeText,
  slipText,
} from './plan-words.ts';
export { Reasons } from './reasons.tsx';
