export { ScenariosPage } from './scenarios-page.tsx';
