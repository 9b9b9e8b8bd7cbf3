// Checks the layers of this project, or of the source tree whose folder is named.
import { resolve } from 'node:path';
import { findLayerFaults } from './layer-faults.mjs';

const { modules, faults } = await findLayerFaults(resolve(process.argv[2] ?? '.'));
if (faults.length > 0) {
  console.error(faults.join('\n'));
  process.exitCode = 1;
} else {
  console.log(`${modules} modules`);
}
