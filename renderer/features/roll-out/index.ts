export { RollOutPage } from './roll-out-page.tsx';
