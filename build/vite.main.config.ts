import { nodeTarget } from './vite-node-target.ts';

export default nodeTarget('main', 'electron/main/main.ts');
