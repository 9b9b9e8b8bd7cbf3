import { Button, Table } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { Fragment, useState } from 'react';
import { formatBytes, formatCount, formatInstant, formatInstantDay } from '../../../shared/i18n/format.ts';
import { isTextKey } from '../../../shared/i18n/translate.ts';
import type { ReversalSource } from '../../../shared/views/reversal-view.ts';
import type { SiteState, SitesView } from '../../../shared/views/sites-view.ts';
import { isoOfDate } from '../../components/local-day.ts';
import { QueryGate } from '../../components/query-gate.tsx';
import { useNotify } from '../../components/use-notify.tsx';
import { useText } from '../../i18n.ts';
import { shell } from '../../rpc/backend.ts';
import { useApiQuery, useJob } from '../../rpc/hooks.ts';
import styles from './exchange.module.css';
import { clockWords } from './clock-words.ts';
import { exchangeFileName } from '../../components/exchange-file-name.ts';
import { ForkNotice } from './fork-notice.tsx';
import { ReversalDialog } from './reversal-dialog.tsx';

/** First characters of an incarnation's id: enough to tell it over the phone. */
const SHORT = 8;

/** Who is where: what each post sent and received last, what it lacks, how its clock goes, how it came to be. */
export function SitesList() {
  const query = useApiQuery('exchange.sites', {});
  return <QueryGate query={query}>{(view) => <Sites view={view} />}</QueryGate>;
}

function Sites({ view }: { readonly view: SitesView }) {
  const { t, language } = useText();
  const { done, failed } = useNotify();
  const ask = useJob('exchange.askResend');
  const repair = useJob('exchange.repairFork');
  const [open, setOpen] = useState<string | null>(null);
  const [reversed, setReversed] = useState<{ source: ReversalSource; title: string } | null>(null);
  async function askResend(post: SiteState, name: string): Promise<void> {
    if (post.establishmentId === null) return;
    const suggestedName = exchangeFileName(t('review.sites.resendFile', { name }), isoOfDate(new Date()));
    const file = await shell('shell.saveExchangeFile', { suggestedName });
    if (!file) return;
    const made = await ask.start({ grant: file.grant, to: post.establishmentId });
    if (!made) return;
    done(t('review.sites.asked', { file: made.fileName, size: formatBytes(made.bytes, language), name }));
  }
  async function goOn(file: string): Promise<void> {
    if (await repair.start({ file })) done(t('review.sites.repaired'));
  }
  return (
    <div className={styles.wide}>
      <p className={styles.hint}>{t('review.sites.hint')}</p>
      {view.forks.map((fork) => (
        <ForkNotice
          key={fork.file}
          fork={fork}
          continued={fork.own && fork.firstSave !== null ? fork.held - fork.firstSave + 1 : null}
          actions={
            fork.own &&
            fork.firstSave !== null && (
              <Button
                loading={repair.state.status === 'running'}
                onClick={() => void goOn(fork.file).catch(failed)}
              >
                {t('review.sites.repair')}
              </Button>
            )
          }
        >
          <p className={styles.hint}>{t('review.sites.forkKept', { at: formatInstant(fork.at) })}</p>
        </ForkNotice>
      ))}
      <Table className={styles.table}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('review.sites.site')}</Table.Th>
            <Table.Th>{t('review.sites.fingerprint')}</Table.Th>
            <Table.Th>{t('review.sites.version')}</Table.Th>
            <Table.Th>{t('review.sites.sent')}</Table.Th>
            <Table.Th>{t('review.sites.received')}</Table.Th>
            <Table.Th ta="right">{t('review.sites.missing')}</Table.Th>
            <Table.Th>
              <span className="visually-hidden">{t('review.sites.verbs')}</span>
            </Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {view.posts.map((post) => {
            const name = post.establishment ?? t('exchange.unknownSite');
            return (
              <Fragment key={post.incarnation}>
                <Post
                  post={post}
                  name={name}
                  open={open === post.incarnation}
                  onToggle={() => setOpen(open === post.incarnation ? null : post.incarnation)}
                  onAsk={() => void askResend(post, name).catch(failed)}
                />
                {open === post.incarnation && (
                  <Table.Tr>
                    <Table.Td colSpan={7}>
                      <Incarnations
                        post={post}
                        onReverse={(incarnation) =>
                          setReversed({
                            source: { incarnation },
                            title: t('review.reversal.incarnation', { id: incarnation.slice(0, SHORT) }),
                          })
                        }
                      />
                    </Table.Td>
                  </Table.Tr>
                )}
              </Fragment>
            );
          })}
        </Table.Tbody>
      </Table>
      {reversed && <ReversalDialog {...reversed} onClose={() => setReversed(null)} />}
    </div>
  );
}

