export { DeploymentPage } from './deployment-page.tsx';
export { MilestoneLink } from './milestone-link.tsx';
export { MilestoneSheet } from './milestone-sheet.tsx';
export { ReasonDialog } from './reason-dialog.tsx';
