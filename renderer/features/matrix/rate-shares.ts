import type { CSSProperties } from 'react';
import type { Rate } from '../../../shared/views/matrix-view.ts';

/**
 * Where the parts of a summary's bar end, for its style: converged, then in production, then begun; what is left is
 * still to come. In percent of the cells in scope.
 */
export function rateShares({ inScope, converged, live, inProgress }: Rate): CSSProperties {
  const upTo = (count: number): string => `${inScope === 0 ? 0 : Math.round((count * 1000) / inScope) / 10}%`;
  return {
    '--converged': upTo(converged),
    '--live': upTo(live),
    '--begun': upTo(live + inProgress),
  } as CSSProperties;
}
