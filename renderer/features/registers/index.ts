export { DecisionsPage } from './decisions-page.tsx';
export { DeploymentRegisters } from './deployment-registers.tsx';
export { RisksPage } from './risks-page.tsx';
