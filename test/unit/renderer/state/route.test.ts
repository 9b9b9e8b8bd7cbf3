import { describe, expect, it } from 'vitest';
import { parseRoute, type Route, routeHash } from '../../../../renderer/state/route.ts';

const id = '0192f0c1-2b3c-7d4e-8f90-a1b2c3d4e5f6';
const routes: Route[] = [
  { name: 'my-week' },
  { name: 'matrix' },
  { name: 'planning' },
  { name: 'plan-check' },
  { name: 'roll-out' },
  { name: 'templates' },
  { name: 'baselines' },
  { name: 'scenarios' },
  { name: 'people' },
  { name: 'people', person: id },
  { name: 'exchange' },
  { name: 'settings' },
  { name: 'deployment', id },
  { name: 'deployment', id, milestone: id },
];

describe('routes', () => {
  it.each(routes)('come back from their address: %o', (route) =>
    expect(parseRoute(routeHash(route))).toEqual(route),
  );

  it.each(['', '#', '#/', '#/nowhere', '#/deployments', '#/deployments/../../x', '#/deployments/<script>'])(
    'take %s for the matrix',
    (hash) => expect(parseRoute(hash)).toEqual({ name: 'matrix' }),
  );

  it('begin where one is at home, and lead to the matrix when asked to', () => {
    expect(parseRoute('', { name: 'my-week' })).toEqual({ name: 'my-week' });
    expect(parseRoute('#/matrix', { name: 'my-week' })).toEqual({ name: 'matrix' });
  });

  it('leave out a milestone that is no id', () => {
    expect(parseRoute(`#/deployments/${id}?milestone=<x>`)).toEqual({ name: 'deployment', id });
  });
});
