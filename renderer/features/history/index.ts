export { isTextField } from './keyboard-step.ts';
export { useHistory } from './use-history.tsx';
