import { describe, expect, it } from 'vitest';
import { findLayerFaults } from '../../build/layer-faults.mjs';
import { copyProject, projectRoot } from './project-copy.ts';

/** A small tree that keeps every rule; each planted fault changes one file of it. */
const soundTree = {
  'shared/day.ts': "import { z } from 'zod';\nexport const day = z.string();\n",
  'db/rows.ts':
    "import { join } from 'node:path';\nimport { day } from '../shared/day.ts';\nexport const rows = [join, day];\n",
  'electron/backend/create-backend.ts':
    "import { rows } from '../../db/rows.ts';\nexport const createBackend = () => rows;\n",
  'electron/backend/backend.ts': "import { createBackend } from './create-backend.ts';\ncreateBackend();\n",
  'electron/main/main.ts':
    "import { app } from 'electron';\nimport { createBackend } from '../backend/create-backend.ts';\nvoid app.whenReady().then(createBackend);\n",
  'renderer/features/gantt/index.ts': "export { bars } from './bars.ts';\n",
  'renderer/features/gantt/bars.ts':
    "import { day } from '../../../shared/day.ts';\nexport const bars = day;\n",
  'renderer/features/matrix/index.ts':
    "import { bars } from '../gantt/index.ts';\nexport const cells = bars;\n",
  'renderer/main.tsx': "import { cells } from './features/matrix/index.ts';\nconsole.log(cells);\n",
};

async function faultsOf(changes: Readonly<Record<string, string>>, options?: object): Promise<string[]> {
  using copy = copyProject();
  copy.write({ ...soundTree, ...changes });
  return (await findLayerFaults(copy.root, { preserveSymlinks: true, ...options })).faults;
}

describe('layer rules', () => {
  it('let a sound tree pass', async () => {
    expect(await faultsOf({})).toEqual([]);
  });

  it.each([
    [
      'shared-imports-itself',
      'shared/day.ts',
      "import { rows } from '../db/rows.ts';\nexport const day = () => rows;\n",
    ],
    [
      'shared-imports-itself',
      'shared/day.ts',
      "import { useState } from 'react';\nexport const day = useState;\n",
    ],
    [
      'renderer-without-node',
      'shared/day.ts',
      "import { join } from 'node:path';\nexport const day = join;\n",
    ],
    ['electron-module', 'db/rows.ts', "import { app } from 'electron';\nexport const rows = app;\n"],
    [
      'db-imports',
      'db/rows.ts',
      "import type { bars } from '../renderer/features/gantt/bars.ts';\nexport const rows: typeof bars[] = [];\n",
    ],
    [
      'electron-module',
      'electron/backend/backend.ts',
      "import { app } from 'electron';\nimport './create-backend.ts';\nvoid app;\n",
    ],
    ['main-imports', 'electron/main/main.ts', "import { rows } from '../../db/rows.ts';\nvoid rows;\n"],
    [
      'renderer-imports',
      'renderer/features/gantt/bars.ts',
      "import { rows } from '../../../db/rows.ts';\nexport const bars = rows;\n",
    ],
    [
      'renderer-without-node',
      'renderer/features/gantt/bars.ts',
      "import { readFileSync } from 'node:fs';\nexport const bars = readFileSync;\n",
    ],
    [
      'electron-module',
      'renderer/features/gantt/bars.ts',
      "import { ipcRenderer } from 'electron';\nexport const bars = ipcRenderer;\n",
    ],
    [
      'feature-through-index',
      'renderer/features/matrix/index.ts',
      "import { bars } from '../gantt/bars.ts';\nexport const cells = bars;\n",
    ],
    [
      'features-from-outside',
      'renderer/main.tsx',
      "import { bars } from './features/gantt/bars.ts';\nimport './features/matrix/index.ts';\nvoid bars;\n",
    ],
    [
      'no-circular',
      'renderer/features/gantt/bars.ts',
      "import { bars as other } from './index.ts';\nexport const bars = () => other;\n",
    ],
    ['no-orphans', 'shared/forgotten.ts', 'export const forgotten = 1;\n'],
    ['resolvable', 'shared/day.ts', "import { gone } from './gone.ts';\nexport const day = gone;\n"],
  ])('refuse by %s a planted fault in %s', async (rule, path, text) => {
    const faults = await faultsOf({ [path]: text });
    expect(faults.filter((fault) => fault.startsWith(`${rule}: `) && fault.includes(path))).not.toEqual([]);
  });

  it('fail when the cruiser reads nothing, as it does beside TypeScript 7 without the swc parser', async () => {
    const faults = await faultsOf({}, { exclude: { path: '.' } });
    expect(faults.filter((fault) => fault.startsWith('not-cruised: '))).toHaveLength(
      Object.keys(soundTree).length,
    );
  });

  it('see this project whole', async () => {
    const { modules, faults } = await findLayerFaults(projectRoot);
    expect(modules).toBeGreaterThan(200);
    expect(faults).toEqual([]);
  });
});
