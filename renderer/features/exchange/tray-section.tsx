import { Button } from '@mantine/core';
import { formatInstant } from '../../../shared/i18n/format.ts';
import { isTextKey, type Translate } from '../../../shared/i18n/translate.ts';
import type { TrayAnswer, TrayEntry, TrustView } from '../../../shared/views/trust-view.ts';
import { useNotify } from '../../components/use-notify.tsx';
import { useText } from '../../i18n.ts';
import { useCommand } from '../../rpc/hooks.ts';
import styles from './exchange.module.css';

/** Changes shown of one proposal before the rest is counted. */
const SHOWN = 6;

/** What was written beyond somebody's rights: kept, applied nowhere, for the project manager to take over or not. */
export function TraySection({ view }: { readonly view: TrustView }) {
  const { t } = useText();
  const { done, failed } = useNotify();
  const answer = useCommand('trust.answer');
  const { tray, decides } = view;

  async function give(entries: readonly TrayEntry[], verdict: TrayAnswer['verdict']): Promise<void> {
    const proposals = entries.map(({ incarnation, save }) => ({ incarnation, save }));
    const { answered } = await answer.mutateAsync({ proposals, verdict });
    done(t(`trust.${verdict}`, { count: answered }));
  }
  const press = (entries: readonly TrayEntry[], verdict: TrayAnswer['verdict']) => () =>
    void give(entries, verdict).catch(failed);
  return (
    <section className={styles.section} aria-labelledby="tray-title">
      <div className={styles.sectionHead}>
        <div>
          <h2 id="tray-title" className={styles.heading}>
            {t('trust.tray')}
          </h2>
          <p className={styles.hint}>
            {tray.length === 0 ? t('trust.trayEmpty') : t(decides ? 'trust.trayHint' : 'trust.trayWaits')}
          </p>
        </div>
        {decides && tray.length > 1 && (
          <span className={styles.rowActions}>
            <Button variant="default" disabled={answer.isPending} onClick={press(tray, 'refused')}>
              {t('trust.refuseAll')}
            </Button>
            <Button disabled={answer.isPending} onClick={press(tray, 'accepted')}>
              {t('trust.acceptAll')}
            </Button>
          </span>
        )}
      </div>
      <ul className={styles.tray}>
        {tray.map((entry) => (
          <li key={`${entry.incarnation}/${entry.save}`} className={styles.proposal}>
            <div>
              <strong>{whoOf(entry, t)}</strong>
              <p className={styles.hint}>
                {formatInstant(entry.at)} · {t(`trust.reason.${entry.reason}`)}
              </p>
            </div>
            <ChangesOf entry={entry} />
            {decides && (
              <span className={styles.rowActions}>
                <Button
                  size="compact-sm"
                  variant="default"
                  disabled={answer.isPending}
                  aria-label={t('trust.refuseOne', { name: whoOf(entry, t) })}
                  onClick={press([entry], 'refused')}
                >
                  {t('trust.refuse')}
                </Button>
                <Button
                  size="compact-sm"
                  disabled={answer.isPending}
                  aria-label={t('trust.acceptOne', { name: whoOf(entry, t) })}
                  onClick={press([entry], 'accepted')}
                >
                  {t('trust.accept')}
                </Button>
              </span>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

function whoOf({ author, establishmentName }: TrayEntry, t: Translate): string {
  const name = author || t('trust.nobody');
  return establishmentName === null
    ? name
    : t('exchange.senderAt', { name, establishment: establishmentName });
}

function ChangesOf({ entry }: { readonly entry: TrayEntry }) {
  const { t } = useText();
  const hidden = Math.max(0, entry.changes.length - SHOWN) + entry.more;
  return (
    <ul className={styles.missing}>
      {entry.changes.slice(0, SHOWN).map((change) => (
        <li key={`${change.rowId}/${change.field}`}>{sentenceOf(change, t)}</li>
      ))}
      {hidden > 0 && <li>{t('trust.moreChanges', { count: hidden })}</li>}
    </ul>
  );
}

/** « Dossier patient, CH d’Aptière · Recette : fin prévue, 12/03/2027 → 19/03/2027 ». */
function sentenceOf(change: TrayEntry['changes'][number], t: Translate): string {
  const fieldKey = `change.field.${change.table}.${change.field}`;
  const table = t(`change.table.${change.table}`);
  const place = change.place || table;
  if (change.kind === 'deleted') return t('trust.changeDeleted', { place, table });
  const field = isTextKey(fieldKey) ? t(fieldKey) : change.field;
  const after = change.after ?? t('exchange.noValue');
  if (change.kind === 'new') return t('trust.changeNew', { table, field, value: after });
  return t('trust.changeValue', { place, field, before: change.before ?? t('exchange.noValue'), after });
}
