export { BaselinesPage } from './baselines-page.tsx';
