export { FirstRunPage } from './first-run-page.tsx';
export { IdentityChoice, IdentityPage } from './identity-page.tsx';
export { useStartOver } from './use-start-over.ts';
