import { Button, Table } from '@mantine/core';
import { useState } from 'react';
import { formatInstantDay } from '../../../shared/i18n/format.ts';
import type { RosterPost, TrustView } from '../../../shared/views/trust-view.ts';
import { Notice } from '../../components/notice.tsx';
import { QueryGate } from '../../components/query-gate.tsx';
import { useConfirm } from '../../components/use-confirm.tsx';
import { useNotify } from '../../components/use-notify.tsx';
import { useText } from '../../i18n.ts';
import { useApiQuery, useCommand } from '../../rpc/hooks.ts';
import { AdmitDialog } from './admit-dialog.tsx';
import styles from './exchange.module.css';
import { FounderClaim, SuccessionDialog } from './founder-claim.tsx';
import { TraySection } from './tray-section.tsx';

/** Whom the group admits and for what, and what goes beyond it. */
export function TrustSection() {
  const view = useApiQuery('trust.view', {});
  return (
    <QueryGate query={view}>
      {(data) => (
        <>
          {(data.tray.length > 0 || data.on) && <TraySection view={data} />}
          <Roster view={data} />
        </>
      )}
    </QueryGate>
  );
}

function Roster({ view }: { readonly view: TrustView }) {
  const { t } = useText();
  const { done, failed } = useNotify();
  const confirm = useConfirm();
  const admit = useCommand('trust.admit');
  const [succeeding, setSucceeding] = useState(false);
  const [admitting, setAdmitting] = useState<RosterPost | null>(null);
  const own = view.posts.find(({ self }) => self);

  async function begin(): Promise<void> {
    const agreed = await confirm({
      title: t('trust.turnOnTitle'),
      text: t('trust.turnOnText'),
      action: t('trust.turnOn'),
    });
    if (!agreed || !own) return;
    // The first post admitted is this one: that is what turns rights on.
    await admit.mutateAsync({
      incarnation: own.incarnation,
      level: 'admin',
      establishmentId: own.establishmentId,
      personIds: [],
      basis: view.basis,
    });
    done(t('trust.turnedOn'));
  }
  return (
    <section className={styles.section} aria-labelledby="trust-title">
      <div className={styles.sectionHead}>
        <div>
          <h2 id="trust-title" className={styles.heading}>
            {t('trust.title')}
          </h2>
          <p className={styles.hint}>
            {t(view.on ? 'trust.onHint' : view.admits ? 'trust.offHint' : 'trust.offHintOther')}
          </p>
          {view.groupFingerprint !== null && (
            <p className={styles.hint}>
              {t('trust.groupFingerprint')}{' '}
              <span className={styles.fingerprint}>{view.groupFingerprint}</span>
            </p>
          )}
        </div>
        {!view.on && view.admits && (
          <Button variant="default" onClick={() => void begin().catch(failed)}>
            {t('trust.turnOn')}
          </Button>
        )}
        {view.maySucceed && (
          <Button variant="subtle" onClick={() => setSucceeding(true)}>
            {t('trust.succession')}
          </Button>
        )}
      </div>
      {view.claims.map((claim) => (
        <FounderClaim key={claim.incarnation} claim={claim} />
      ))}
      {view.succeeded && own && <Notice title={t('trust.claimOwn', { fingerprint: own.fingerprint })} />}
      {view.on && view.level === null && own && (
        <Notice tone="warning" title={t(own.state === 'revoked' ? 'trust.revokedTitle' : 'trust.waitTitle')}>
          {t(own.state === 'revoked' ? 'trust.revokedText' : 'trust.waitText', {
            fingerprint: own.fingerprint,
          })}
        </Notice>
      )}
      {view.on && view.admits && view.administrators === 1 && (
        <Notice title={t('trust.aloneTitle')}>{t('trust.aloneText')}</Notice>
      )}
      {view.on && <RosterTable view={view} onAdmit={setAdmitting} />}
      {succeeding && <SuccessionDialog basis={view.basis} onClose={() => setSucceeding(false)} />}
      {admitting && <AdmitDialog view={view} post={admitting} onClose={() => setAdmitting(null)} />}
    </section>
  );
}

interface RosterTableProps {
  readonly view: TrustView;
  readonly onAdmit: (post: RosterPost) => void;
}

function RosterTable({ view, onAdmit }: RosterTableProps) {
  const { t } = useText();
  const { done, failed } = useNotify();
  const confirm = useConfirm();
  const revoke = useCommand('trust.revoke');

  const onPost = (verb: 'trust.change' | 'trust.admit' | 'trust.revoke', { fingerprint }: RosterPost) =>
    t('trust.onPost', { verb: t(verb), fingerprint });
  async function takeBack(post: RosterPost): Promise<void> {
    const agreed = await confirm({
      title: t('trust.revokeTitle', { name: nameOf(post, t('exchange.unknownSite')) }),
      text: t('trust.revokeText'),
      action: t('trust.revoke'),
      danger: true,
    });
    if (!agreed) return;
    await revoke.mutateAsync({ incarnation: post.incarnation, basis: view.basis });
    done(t('trust.revoked'));
  }
  return (
    <Table className={styles.table}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t('exchange.column.site')}</Table.Th>
          <Table.Th>{t('trust.people')}</Table.Th>
          <Table.Th>{t('trust.level')}</Table.Th>
          <Table.Th>{t('exchange.column.fingerprint')}</Table.Th>
          <Table.Th>{t('trust.lastSave')}</Table.Th>
          {view.admits && (
            <Table.Th>
              <span className="visually-hidden">{t('trust.actions')}</span>
            </Table.Th>
          )}
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {view.posts.map((post) => (
          <Table.Tr key={post.incarnation} data-state={post.state}>
            <Table.Td>
              {post.establishmentName ?? t('exchange.unknownSite')}
              {post.self && <span className={styles.tag}>{t('exchange.self')}</span>}
              {post.founder && <span className={styles.tag}>{t('trust.founder')}</span>}
            </Table.Td>
            <Table.Td>
              {post.people.map(({ name }) => name).join(', ') || (post.lastAuthor?.name ?? '')}
            </Table.Td>
            <Table.Td>
              {post.state === 'admitted' && post.level !== null
                ? t(`trust.level.${post.level}`)
                : t(post.state === 'revoked' ? 'trust.state.revoked' : 'trust.state.unknown')}
            </Table.Td>
            <Table.Td className={styles.fingerprint}>{post.fingerprint}</Table.Td>
            <Table.Td>{post.lastSaveAt === null ? '' : formatInstantDay(post.lastSaveAt)}</Table.Td>
            {view.admits && (
              <Table.Td>
                <span className={styles.rowActions}>
                  <Button
                    size="compact-sm"
                    variant={post.state === 'unknown' ? 'filled' : 'default'}
                    aria-label={onPost(post.state === 'admitted' ? 'trust.change' : 'trust.admit', post)}
                    disabled={post.fingerprint === ''}
                    onClick={() => onAdmit(post)}
                  >
                    {t(post.state === 'admitted' ? 'trust.change' : 'trust.admit')}
                  </Button>
                  {post.state === 'admitted' && !post.self && (
                    <Button
                      size="compact-sm"
                      variant="default"
                      aria-label={onPost('trust.revoke', post)}
                      onClick={() => void takeBack(post).catch(failed)}
                    >
                      {t('trust.revoke')}
                    </Button>
                  )}
                </span>
              </Table.Td>
            )}
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

function nameOf({ establishmentName, lastAuthor }: RosterPost, unknown: string): string {
  return lastAuthor?.name ?? establishmentName ?? unknown;
}
