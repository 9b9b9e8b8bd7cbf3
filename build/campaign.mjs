// Runs one program of test/campaign: campaign.mjs <name> [arguments]
import { spawn } from 'node:child_process';
import { bundleCampaign } from './campaign-bundle.mjs';

const [name = '', ...args] = process.argv.slice(2);
const script = await bundleCampaign(name);
const child = spawn(process.execPath, ['--expose-gc', script, ...args], { stdio: 'inherit' });
process.exitCode = await new Promise((done) => {
  child.on('close', (code) => done(code ?? 1));
});
