export { PlanCheckPage } from './plan-check-page.tsx';