interface PostProps {
  readonly post: SiteState;
  readonly name: string;
  readonly open: boolean;
  readonly onToggle: () => void;
  readonly onAsk: () => void;
}

function Post({ post, name, open, onToggle, onAsk }: PostProps) {
  const { t, language } = useText();
  const { self, missing } = post;
  const clock = clockWords(post.clockAheadMinutes, t);
  const day = (at: number | null) => (at === null ? t('review.sites.never') : formatInstant(at));
  return (
    <Table.Tr data-self={self}>
      <Table.Td>
        <span className={styles.siteName}>
          {name}
          {self && <span className={styles.tag}>{t('exchange.self')}</span>}
        </span>
        {post.user !== null && <span className={styles.siteUser}>{post.user}</span>}
        {clock !== null && <span className={styles.warning}>{clock}</span>}
        {post.waitingFiles > 0 && (
          <span className={styles.warning}>{t('review.sites.waiting', { count: post.waitingFiles })}</span>
        )}
      </Table.Td>
      <Table.Td className={styles.fingerprint}>{post.fingerprint || '–'}</Table.Td>
      <Table.Td>{post.version ?? '–'}</Table.Td>
      <Table.Td>{self ? '–' : day(post.lastSentAt)}</Table.Td>
      <Table.Td>{self ? '–' : day(post.lastReceivedAt)}</Table.Td>
      <Table.Td ta="right">
        {self
          ? '–'
          : missing === null
            ? t('review.sites.unknown')
            : missing === 0
              ? t('review.sites.upToDate')
              : formatCount(missing, language)}
      </Table.Td>
      <Table.Td>
        <div className={styles.siteVerbs}>
          {!self && post.establishmentId !== null && (
            <Button
              variant="default"
              size="compact-sm"
              aria-label={t('review.sites.resendOf', { name })}
              onClick={onAsk}
            >
              {t('review.sites.resend')}
            </Button>
          )}
          <Button
            variant="subtle"
            size="compact-sm"
            aria-expanded={open}
            aria-label={t('review.sites.historyOf', { name })}
            rightSection={
              <IconChevronDown
                size={14}
                stroke={1.5}
                aria-hidden="true"
                className={open ? styles.turned : undefined}
              />
            }
            onClick={onToggle}
          >
            {t('review.sites.history')}
          </Button>
        </div>
      </Table.Td>
    </Table.Tr>
  );
}

interface IncarnationsProps {
  readonly post: SiteState;
  readonly onReverse: (incarnation: string) => void;
}

/** How a post came to be what it is: each run of its history, and why it began. */
function Incarnations({ post, onReverse }: IncarnationsProps) {
  const { t } = useText();
  return (
    <ul className={styles.incarnations}>
      {post.incarnations.map(({ incarnation, reason, fingerprint, saves, firstSaveAt, lastSaveAt }) => {
        const id = incarnation.slice(0, SHORT);
        const key = `review.sites.reason.${reason}`;
        return (
          <li key={incarnation}>
            <span>
              <strong>{t('review.sites.incarnation', { id })}</strong>
              <span className={styles.siteUser}>{isTextKey(key) ? t(key) : reason}</span>
            </span>
            <span className={styles.fingerprint}>{fingerprint}</span>
            <span>
              {firstSaveAt === null || lastSaveAt === null
                ? t('review.sites.noSave')
                : [
                    t('review.sites.missingCount', { count: saves }),
                    t('review.sites.period', {
                      from: formatInstantDay(firstSaveAt),
                      to: formatInstantDay(lastSaveAt),
                    }),
                  ].join(', ')}
            </span>
            {saves > 0 && (
              <Button
                variant="subtle"
                size="compact-sm"
                aria-label={t('review.sites.reverseOf', { id })}
                onClick={() => onReverse(incarnation)}
              >
                {t('review.sites.reverse')}
              </Button>
            )}
          </li>
        );
      })}
    </ul>
  );
}
