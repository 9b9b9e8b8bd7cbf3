export { DeploymentPage } from './deployment-page.tsx';
