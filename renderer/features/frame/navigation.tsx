import { ActionIcon, Tooltip } from '@mantine/core';
import {
  IconArrowsExchange,
  IconBookmarks,
  IconLayoutGrid,
  IconLayoutSidebarLeftCollapse,
  IconLayoutSidebarLeftExpand,
  IconListCheck,
  IconRoute,
  IconTemplate,
  IconSettings,
  IconTimeline,
  IconUsers,
} from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { RouteLink } from '../../components/route-link.tsx';
import { useText } from '../../i18n.ts';
import { useApiQuery } from '../../rpc/hooks.ts';
import type { Route } from '../../state/route.ts';
import styles from './frame.module.css';

type ScreenName = Exclude<Route['name'], 'deployment'>;

const icon = { size: 18, stroke: 1.5, 'aria-hidden': true } as const;
const icons: Readonly<Record<ScreenName, ReactNode>> = {
  matrix: <IconLayoutGrid {...icon} />,
  planning: <IconTimeline {...icon} />,
  'plan-check': <IconListCheck {...icon} />,
  'roll-out': <IconRoute {...icon} />,
  templates: <IconTemplate {...icon} />,
  baselines: <IconBookmarks {...icon} />,
  people: <IconUsers {...icon} />,
  exchange: <IconArrowsExchange {...icon} />,
  settings: <IconSettings {...icon} />,
};
const work: readonly ScreenName[] = ['matrix', 'planning', 'plan-check', 'baselines', 'roll-out', 'people'];
const rest: readonly ScreenName[] = ['templates', 'exchange', 'settings'];

interface NavigationProps {
  readonly route: Route;
  readonly open: boolean;
  readonly onToggle: () => void;
}

/** The screens there are, with words or, folded, icons that say their word on hover. */
export function Navigation({ route, open, onToggle }: NavigationProps) {
  const { t } = useText();
  const conflicts = useApiQuery('conflict.count', {}).data?.count ?? 0;
  // A deployment is a page of the matrix.
  const current = route.name === 'deployment' ? 'matrix' : route.name;
  const item = (name: ScreenName) => (
    <Item
      key={name}
      name={name}
      current={name === current}
      open={open}
      waiting={name === 'exchange' ? conflicts : 0}
    />
  );
  const fold = open ? t('frame.fold') : t('frame.unfold');
  return (
    <nav className={styles.navigation} aria-label={t('frame.navigation')}>
      <ul className={styles.items}>{work.map(item)}</ul>
      <ul className={`${styles.items} ${styles.itemsEnd}`}>{rest.map(item)}</ul>
      <Tooltip label={fold} position="right">
        <ActionIcon
          className={styles.fold}
          variant="subtle"
          color="gray"
          aria-label={fold}
          aria-expanded={open}
          onClick={onToggle}
        >
          {open ? <IconLayoutSidebarLeftCollapse {...icon} /> : <IconLayoutSidebarLeftExpand {...icon} />}
        </ActionIcon>
      </Tooltip>
    </nav>
  );
}

interface ItemProps {
  readonly name: ScreenName;
  readonly current: boolean;
  readonly open: boolean;
  /** How many things wait there for somebody to decide. */
  readonly waiting: number;
}

function Item({ name, current, open, waiting }: ItemProps) {
  const { t } = useText();
  const word = t(`frame.screen.${name}`);
  const said = waiting > 0 ? `${word}, ${t('frame.toReview', { count: waiting })}` : word;
  return (
    <li>
      <Tooltip label={said} position="right" disabled={open && waiting === 0}>
        <RouteLink to={{ name }} className={styles.item} aria-current={current ? 'page' : undefined}>
          {icons[name]}
          <span className={open ? undefined : 'visually-hidden'}>{word}</span>
          {waiting > 0 && (
            <>
              <span className={styles.waiting} data-folded={!open} aria-hidden="true">
                {waiting > 99 ? '99+' : waiting}
              </span>
              <span className="visually-hidden">{t('frame.toReview', { count: waiting })}</span>
            </>
          )}
        </RouteLink>
      </Tooltip>
    </li>
  );
}
