export { useHistory, useHistoryStep } from './use-history.tsx';
