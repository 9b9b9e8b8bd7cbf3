export { PlanChangeDialog } from './impact-dialog.tsx';
export { usePlanChange } from './use-plan-change.ts';
