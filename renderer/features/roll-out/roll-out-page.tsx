import { Button } from '@mantine/core';
import { IconCalendarPlus, IconRoute } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import type { RollOutInput, RollOutOptions } from '../../../shared/views/roll-out-view.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { errorText } from '../../components/error-text.ts';
import { LoadingState } from '../../components/loading-state.tsx';
import { Notice } from '../../components/notice.tsx';
import { QueryGate } from '../../components/query-gate.tsx';
import { RouteLink } from '../../components/route-link.tsx';
import { Screen } from '../../components/screen.tsx';
import { useNotify } from '../../components/use-notify.tsx';
import { useText } from '../../i18n.ts';
import { useApiQuery, useCommand } from '../../rpc/hooks.ts';
import { CopyPlan } from './copy-plan.tsx';
import { arrange, draftFor, emptyDraft, type RollOutDraft, toInput } from './roll-out-draft.ts';
import { RollOutPreviewView } from './roll-out-preview.tsx';
import { WaveList } from './wave-list.tsx';
import { WhatSection } from './what-section.tsx';
import classes from './roll-out.module.css';

/** The assistant that plans one domain over sites in waves. */
export function RollOutPage() {
  const query = useApiQuery('rollOut.options', {});
  return <QueryGate query={query}>{(options) => <RollOutScreen options={options} />}</QueryGate>;
}

interface Made {
  readonly domain: string;
  readonly sites: number;
  readonly milestones: number;
  readonly collisions: number;
}

const nothing = {
  domainId: '00000000-0000-0000-0000-000000000000',
  templateId: '00000000-0000-0000-0000-000000000000',
  targetProductId: null,
  waves: [],
} satisfies RollOutInput;

function RollOutScreen({ options }: { readonly options: RollOutOptions }) {
  const { t } = useText();
  const { failed } = useNotify();
  const [draft, setDraft] = useState(emptyDraft);
  const [made, setMade] = useState<Made | null>(null);
  const apply = useCommand('rollOut.apply');
  const input = useMemo(() => toInput(options, draft), [options, draft]);
  const preview = useApiQuery('rollOut.preview', input ?? nothing, {
    enabled: input !== null,
    keepPrevious: true,
  });
  const ready = input !== null && preview.isSuccess && !preview.isPlaceholderData;
  const siteCount = draft.waves.reduce((sum, { siteIds }) => sum + siteIds.length, 0);
  const confirm = (): void => {
    if (input === null || !preview.data) return;
    const { basis, milestoneCount: milestones, collisions } = preview.data;
    const domain = options.domains.find(({ id }) => id === input.domainId)?.label ?? '';
    apply.mutate(
      { ...input, basis },
      {
        onError: failed,
        onSuccess: () => {
          setMade({ domain, sites: siteCount, milestones, collisions: collisions.length });
          setDraft(emptyDraft);
        },
      },
    );
  };
  const change = (next: RollOutDraft): void => {
    setMade(null);
    setDraft(next);
  };
  return (
    <Screen
      title={t('roll-out.title')}
      subtitle={t('roll-out.subtitle')}
      actions={
        <>
          <CopyPlan options={options} />
          <Button
            leftSection={<IconCalendarPlus size={16} stroke={1.5} aria-hidden="true" />}
            disabled={!ready}
            loading={apply.isPending}
            onClick={confirm}
          >
            {siteCount === 0 ? t('roll-out.confirmNone') : t('roll-out.confirm', { count: siteCount })}
          </Button>
        </>
      }
    >
      <div className={classes.page}>
        <div className={classes.form}>
          <WhatSection
            options={options}
            draft={draft}
            onDomain={(id) => change(draftFor(options, id))}
            onTemplate={(templateId) => change(arrange(options, { ...draft, templateId }, null))}
            onProduct={(productId) => change({ ...draft, productId })}
          />
          {draft.domainId !== null && <WaveList options={options} draft={draft} onChange={change} />}
        </div>
        <section className={classes.preview} aria-label={t('roll-out.preview')} tabIndex={0}>
          {made && <MadeNotice made={made} onUndone={() => setMade(null)} />}
          {input === null ? (
            <EmptyState icon={<IconRoute size={32} stroke={1.5} />} title={t('roll-out.emptyTitle')}>
              {draft.domainId === null ? t('roll-out.emptyText') : t('roll-out.incomplete')}
            </EmptyState>
          ) : preview.isError ? (
            <Notice tone="warning" title={t('roll-out.impossible')}>
              <p className={classes.text}>{errorText(preview.error, t)}</p>
            </Notice>
          ) : preview.data ? (
            <RollOutPreviewView preview={preview.data} />
          ) : (
            <LoadingState />
          )}
        </section>
      </div>
    </Screen>
  );
}

/** Says what was planned, leads to it, and takes it back. */
function MadeNotice({ made, onUndone }: { readonly made: Made; readonly onUndone: () => void }) {
  const { t } = useText();
  const { failed, done } = useNotify();
  const undo = useCommand('history.undo');
  const takeBack = (): void =>
    undo.mutate(
      {},
      {
        onError: failed,
        onSuccess: () => {
          onUndone();
          done(t('roll-out.undone'));
        },
      },
    );
  return (
    <Notice
      tone="success"
      title={t('roll-out.made', { domain: made.domain, count: made.sites })}
      actions={
        <span className={classes.madeActions}>
          <RouteLink className={classes.link} to={{ name: 'planning' }}>
            {t('roll-out.seePlanning')}
          </RouteLink>
          <Button variant="default" size="compact-sm" loading={undo.isPending} onClick={takeBack}>
            {t('roll-out.undo')}
          </Button>
        </span>
      }
    >
      <p className={classes.text}>
        {t('roll-out.madeText', { count: made.milestones })}
        {made.collisions > 0 && (
          <>
            {' '}
            {t('roll-out.madeCollisions', { count: made.collisions })}{' '}
            <RouteLink className={classes.link} to={{ name: 'plan-check' }}>
              {t('roll-out.seeCheck')}
            </RouteLink>
          </>
        )}
      </p>
    </Notice>
  );
}
