import { afterAll } from 'vitest';
import { startXvfb } from '../../build/setup/display.mjs';
import { findProgram } from '../../build/setup/run-command.mjs';

// Two files run at once: on one display their windows would take the focus and the clipboard from each other.
if (process.platform === 'linux' && findProgram('Xvfb')) {
  const screen = await startXvfb();
  process.env['DISPLAY'] = screen.display;
  afterAll(() => screen.stop());
}
