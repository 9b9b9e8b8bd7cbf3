import { Button } from '@mantine/core';
import { useState } from 'react';
import { changeKinds, type ChangeKind } from '../../../shared/domain/change-kind.ts';
import type { Conflict, ConflictList, Decision } from '../../../shared/views/conflict-view.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { ChoiceFilter } from '../../components/filter-bar.tsx';
import { QueryGate } from '../../components/query-gate.tsx';
import { useNotify } from '../../components/use-notify.tsx';
import { useText } from '../../i18n.ts';
import { useApiQuery, useCommand } from '../../rpc/hooks.ts';
import { BulkDialog } from './bulk-dialog.tsx';
import { bulkDecisions } from './conflict-words.ts';
import { ConflictCard } from './conflict-card.tsx';
import { DiscussDialog } from './discuss-dialog.tsx';
import styles from './exchange.module.css';
import { ReviewRules } from './review-rules.tsx';
import { useCardKeys } from './use-card-keys.ts';

/** Cards drawn at once; the next ones come as these are settled. */
const DRAWN = 100;

interface Bulk {
  readonly action: 'keep' | 'take';
  readonly conflicts: readonly Conflict[];
}

/** Every open conflict, to be settled one by one or many at once. */
export function ReviewList() {
  const query = useApiQuery('conflict.list', {});
  return <QueryGate query={query}>{(list) => <Review list={list} />}</QueryGate>;
}

function Review({ list }: { readonly list: ConflictList }) {
  const { t } = useText();
  const { done, failed } = useNotify();
  const decide = useCommand('conflict.decide');
  const [sites, setSites] = useState<string[]>([]);
  const [kinds, setKinds] = useState<string[]>([]);
  const [bulk, setBulk] = useState<Bulk | null>(null);
  const [discussed, setDiscussed] = useState<Conflict | null>(null);
  const shown = list.conflicts.filter(
    (conflict) =>
      (kinds.length === 0 || kinds.includes(conflict.kind)) &&
      (sites.length === 0 || sitesOf(conflict).some((site) => sites.includes(site))),
  );
  const drawn = shown.slice(0, DRAWN);
  const settle = (decisions: readonly Decision[]): void =>
    decide.mutate(
      { basis: list.basis, decisions: [...decisions] },
      {
        onSuccess: () => {
          setBulk(null);
          done(t('review.done', { count: decisions.length }));
        },
        onError: failed,
      },
    );
  return (
    <div className={styles.page}>
      {list.total === 0 ? (
        <EmptyState title={t('review.none')}>{t('review.noneText')}</EmptyState>
      ) : (
        <>
          <div className={styles.reviewBar}>
            <ChoiceFilter
              label={t('review.filterSite')}
              options={siteOptions(list.conflicts, t('review.noSite'))}
              value={sites}
              onChange={setSites}
              count={(site) => list.conflicts.filter((conflict) => sitesOf(conflict).includes(site)).length}
            />
            <ChoiceFilter
              label={t('review.filterKind')}
              options={kindOptions(list.conflicts, (kind) => t(`review.kind.${kind}`))}
              value={kinds}
              onChange={setKinds}
              count={(kind) => list.conflicts.filter((conflict) => conflict.kind === kind).length}
            />
            <BulkButtons conflicts={shown} onBulk={setBulk} />
          </div>
          <p className={styles.hint}>{t('review.keys')}</p>
          {shown.length === 0 ? (
            <EmptyState title={t('review.noneLeft')}>{t('review.noneLeftText')}</EmptyState>
          ) : (
            <Cards
              conflicts={drawn}
              busy={decide.isPending}
              onDecide={(decision) => settle([decision])}
              onBulk={setBulk}
              onDiscuss={setDiscussed}
            />
          )}
          {(drawn.length < shown.length || list.conflicts.length < list.total) && (
            <p className={styles.hint}>{t('review.first', { count: drawn.length })}</p>
          )}
        </>
      )}
      <ReviewRules />
      {bulk && (
        <BulkDialog
          title={t(`review.bulk.${bulk.action}`)}
          settled={bulkDecisions(bulk.conflicts, bulk.action)}
          skipped={bulk.conflicts.length - bulkDecisions(bulk.conflicts, bulk.action).length}
          busy={decide.isPending}
          onConfirm={settle}
          onClose={() => setBulk(null)}
        />
      )}
      {discussed && <DiscussDialog conflict={discussed} onClose={() => setDiscussed(null)} />}
    </div>
  );
}

function BulkButtons({ conflicts, onBulk }: Pick<CardsProps, 'conflicts' | 'onBulk'>) {
  const { t } = useText();
  return (
    <div className={styles.bulkVerbs}>
      <Button
        variant="default"
        disabled={conflicts.length === 0}
        onClick={() => onBulk({ action: 'keep', conflicts })}
      >
        {t('review.keepAll')}
      </Button>
      <Button
        variant="default"
        disabled={conflicts.length === 0}
        onClick={() => onBulk({ action: 'take', conflicts })}
      >
        {t('review.takeAll')}
      </Button>
    </div>
  );
}

interface CardsProps {
  readonly conflicts: readonly Conflict[];
  readonly busy: boolean;
  readonly onDecide: (decision: Decision) => void;
  readonly onBulk: (bulk: Bulk) => void;
  readonly onDiscuss: (conflict: Conflict) => void;
}

/** The cards, those of the same saves together. */
function Cards({ conflicts, busy, onDecide, onBulk, onDiscuss }: CardsProps) {
  const { t } = useText();
  const keys = useCardKeys();
  const causes = Map.groupBy(conflicts, ({ cause }) => cause);
  return (
    <div {...keys} className={styles.cards} role="region" aria-label={t('review.list')} tabIndex={0}>
      <h2 className="visually-hidden">{t('review.list')}</h2>
      {[...causes].map(([cause, together]) => (
        <div key={cause} className={styles.cause}>
          {together.length > 1 && (
            <div className={styles.causeHead}>
              <p className={styles.causeTitle}>{t('review.cause', { count: together.length })}</p>
              <BulkButtons conflicts={together} onBulk={onBulk} />
            </div>
          )}
          {together.map((conflict) => (
            <ConflictCard
              key={conflict.id}
              conflict={conflict}
              mode="now"
              chosen={null}
              busy={busy}
              onChoose={(decision) => decision && onDecide(decision)}
              onDiscuss={conflict.deploymentId === null ? undefined : () => onDiscuss(conflict)}
            />
          ))}
        </div>
      ))}
    </div>
  );
}

/** The sites the other values come from; empty text where it is not known. */
function sitesOf({ sides }: Conflict): string[] {
  return sides.slice(1).map(({ establishmentId }) => establishmentId ?? '');
}

function siteOptions(conflicts: readonly Conflict[], unknown: string) {
  const names = new Map(
    conflicts.flatMap(({ sides }) =>
      sides
        .slice(1)
        .map(
          ({ establishmentId, establishment }) => [establishmentId ?? '', establishment ?? unknown] as const,
        ),
    ),
  );
  return [...names]
    .map(([value, label]) => ({ value, label }))
    .toSorted((a, b) => a.label.localeCompare(b.label));
}

function kindOptions(conflicts: readonly Conflict[], word: (kind: ChangeKind) => string) {
  return changeKinds
    .filter((kind) => conflicts.some((conflict) => conflict.kind === kind))
    .map((kind) => ({ value: kind, label: word(kind) }));
}
