/** Projection tables: what the log says now, rebuildable from it. Columns follow shared/domain/registry.ts; a test compares both. */
export { hospitalGroup } from './hospital-group.ts';
export { establishment, membership } from './establishment.ts';
export { domain, domainModule, domainProgramme, domainPrerequisite } from './domain.ts';
export { product } from './product.ts';
export { deployment, deploymentModule } from './deployment.ts';
export { milestone, dependency } from './milestone.ts';
export { person, assignment, capacity } from './person.ts';
export { comment, confirmation } from './comment.ts';
export { referenceValue } from './reference.ts';
export { template, templateRow, templateLink } from './template.ts';
export { baseline, calendarPeriod } from './planning.ts';
export { post, postUser, succession, trayDecision } from './post.ts';
export { fork, forkReader } from './fork.ts';
export { purge } from './purge.ts';
export { committee, reportContent, reportEdition, reportLine, restartStep } from './report.ts';
export { action, partner } from './partner.ts';
export { decision, risk, riskStep } from './register.ts';
export { assetChange, assetLot } from './asset-lot.ts';
