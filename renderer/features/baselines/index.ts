export { BaselinesPage } from './baselines-page.tsx';
export { differenceColumns } from './difference-columns.tsx';
