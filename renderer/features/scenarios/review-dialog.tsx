import { Button, Checkbox, Group, Modal, SegmentedControl } from '@mantine/core';
import { useState } from 'react';
import { formatDate } from '../../../shared/i18n/format.ts';
import type { Translate } from '../../../shared/i18n/translate.ts';
import type { ScenarioReview, ScenarioReviewRow } from '../../../shared/views/scenario-view.ts';
import { Notice } from '../../components/notice.tsx';
import { QueryGate } from '../../components/query-gate.tsx';
import { useNotify } from '../../components/use-notify.tsx';
import { useText } from '../../i18n.ts';
import { useApiQuery, useCommand } from '../../rpc/hooks.ts';
import { useScenarioStore } from '../../state/scenario-store.ts';
import { slipText } from '../plan/index.ts';
import styles from './scenarios.module.css';

interface ReviewDialogProps {
  readonly id: string;
  readonly onClose: () => void;
}

/** What a scenario would change in the real plan, milestone by milestone, before anything is written. */
export function ReviewDialog({ id, onClose }: ReviewDialogProps) {
  const { t } = useText();
  const query = useApiQuery('scenario.review', { id });
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('scenarios.applyTitle', { name: query.data?.name ?? '' })}
      size={980}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <QueryGate query={query}>{(review) => <Review id={id} review={review} onClose={onClose} />}</QueryGate>
    </Modal>
  );
}

/** Rows drawn at first: a big slip moves thousands. */
const FIRST_ROWS = 200;

function Review({ id, review, onClose }: ReviewDialogProps & { readonly review: ScenarioReview }) {
  const { t } = useText();
  // Only what the user ticked or unticked: the rest stays as its state says, also when that changes meanwhile.
  const [ticks, setTicks] = useState<ReadonlyMap<string, boolean>>(new Map());
  const [all, setAll] = useState(false);
  const { rows } = review;
  const isTicked = ({ milestoneId, state }: ScenarioReviewRow): boolean =>
    state !== 'gone' && (ticks.get(milestoneId) ?? state === 'ready');
  const tick = (of: readonly ScenarioReviewRow[], on: boolean): void =>
    setTicks(new Map([...ticks, ...of.map(({ milestoneId }) => [milestoneId, on] as const)]));
  const possible = rows.filter(({ state }) => state !== 'gone');
  const chosen = rows.filter(isTicked);
  const changed = rows.filter(({ state }) => state === 'changed').length;
  const shown = all ? rows : rows.slice(0, FIRST_ROWS);
  if (rows.length === 0) return <Notice tone="success" title={t('scenarios.applyNothing')} />;
  return (
    <>
      <p>{t('scenarios.applyText')}</p>
      {changed > 0 && <Notice tone="warning" title={t('scenarios.applyChanged', { count: changed })} />}
      <Checkbox
        my="sm"
        label={t('scenarios.applyAll')}
        checked={possible.length > 0 && chosen.length === possible.length}
        indeterminate={chosen.length > 0 && chosen.length < possible.length}
        onChange={({ currentTarget }) => tick(possible, currentTarget.checked)}
      />
      <div
        className={styles.review}
        role="region"
        aria-label={t('scenarios.applyTitle', { name: review.name })}
        tabIndex={0}
      >
        {[...Map.groupBy(shown, ({ siteId }) => siteId)].map(([siteId, list]) => (
          <SiteRows
            key={siteId}
            rows={list}
            count={rows.filter((row) => row.siteId === siteId).length}
            isTicked={isTicked}
            onTick={(row, on) => tick([row], on)}
          />
        ))}
        {shown.length < rows.length && (
          <Button variant="subtle" onClick={() => setAll(true)}>
            {t('plan.more', { count: rows.length - shown.length })}
          </Button>
        )}
      </div>
      <Verbs id={id} basis={review.basis} chosen={chosen} onClose={onClose} />
    </>
  );
}

interface SiteRowsProps {
  readonly rows: readonly ScenarioReviewRow[];
  /** All of the site, drawn or not. */
  readonly count: number;
  readonly isTicked: (row: ScenarioReviewRow) => boolean;
  readonly onTick: (row: ScenarioReviewRow, on: boolean) => void;
}

