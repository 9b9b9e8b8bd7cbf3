import { spawn } from 'node:child_process';
import { findProgram } from './run-command.mjs';
import { SetupError } from './step.mjs';

/**
 * Says whether windows can be shown to someone here.
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {boolean}
 */
export function hasDisplay(env = process.env) {
  return process.platform !== 'linux' || Boolean(env.DISPLAY || env.WAYLAND_DISPLAY);
}

/**
 * Runs work with a virtual display of its own when Xvfb is there, else with the user's.
 * @template T
 * @param {(env: NodeJS.ProcessEnv) => Promise<T>} work receives the environment to give to Electron
 * @returns {Promise<T>}
 */
export async function withVirtualDisplay(work) {
  if (process.platform !== 'linux' || (hasDisplay() && !findProgram('Xvfb'))) return work(process.env);
  const screen = await startXvfb();
  try {
    const { WAYLAND_DISPLAY: _, ...env } = process.env;
    return await work({ ...env, DISPLAY: screen.display });
  } finally {
    await screen.stop();
  }
}

/**
 * Starts an X server on a free display number.
 * @returns {Promise<{ display: string, stop: () => Promise<void> }>} rejects with a SetupError when it cannot start
 */
export function startXvfb() {
  return new Promise((started, failed) => {
    const server = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', '1920x1200x24', '-nolisten', 'tcp'], {
      stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
    });
    const ended = new Promise((done) => server.once('exit', done));
    const stop = async () => {
      server.kill('SIGTERM');
      await ended;
    };
    let announced = '';
    server.stdio[3]?.on('data', (chunk) => {
      announced += chunk;
      if (announced.endsWith('\n')) started({ display: `:${announced.trim()}`, stop });
    });
    server.once('error', (error) => failed(new SetupError(`Xvfb did not start: ${error.message}`)));
    server.once('exit', (code) => failed(new SetupError(`Xvfb ended at once with code ${code}.`)));
  });
}
