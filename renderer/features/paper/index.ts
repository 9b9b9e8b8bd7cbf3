export { PaperPage } from './paper-page.tsx';