function SiteRows({ rows, count, isTicked, onTick }: SiteRowsProps) {
  const { t } = useText();
  return (
    <section>
      <h3 className={styles.siteName}>
        {t('scenarios.site-rows', { site: rows[0]?.siteName ?? '', count })}
      </h3>
      <table className={styles.reviewTable}>
        <thead>
          <tr>
            <td className={styles.tick} />
            <th scope="col">{t('scenarios.milestone')}</th>
            <th scope="col">{t('scenarios.dates')}</th>
            <th scope="col">{t('scenarios.drift')}</th>
            <th scope="col">{t('scenarios.remark')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <ReviewRow
              key={row.milestoneId}
              row={row}
              ticked={isTicked(row)}
              onTick={(on) => onTick(row, on)}
            />
          ))}
        </tbody>
      </table>
    </section>
  );
}

interface ReviewRowProps {
  readonly row: ScenarioReviewRow;
  readonly ticked: boolean;
  readonly onTick: (on: boolean) => void;
}

function ReviewRow({ row, ticked, onTick }: ReviewRowProps) {
  const { t } = useText();
  const { label, domainLabel, siteName, state, workingDays } = row;
  return (
    <tr>
      <td>
        <Checkbox
          size="xs"
          aria-label={t('scenarios.applyRow', { label, domain: domainLabel, site: siteName })}
          checked={ticked}
          disabled={state === 'gone'}
          onChange={({ currentTarget }) => onTick(currentTarget.checked)}
        />
      </td>
      <th scope="row">
        <span className={styles.label}>{label}</span>
        <span className={styles.domain}>{domainLabel}</span>
      </th>
      <td className={styles.dates}>
        <del>
          <span className="visually-hidden">{t('scenarios.fromReal')}</span>
          {daysText(t, row.fromStart, row.fromEnd)}
        </del>
        <ins>
          <span className="visually-hidden">{t('scenarios.toScenario')}</span>
          {daysText(t, row.toStart, row.toEnd)}
        </ins>
      </td>
      <td className={styles.slip} data-late={workingDays !== null && workingDays > 0}>
        {workingDays !== null && slipText(t, workingDays)}
      </td>
      <td className={styles.remark} data-state={state}>
        {state !== 'ready' &&
          t(`scenarios.remark.${state}`, { dates: daysText(t, row.knownStart, row.knownEnd) })}
      </td>
    </tr>
  );
}

function daysText(t: Translate, start: string | null, end: string | null): string {
  const [first, last] = [start ?? end, end ?? start];
  if (first === null || last === null) return t('scenarios.noDates');
  return first === last
    ? formatDate(first)
    : t('scenarios.days', { start: formatDate(first), end: formatDate(last) });
}

interface VerbsProps extends ReviewDialogProps {
  readonly basis: string;
  readonly chosen: readonly ScenarioReviewRow[];
}

/** Gives up, or writes what is ticked in one save; and whether the scenario is still wanted after that. */
function Verbs({ id, basis, chosen, onClose }: VerbsProps) {
  const { t } = useText();
  const notify = useNotify();
  const [afterwards, setAfterwards] = useState<'keep' | 'drop'>('keep');
  const apply = useCommand('scenario.apply');
  const count = chosen.length;
  const submit = (): void =>
    apply.mutate(
      {
        id,
        basis,
        keep: afterwards === 'keep',
        rows: chosen.map(({ milestoneId, fromStart, fromEnd }) => ({ milestoneId, fromStart, fromEnd })),
      },
      {
        onSuccess: () => {
          notify.done(t('scenarios.applied', { count }));
          const { scenarioId, choose } = useScenarioStore.getState();
          // What was applied is the real plan now: that is what the planning shows next.
          if (scenarioId === id) choose(null);
          onClose();
        },
        onError: notify.failed,
      },
    );
  return (
    <Group justify="space-between" mt="md">
      <div>
        <SegmentedControl<'keep' | 'drop'>
          aria-label={t('scenarios.afterwards')}
          value={afterwards}
          onChange={setAfterwards}
          data={[
            { value: 'keep', label: t('scenarios.keep') },
            { value: 'drop', label: t('scenarios.drop') },
          ]}
        />
        {afterwards === 'drop' && <p className={styles.dropHint}>{t('scenarios.dropHint')}</p>}
      </div>
      <Group>
        <Button variant="default" onClick={onClose}>
          {t('common.cancel')}
        </Button>
        <Button data-autofocus disabled={count === 0} loading={apply.isPending} onClick={submit}>
          {count === 0 ? t('scenarios.applyZero') : t('scenarios.applyCount', { count })}
        </Button>
      </Group>
    </Group>
  );
}
