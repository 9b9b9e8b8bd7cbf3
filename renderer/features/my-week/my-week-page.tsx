import { Button, Tooltip } from '@mantine/core';
import { IconCalendarCheck, IconSend } from '@tabler/icons-react';
import { formatDate } from '../../../shared/i18n/format.ts';
import type { WeekView } from '../../../shared/views/week-view.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { Notice } from '../../components/notice.tsx';
import { QueryGate } from '../../components/query-gate.tsx';
import { Screen } from '../../components/screen.tsx';
import { TableExport } from '../../components/table-export.tsx';
import { useLabels } from '../../components/use-labels.ts';
import { useText } from '../../i18n.ts';
import { useApiQuery } from '../../rpc/hooks.ts';
import { navigate } from '../../state/route.ts';
import { SendState, useSendFile } from '../exchange/index.ts';
import styles from './my-week.module.css';
import { weekContent } from './week-content.ts';
import { WeekList } from './week-list.tsx';

/** What one person is asked this week, a line a milestone, and the file that carries the answers. */
export function MyWeekPage() {
  const { t } = useText();
  const labels = useLabels();
  const query = useApiQuery('week.view', {});
  const view = query.data;
  const { send, ...sending } = useSendFile();
  const site = view?.sendTo ?? null;
  const sendNow = (): void => {
    if (site === null) navigate({ name: 'exchange' });
    else if (!sending.busy) send(site.establishmentId, site.name);
  };
  return (
    <Screen
      title={t('my-week.title')}
      subtitle={view && view.total > 0 && <Count view={view} />}
      actions={
        view?.personId && (
          <>
            {view.total > 0 && (
              <TableExport
                title={t('my-week.title')}
                source={{ current: () => weekContent(view, t, labels) }}
              />
            )}
            <Tooltip
              label={site ? t('my-week.sendHint', { name: site.name }) : t('my-week.sendElsewhereHint')}
            >
              <Button
                leftSection={<IconSend size={16} stroke={1.5} aria-hidden="true" />}
                disabled={sending.busy}
                aria-keyshortcuts="Control+Enter"
                onClick={sendNow}
              >
                {site ? t('my-week.send', { name: site.name }) : t('my-week.sendElsewhere')}
              </Button>
            </Tooltip>
          </>
        )
      }
    >
      <QueryGate query={query}>
        {(week) =>
          week.total === 0 ? (
            <NothingAsked view={week} />
          ) : (
            <div className={styles.page}>
              <div className={styles.news}>
                <SendState {...sending} />
                {week.remaining === 0 && sending.target === null && (
                  <Notice tone="success" title={t('my-week.allSaid')}>
                    {t('my-week.allSaidText')}
                  </Notice>
                )}
              </div>
              <p className={styles.keys}>{t('my-week.keys')}</p>
              <WeekList view={week} onSend={sendNow} />
            </div>
          )
        }
      </QueryGate>
    </Screen>
  );
}

function Count({ view: { total, remaining } }: { readonly view: WeekView }) {
  const { t } = useText();
  const [lines, left] = [t('my-week.lines', { count: total }), t('my-week.remaining', { count: remaining })];
  return <span role="status">{t('my-week.count', { lines, remaining: left })}</span>;
}

/** Why there is no line: nobody is named, nothing is theirs, or nothing has to be said yet. */
function NothingAsked({ view: { personId, open, next } }: { readonly view: WeekView }) {
  const { t } = useText();
  const icon = <IconCalendarCheck size={32} stroke={1.5} />;
  if (personId === null)
    return (
      <EmptyState
        icon={icon}
        title={t('my-week.nobodyTitle')}
        actions={<Button onClick={() => navigate({ name: 'settings' })}>{t('my-week.chooseMe')}</Button>}
      >
        {t('my-week.nobodyText')}
      </EmptyState>
    );
  if (open === 0)
    return (
      <EmptyState icon={icon} title={t('my-week.noneTitle')}>
        {t('my-week.noneText')}
      </EmptyState>
    );
  if (next === null)
    return (
      <EmptyState icon={icon} title={t('my-week.nothingTitle')}>
        {t('my-week.nothingMore')}
      </EmptyState>
    );
  const { label, domainLabel: domain, siteName, date } = next;
  return (
    <EmptyState
      icon={icon}
      title={t('my-week.nothingTitle')}
      actions={
        <Button
          variant="default"
          onClick={() => navigate({ name: 'deployment', id: next.deploymentId, milestone: next.milestoneId })}
        >
          {t('my-week.openNext')}
        </Button>
      }
    >
      {t('my-week.nothingNext', { label, domain, site: siteName, date: formatDate(date) })}
    </EmptyState>
  );
}
