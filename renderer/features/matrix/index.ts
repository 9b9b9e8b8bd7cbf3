export { MatrixPage } from './matrix-page.tsx';
export { useMatrixStore } from './matrix-store.ts';
