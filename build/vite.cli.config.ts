import { nodeTarget } from './vite-node-target.ts';

export default nodeTarget('cli', 'electron/cli/cli.ts');
