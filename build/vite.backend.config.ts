import { nodeTarget } from './vite-node-target.ts';

export default nodeTarget('backend', 'electron/backend/backend.ts');
