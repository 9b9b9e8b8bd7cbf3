import type { SpotlightActionData } from '@mantine/spotlight';
import { IconArrowRight } from '@tabler/icons-react';
import type { Translate } from '../../../shared/i18n/translate.ts';
import type { Route } from '../../state/route.ts';

const screens = [
  'my-week',
  'home',
  'matrix',
  'planning',
  'plan-check',
  'load',
  'baselines',
  'scenarios',
  'roll-out',
  'people',
  'partners',
  'decisions',
  'risks',
  'lots',
  'templates',
  'workbook',
  'exchange',
  'settings',
] as const;

/** What can be done from anywhere: going to each screen. */
export function screenActions(t: Translate, go: (route: Route) => void): SpotlightActionData[] {
  return screens.map((name) => ({
    id: `go:${name}`,
    label: t(`frame.goTo.${name}`),
    leftSection: <IconArrowRight size={18} stroke={1.5} aria-hidden="true" />,
    onClick: () => go({ name }),
  }));
}
