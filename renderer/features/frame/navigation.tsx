import { ActionIcon, Tooltip, UnstyledButton } from '@mantine/core';
import {
  IconAlertTriangle,
  IconArrowsExchange,
  IconArrowsSplit2,
  IconBookmarks,
  IconBuildingCommunity,
  IconCalendarCheck,
  IconEye,
  IconEyeOff,
  IconFileSpreadsheet,
  IconGauge,
  IconGavel,
  IconHome,
  IconLayoutGrid,
  IconLayoutSidebarLeftCollapse,
  IconLayoutSidebarLeftExpand,
  IconListCheck,
  IconPrinter,
  IconRoute,
  IconTemplate,
  IconServer,
  IconSettings,
  IconTimeline,
  IconUsers,
} from '@tabler/icons-react';
import { type ReactNode, useId } from 'react';
import { RouteLink } from '../../components/route-link.tsx';
import { useNotify } from '../../components/use-notify.tsx';
import { useText } from '../../i18n.ts';
import { useApiQuery, useCommand } from '../../rpc/hooks.ts';
import type { Route } from '../../state/route.ts';
import styles from './frame.module.css';

type ScreenName = Exclude<Route['name'], 'deployment'>;

const icon = { size: 18, stroke: 1.5, 'aria-hidden': true } as const;
const icons: Readonly<Record<ScreenName, ReactNode>> = {
  'my-week': <IconCalendarCheck {...icon} />,
  matrix: <IconLayoutGrid {...icon} />,
  planning: <IconTimeline {...icon} />,
  'plan-check': <IconListCheck {...icon} />,
  home: <IconHome {...icon} />,
  load: <IconGauge {...icon} />,
  'roll-out': <IconRoute {...icon} />,
  templates: <IconTemplate {...icon} />,
  baselines: <IconBookmarks {...icon} />,
  scenarios: <IconArrowsSplit2 {...icon} />,
  people: <IconUsers {...icon} />,
  partners: <IconBuildingCommunity {...icon} />,
  decisions: <IconGavel {...icon} />,
  risks: <IconAlertTriangle {...icon} />,
  lots: <IconServer {...icon} />,
  paper: <IconPrinter {...icon} />,
  workbook: <IconFileSpreadsheet {...icon} />,
  exchange: <IconArrowsExchange {...icon} />,
  settings: <IconSettings {...icon} />,
};
const own: readonly ScreenName[] = ['my-week'];
const work: readonly ScreenName[] = [
  'my-week',
  'home',
  'matrix',
  'planning',
  'plan-check',
  'load',
  'baselines',
  'scenarios',
  'roll-out',
  'paper',
];
const registers: readonly ScreenName[] = ['people', 'partners', 'decisions', 'risks', 'lots'];
const rest: readonly ScreenName[] = ['templates', 'workbook', 'exchange', 'settings'];

interface NavigationProps {
  readonly route: Route;
  readonly open: boolean;
  readonly onToggle: () => void;
  /** For a referent, whether their own screen alone is offered or all are; null for everybody else, who sees all. */
  readonly screens: 'own' | 'all' | null;
}

/** The screens there are, with words or, folded, icons that say their word on hover. */
export function Navigation({ route, open, onToggle, screens }: NavigationProps) {
  const { t } = useText();
  const registersId = useId();
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
      <ul className={styles.items}>{(screens === 'own' ? own : work).map(item)}</ul>
      {screens !== 'own' && (
        <section aria-labelledby={registersId}>
          <div id={registersId} className={open ? styles.part : 'visually-hidden'}>
            {t('frame.registers')}
          </div>
          <ul className={styles.items}>{registers.map(item)}</ul>
        </section>
      )}
      <ul className={`${styles.items} ${styles.itemsEnd}`}>
        {screens !== 'own' && rest.map(item)}
        {screens !== null && (
          <li>
            <ScreensChoice screens={screens} open={open} />
          </li>
        )}
      </ul>
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
          {name === 'my-week' && <WeekCount />}
          {waiting > 0 && (
            <>
              <span className={styles.count} data-tone="warning" aria-hidden="true">
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

/** How many lines wait for an answer; nothing while there is none. */
function WeekCount() {
  const { t } = useText();
  const count = useApiQuery('week.view', {}).data?.remaining ?? 0;
  if (count === 0) return null;
  return (
    <span className={styles.count}>
      <span aria-hidden="true">{count}</span>
      <span className="visually-hidden">{t('frame.toAnswer', { count })}</span>
    </span>
  );
}

interface ScreensChoiceProps {
  readonly screens: 'own' | 'all';
  readonly open: boolean;
}

/** For a referent: asks for all screens, or for their own again; it is kept. */
function ScreensChoice({ screens, open }: ScreensChoiceProps) {
  const { t } = useText();
  const { failed } = useNotify();
  const { mutate } = useCommand('settings.set');
  const word = screens === 'own' ? t('frame.showAll') : t('frame.showOwn');
  return (
    <Tooltip label={word} position="right" disabled={open}>
      <UnstyledButton
        className={styles.item ?? ''}
        onClick={() => mutate({ screens: screens === 'own' ? 'all' : 'own' }, { onError: failed })}
      >
        {screens === 'own' ? <IconEye {...icon} /> : <IconEyeOff {...icon} />}
        <span className={open ? undefined : 'visually-hidden'}>{word}</span>
      </UnstyledButton>
    </Tooltip>
  );
}
