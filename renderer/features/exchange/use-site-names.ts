import { useText } from '../../i18n.ts';
import { useApiQuery } from '../../rpc/hooks.ts';

/** The sites files can be made for, and the name of each. */
export function useSiteNames() {
  const { t } = useText();
  const sites = useApiQuery('exchange.view', {}).data?.recipients ?? [];
  const names = new Map(sites.map(({ establishmentId, name }) => [establishmentId, name]));
  return { sites, nameOf: (id: string): string => names.get(id) ?? t('review.noSite') };
}
