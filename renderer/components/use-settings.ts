import type { Settings } from '../../shared/contract.ts';
import { readPageSettings } from '../state/page-settings.ts';
import { useApiQuery } from '../rpc/hooks.ts';

/** What holds until the workspace has answered: the page was given it with its first bytes. */
const pageSettings = readPageSettings();

/** Height of a row of a table in pixels, by density; the same figures as `--row-height` of the tokens. */
export const rowHeights = { comfortable: 36, dense: 28 } as const satisfies Record<
  Settings['density'],
  number
>;

/** Theme, language and density the user chose. */
export function useSettings(): Settings {
  return useApiQuery('settings.get', {}).data ?? pageSettings;
}

/** Height of a row of a table in pixels. */
export function useRowHeight(): number {
  return rowHeights[useSettings().density];
}
