import { readFileSync } from 'node:fs';

const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as {
  version: string;
};

/** Constants written into every bundle; declared in types/defines.d.ts. */
export const defines = { __APP_VERSION__: JSON.stringify(version) };
