// Bundles a program of test/campaign, with the switches of test/campaign/mutants.ts in the product's code and its
// randomness in the program's hands, so that a seed says everything.
import { join, relative } from 'node:path';
import { build, mergeConfig } from 'vite';
import { mutants } from '../test/campaign/mutants.ts';
import { countersPlugin } from './campaign-counters.mjs';
import { projectRoot } from './setup/places.mjs';
import { nodeTarget } from './vite-node-target.ts';

/**
 * Ids that decide ties are drawn from the history's own seed; what is fuzzed can be read without compression; histories
 * do not wait for the curve of signatures, nor for the smallest file; an older version of the application knows neither
 * comments, nor how far a milestone has come, nor any kind of milestone but tasks.
 */
const places = [
  { file: 'db/write/own-incarnation.ts', find: 'randomBytes(16)', by: 'globalThis.campaign.id()' },
  {
    file: 'db/exchange/codec.ts',
    find: 'raw = run(packed,',
    by: 'raw = globalThis.campaign.plain ? Buffer.from(packed) : run(packed,',
  },
  {
    file: 'db/post-key.ts',
    find: 'sign: (data) => sign(null, data, privateKey)',
    by: 'sign: (data) => globalThis.campaign.sign(publicKey, data) ?? sign(null, data, privateKey)',
  },
  {
    file: 'db/post-key.ts',
    find: 'return verify(null, data, key, signature);',
    by: 'return globalThis.campaign.sign(publicKey, data)?.equals(signature) || verify(null, data, key, signature);',
  },
  {
    file: 'shared/domain/registry.ts',
    find: 'return tablesById.get(id);',
    by: "const name = tablesById.get(id); return globalThis.campaign?.older && name === 'comment' ? undefined : name;",
  },
  {
    file: 'shared/domain/registry.ts',
    find: 'return fieldsById.get(table)?.get(id);',
    by: "const name = fieldsById.get(table)?.get(id); return globalThis.campaign?.older && table === 'milestone' && name === 'progress' ? undefined : name;",
  },
  {
    file: 'shared/domain/registry.ts',
    find: 'return Object.hasOwn(fields, field) ? fields[field] : undefined;',
    by: "const spec = Object.hasOwn(fields, field) ? fields[field] : undefined; return globalThis.campaign?.older && table === 'milestone' && field === 'kind' ? { ...spec, oneOf: ['task'] } : spec;",
  },
  { file: 'db/exchange/codec.ts', find: '? 19 : 9', by: '? globalThis.campaign.level : 9' },
];

/** There before any of the product's code runs. */
const banner = 'globalThis.reached = new Uint32Array(1 << 14);';

/**
 * @param {string} name of the program
 * @returns {Promise<string>} the bundled program
 */
export async function bundleCampaign(name) {
  const outDir = join(projectRoot, 'dist/campaign', name);
  await build(
    mergeConfig(nodeTarget(name, `test/campaign/${name}.campaign.ts`), {
      configFile: false,
      plugins: pluginsOf(name),
      // WebAssembly that is loaded from its own folder.
      build: { outDir, rolldownOptions: { external: ['@automerge/automerge'], output: { banner } } },
    }),
  );
  return join(outDir, `${name}.js`);
}

/**
 * Processes that are ended run the product as it is.
 * @param {string} name
 */
function pluginsOf(name) {
  if (name === 'kill') return [];
  return name === 'fuzz' ? [switchesPlugin(), countersPlugin()] : [switchesPlugin()];
}

function switchesPlugin() {
  return {
    name: 'campaign-switches',
    enforce: /** @type {const} */ ('pre'),
    /**
     * @param {string} code
     * @param {string} id
     */
    transform(code, id) {
      const file = relative(projectRoot, id).replaceAll('\\', '/');
      let changed = code;
      for (const { find, by } of [...places.filter((place) => place.file === file), ...switchesOf(file)])
        changed = replaceOnce(file, changed, find, by);
      return changed === code ? null : { code: changed, map: null };
    },
  };
}

/**
 * @param {string} file
 * @returns {{ find: string, by: string }[]} its replacements
 */
function switchesOf(file) {
  return mutants
    .filter((mutant) => mutant.file === file)
    .flatMap((mutant) => {
      const off = `(globalThis.campaign.off === ${JSON.stringify(mutant.name)})`;
      return [mutant, ...(mutant.also ?? [])].map(({ find, by }) => ({
        find,
        by: by.replaceAll('OFF', off),
      }));
    });
}

/**
 * @param {string} file
 * @param {string} code
 * @param {string} find
 * @param {string} by
 */
function replaceOnce(file, code, find, by) {
  if (code.split(find).length !== 2)
    throw new Error(
      `${file} has not exactly once: ${find}\nThe safeguard has moved; say so in test/campaign/mutants.ts.`,
    );
  return code.replace(find, () => by);
}
