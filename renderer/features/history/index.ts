export { isTextField } from './keyboard-step.ts';
export { useHistory, useHistoryStep } from './use-history.tsx';
