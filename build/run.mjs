// Entry of every npm script. Runs on any Node from 20 on and before dependencies are installed, so neither this file
// nor what it imports may use anything but Node's own modules.
import { join } from 'node:path';
import { ensureDependencies } from './setup/dependencies.mjs';
import { resolveNode } from './setup/node-runtime.mjs';
import { projectRoot } from './setup/places.mjs';
import { runInForeground } from './setup/run-command.mjs';
import { exitWithError, step } from './setup/step.mjs';

const commands = [
  'start',
  'dev',
  'test',
  'check',
  'bench',
  'campaign',
  'needs',
  'cli',
  'migration',
  'format',
  'package',
  'build',
  'electron',
];

const [command = '', ...args] = process.argv.slice(2);
if (!commands.includes(command)) {
  process.stderr.write(`Usage: node build/run.mjs <${commands.join('|')}> [arguments]\n`);
  process.exit(2);
}

try {
  await step('dependencies', () => ensureDependencies(projectRoot));
  let nodePath = process.execPath;
  await step('node', async () => {
    const node = await resolveNode(projectRoot);
    nodePath = node.path;
    return `Node ${node.version} (${node.pinned ? 'pinned' : 'of this system'})`;
  });
  const script = join(projectRoot, 'build/commands/run-one.mjs');
  const path = `${join(nodePath, '..')}${process.platform === 'win32' ? ';' : ':'}${process.env.PATH ?? ''}`;
  process.exitCode = await runInForeground(nodePath, [script, command, ...args], {
    cwd: projectRoot,
    env: { ...process.env, PATH: path },
  });
} catch (error) {
  exitWithError(error);
}
