import { spawn } from 'node:child_process';
import { watch } from 'node:fs';
import { join } from 'node:path';
import { buildApp } from '../build-app.mjs';
import { projectRoot } from '../setup/places.mjs';
import { SetupError } from '../setup/step.mjs';
import { prepareApp, prepareElectron, sandboxArguments } from './prepare.mjs';

/**
 * Runs the application and starts it anew when a source changes; ends when its window is closed.
 * @param {string[]} args handed to the application
 * @returns {Promise<number>} exit code
 */
export async function dev(args) {
  const electron = await prepareElectron([]);
  await prepareApp();
  return new Promise((done) => {
    let restarting = false;
    const open = () => {
      const child = spawn(electron.path, [...sandboxArguments(), projectRoot, ...args], { stdio: 'inherit' });
      child.on('exit', (code) => {
        if (!restarting) {
          for (const watcher of watchers) watcher.close();
          clearTimeout(timer);
          return done(code ?? 1);
        }
        restarting = false;
        app = open();
      });
      return child;
    };
    let app = open();
    let timer = setTimeout(() => undefined, 0);
    const rebuild = async () => {
      try {
        const built = await buildApp();
        if (built.length === 0 || restarting) return;
        process.stderr.write(`Built ${built.join(', ')}: starting anew.\n`);
        restarting = true;
        app.kill();
      } catch (error) {
        if (!(error instanceof SetupError)) throw error;
        process.stderr.write(`${error.message}\n`);
      }
    };
    const watchers = ['shared', 'db', 'electron', 'renderer'].map((folder) =>
      watch(join(projectRoot, folder), { recursive: true }, () => {
        clearTimeout(timer);
        timer = setTimeout(() => void rebuild(), 150);
      }),
    );
  });
}
