/**
 * The layers: what each folder may import. Everything not listed for a folder is refused.
 * TypeScript 7 has no programming interface the cruiser knows, so swc reads the sources; check-layers.mjs fails when
 * it misses a file.
 */
const entries = [
  '^electron/main/main\\.ts$',
  '^electron/preload/preload\\.ts$',
  '^electron/backend/backend\\.ts$',
  '^electron/cli/cli\\.ts$',
  '^renderer/main\\.tsx$',
  '^renderer/print/print-app\\.tsx$',
  '\\.d\\.ts$',
];

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'no-circular',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'no-orphans',
      comment: 'A module nobody imports and that is no entry is dead.',
      severity: 'error',
      from: { orphan: true, pathNot: entries },
      to: {},
    },
    {
      name: 'resolvable',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: ['\\?(raw|url)$'] },
    },
    {
      name: 'shared-imports-itself',
      comment: 'shared is pure: itself, zod and date-fns.',
      severity: 'error',
      from: { path: '^shared/', pathNot: '^shared/i18n/' },
      to: { pathNot: ['^shared/', '^(node_modules/)?(zod|date-fns)(/|$)'] },
    },
    {
      name: 'shared-i18n-imports',
      severity: 'error',
      from: { path: '^shared/i18n/' },
      to: { pathNot: ['^shared/', '^(node_modules/)?(zod|date-fns|i18next)(/|$)'] },
    },
    {
      name: 'db-imports',
      comment: 'db runs in any Node: shared and itself, never electron nor renderer.',
      severity: 'error',
      from: { path: '^db/' },
      to: { path: '^(electron|renderer|test|build)/' },
    },
    {
      name: 'backend-imports',
      severity: 'error',
      from: { path: '^electron/backend/' },
      to: { path: '^(electron/(main|preload|cli)|renderer|test|build)/' },
    },
    {
      name: 'cli-imports',
      severity: 'error',
      from: { path: '^electron/cli/' },
      to: { path: '^(electron/(main|preload)|renderer|test|build)/' },
    },
    {
      name: 'main-imports',
      comment: 'Of the backend and the command line main takes only what runs them without a window.',
      severity: 'error',
      from: { path: '^electron/main/' },
      to: {
        path: '^(db|renderer|test|build|electron/preload|electron/backend|electron/cli)/',
        pathNot: ['^electron/backend/create-backend\\.ts$', '^electron/cli/(verbs|verb-names|run-cli)\\.ts$'],
      },
    },
    {
      name: 'preload-imports',
      severity: 'error',
      from: { path: '^electron/preload/' },
      to: { path: '^(db|renderer|test|build|electron/(main|backend|cli))/' },
    },
    {
      name: 'electron-module',
      comment: 'The electron module exists in main and preload only.',
      severity: 'error',
      from: { path: '^(shared|db|renderer|electron/(backend|cli))/' },
      to: { path: '^(node_modules/)?electron(/|$)', pathNot: '^electron/(main|preload|backend|cli)/' },
    },
    {
      name: 'renderer-imports',
      severity: 'error',
      from: { path: '^renderer/' },
      to: { path: '^(db|electron/(main|preload|backend|cli)|test|build)/' },
    },
    {
      name: 'renderer-without-node',
      severity: 'error',
      from: { path: '^(renderer|shared)/' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'sandboxed-preload',
      comment: 'A sandboxed preload has no Node modules.',
      severity: 'error',
      from: { path: '^electron/preload/' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'feature-through-index',
      comment: 'A feature is used by others through its index.ts.',
      severity: 'error',
      from: { path: '^renderer/features/([^/]+)/' },
      to: {
        path: '^renderer/features/[^/]+/',
        pathNot: ['^renderer/features/$1/', '^renderer/features/[^/]+/index\\.tsx?$'],
      },
    },
    {
      name: 'features-from-outside',
      severity: 'error',
      from: { path: '^renderer/', pathNot: '^renderer/features/' },
      to: { path: '^renderer/features/[^/]+/', pathNot: '^renderer/features/[^/]+/index\\.tsx?$' },
    },
    {
      name: 'features-on-top',
      comment: 'Parts that features are made of know no feature.',
      severity: 'error',
      from: { path: '^renderer/(components|rpc|state|theme)/' },
      to: { path: '^renderer/(features|print)/' },
    },
  ],
  options: {
    parser: 'swc',
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: {
      extensions: ['.ts', '.tsx', '.d.ts', '.mjs', '.js', '.json', '.css'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      mainFields: ['module', 'main', 'types', 'typings'],
    },
  },
};
