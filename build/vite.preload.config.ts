import { nodeTarget } from './vite-node-target.ts';

export default nodeTarget('preload', 'electron/preload/preload.ts', 'script');
