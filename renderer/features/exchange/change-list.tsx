import { useVirtualizer } from '@tanstack/react-virtual';
import { useRef } from 'react';
import { formatInstant } from '../../../shared/i18n/format.ts';
import { isTextKey, type Translate } from '../../../shared/i18n/translate.ts';
import type { Change, ImportPlan } from '../../../shared/views/exchange-view.ts';
import { useText } from '../../i18n.ts';
import styles from './exchange.module.css';
import { placeParts } from './place-parts.ts';

const LINE = 52;

/** Every change of a file that meets no other, in one list; only the lines in sight are drawn. */
export function ChangeList({ plan }: { readonly plan: ImportPlan }) {
  const { t } = useText();
  const { changes, counts } = plan;
  const scroller = useRef<HTMLDivElement>(null);
  const virtualizer = useVirtualizer({
    count: changes.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => LINE,
    overscan: 8,
  });
  const total = counts.created + counts.changed + counts.deleted;
  return (
    <>
      {/* Reachable by keyboard: the list scrolls and holds nothing that takes the focus. */}
      <div
        ref={scroller}
        className={styles.changes}
        tabIndex={0}
        role="region"
        aria-label={t('exchange.changes')}
      >
        <ul style={{ height: virtualizer.getTotalSize() }}>
          {virtualizer.getVirtualItems().map(({ index, start, size }) => {
            const change = changes[index];
            return change === undefined ? null : (
              <li
                key={index}
                style={{ transform: `translateY(${start}px)`, height: size }}
                data-kind={change.kind}
              >
                <ChangeLine change={change} />
              </li>
            );
          })}
        </ul>
      </div>
      {total > changes.length && (
        <p className={styles.more}>{t('exchange.firstChanges', { count: changes.length })}</p>
      )}
    </>
  );
}

/** Word of a changed field, or of the kind of record when it is new or deleted. */
function subjectOf({ table, field }: Change, t: Translate): string {
  const fieldKey = `change.field.${table}.${field}`;
  const tableKey = `change.table.${table}`;
  if (isTextKey(fieldKey)) return t(fieldKey);
  return isTextKey(tableKey) ? t(tableKey) : table;
}

function ChangeLine({ change }: { readonly change: Change }) {
  const { t } = useText();
  const { name, where } = placeParts(change.place);
  return (
    <>
      <span className={styles.kind}>{t(`exchange.kind.${change.kind}`)}</span>
      <span className={styles.place} title={change.place}>
        <span className={styles.placeName}>{name}</span>
        {where !== null && <span className={styles.placeWhere}>{where}</span>}
      </span>
      <span className={styles.subject}>{subjectOf(change, t)}</span>
      <span className={styles.values}>
        {change.kind === 'changed' && (
          <>
            <del>{change.before ?? t('exchange.noValue')}</del>
            <span aria-hidden="true">{' → '}</span>
          </>
        )}
        {/* A new record is named by its place; only a changed value can have been emptied. */}
        {change.kind === 'changed' && <ins>{change.after ?? t('exchange.noValue')}</ins>}
        {change.kind === 'new' && change.after !== null && <ins>{change.after}</ins>}
      </span>
      <span className={styles.author}>
        <span>{change.author}</span>
        <span>{formatInstant(change.at)}</span>
      </span>
    </>
  );
}
