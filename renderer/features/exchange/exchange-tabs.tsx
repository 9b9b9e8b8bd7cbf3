import { RouteLink } from '../../components/route-link.tsx';
import { useText } from '../../i18n.ts';
import type { ExchangeTab } from '../../state/route.ts';
import styles from './exchange.module.css';

const tabs: readonly ExchangeTab[] = ['files', 'review', 'sites'];

/** The three views of the exchange; how many conflicts are open is said beside theirs. */
export function ExchangeTabs({ current, open }: { readonly current: ExchangeTab; readonly open: number }) {
  const { t } = useText();
  return (
    <nav aria-label={t('review.tabs')}>
      <ul className={styles.tabs}>
        {tabs.map((tab) => (
          <li key={tab}>
            <RouteLink
              to={{ name: 'exchange', tab }}
              className={styles.tab}
              aria-current={tab === current ? 'page' : undefined}
            >
              {t(`review.tab.${tab}`)}
              {tab === 'review' && open > 0 && (
                <>
                  <span className={styles.tabCount} aria-hidden="true">
                    {open}
                  </span>
                  <span className="visually-hidden">{t('review.count', { count: open })}</span>
                </>
              )}
            </RouteLink>
          </li>
        ))}
      </ul>
    </nav>
  );
}
