import { Button, Group, Stack, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { formatMonth, formatPercent } from '../../../shared/i18n/format.ts';
import type { LoadMilestone, LoadRow } from '../../../shared/views/load-view.ts';
import { DateText } from '../../components/date-text.tsx';
import { DetailPanel } from '../../components/detail-panel.tsx';
import { parseDays, typedDays } from '../../components/parse-days.ts';
import { QueryGate } from '../../components/query-gate.tsx';
import { RouteLink } from '../../components/route-link.tsx';
import { useLabels } from '../../components/use-labels.ts';
import { useNotify } from '../../components/use-notify.tsx';
import { useText } from '../../i18n.ts';
import { useApiQuery, useCommand } from '../../rpc/hooks.ts';
import { daysText, rowName } from './load-words.ts';
import styles from './load.module.css';

interface LoadPanelProps {
  readonly row: LoadRow;
  readonly month: string;
  readonly basis: string;
  readonly onClose: () => void;
}

/** What makes the load of a month: what was said, and the milestones. For a person it can be said here. */
export function LoadPanel({ row, month, basis, onClose }: LoadPanelProps) {
  const { t, language } = useText();
  const labels = useLabels();
  const title = t('load.panel', { name: rowName(t, labels, row), month: formatMonth(month, language) });
  return (
    <DetailPanel title={title} onClose={onClose}>
      <Stack gap="lg">
        <Sum row={row} month={month} />
        {row.kind === 'person' ? (
          <CapacityForm personId={row.id} row={row} month={month} basis={basis} />
        ) : (
          <p className={styles.note}>{t('load.teamHint')}</p>
        )}
        <Milestones personIds={row.personIds} month={month} />
      </Stack>
    </DetailPanel>
  );
}

function Sum({ row, month }: Pick<LoadPanelProps, 'row' | 'month'>) {
  const { t, language } = useText();
  const load = row.months.find((one) => one.month === month);
  if (!load) return null;
  const days = (tenths: number): string => daysText(t, language, tenths);
  return (
    <dl className={styles.sum}>
      <dt>{t('load.capacity')}</dt>
      <dd>{load.capacity === null ? t('load.unsaid') : days(load.capacity)}</dd>
      <dt>{t('load.committed')}</dt>
      <dd>{days(load.committed)}</dd>
      <dt>{t('load.estimated')}</dt>
      <dd>{days(load.estimated)}</dd>
      <dt>{t('load.load')}</dt>
      <dd>
        <strong>
          {load.percent === null
            ? days(load.committed + load.estimated)
            : formatPercent(load.percent, language)}
        </strong>
      </dd>
    </dl>
  );
}

/** The most a month may hold, in tenths of a day, as the contract has it. */
const MOST = 30_000;

interface CapacityFormProps {
  readonly personId: string;
  readonly row: LoadRow;
  readonly month: string;
  readonly basis: string;
}

function CapacityForm({ personId, row, month, basis }: CapacityFormProps) {
  const { t, language } = useText();
  const notify = useNotify();
  const { mutate, isPending } = useCommand('capacity.set');
  const load = row.months.find((one) => one.month === month);
  const [capacity, setCapacity] = useState(typedDays(load?.capacity ?? null, language));
  const [committed, setCommitted] = useState(typedDays(load?.committed ?? null, language));
  const [tried, setTried] = useState(false);
  const values = { capacity: parseDays(capacity, MOST), committed: parseDays(committed, MOST) };
  const wrong = (value: number | null | undefined): string | undefined =>
    tried && value === undefined ? t('load.daysWrong') : undefined;
  const save = (event: FormEvent): void => {
    event.preventDefault();
    setTried(true);
    if (values.capacity === undefined || values.committed === undefined) return;
    mutate(
      { personId, month, capacity: values.capacity, committed: values.committed, basis },
      { onSuccess: () => notify.done(t('load.saved')), onError: notify.failed },
    );
  };
  return (
    <form onSubmit={save} noValidate aria-label={t('load.say')}>
      <Group grow align="flex-start">
        <TextInput
          label={t('load.capacityField')}
          description={t('load.capacityHint')}
          value={capacity}
          error={wrong(values.capacity)}
          inputMode="decimal"
          autoComplete="off"
          onChange={(event) => setCapacity(event.currentTarget.value)}
        />
        <TextInput
          label={t('load.committedField')}
          description={t('load.committedHint')}
          value={committed}
          error={wrong(values.committed)}
          inputMode="decimal"
          autoComplete="off"
          onChange={(event) => setCommitted(event.currentTarget.value)}
        />
      </Group>
      <Group justify="flex-end" mt="sm">
        <Button type="submit" loading={isPending}>
          {t('common.save')}
        </Button>
      </Group>
    </form>
  );
}

function Milestones({ personIds, month }: { readonly personIds: string[]; readonly month: string }) {
  const { t } = useText();
  const query = useApiQuery('load.month', { personIds, month });
  return (
    <section aria-labelledby="load-milestones">
      <h3 id="load-milestones" className={styles.heading}>
        {t('load.milestones')}
      </h3>
      <QueryGate query={query}>
        {({ milestones }) =>
          milestones.length === 0 ? (
            <p className={styles.note}>{t('load.noMilestone')}</p>
          ) : (
            <ul className={styles.milestones}>
              {milestones.map((milestone) => (
                <MilestoneItem key={milestone.id} milestone={milestone} shared={personIds.length > 1} />
              ))}
            </ul>
          )
        }
      </QueryGate>
    </section>
  );
}

function MilestoneItem({
  milestone,
  shared,
}: {
  readonly milestone: LoadMilestone;
  readonly shared: boolean;
}) {
  const { t, language } = useText();
  const { id, deploymentId, label, domainLabel, siteName, ownerName, plannedStart, plannedEnd } = milestone;
  return (
    <li>
      <RouteLink to={{ name: 'deployment', id: deploymentId, milestone: id }}>{label}</RouteLink>
      <span className={styles.note}>
        {[domainLabel, siteName, ...(shared ? [ownerName] : [])].join(' · ')}
      </span>
      <span className={styles.note}>
        <DateText day={plannedStart} />
        {plannedStart !== plannedEnd && (
          <>
            {' – '}
            <DateText day={plannedEnd} />
          </>
        )}
        {' · '}
        {milestone.share === null
          ? t('load.notEstimated')
          : t('load.share', {
              share: daysText(t, language, milestone.share),
              effort: daysText(t, language, milestone.effort ?? 0),
            })}
      </span>
    </li>
  );
}
