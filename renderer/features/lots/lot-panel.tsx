import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { signedAmount } from '../../../shared/hosting/amount-text.ts';
import { measures } from '../../../shared/hosting/scope.ts';
import { formatDate } from '../../../shared/i18n/format.ts';
import type {
  AssetChangeRow,
  LotPatch,
  LotRow,
  LotsView,
  LotValues,
} from '../../../shared/views/lots-view.ts';
import { DetailPanel } from '../../components/detail-panel.tsx';
import { useConfirm } from '../../components/use-confirm.tsx';
import { useNotify } from '../../components/use-notify.tsx';
import { useText } from '../../i18n.ts';
import { useCommand } from '../../rpc/hooks.ts';
import { emptyLot, LotForm } from './lot-form.tsx';
import classes from './lots.module.css';

interface LotPanelProps {
  readonly view: LotsView;
  readonly lot: LotRow;
  readonly onClose: () => void;
  /** Opens a line of the log; null for a new one of this lot. */
  readonly onChange: (change: AssetChangeRow | null) => void;
}

/** The page of a lot: what it holds and when, then what changed of it. */
export function LotPanel({ view, lot, onClose, onChange }: LotPanelProps) {
  const { t } = useText();
  const notify = useNotify();
  const confirm = useConfirm();
  const update = useCommand('lot.update');
  const remove = useCommand('lot.delete');
  // What the form shows, and the basis it was read from; both move on only when it was saved.
  const [opened, setOpened] = useState(() => ({ draft: valuesOf(lot), basis: view.basis }));
  const save = (draft: LotValues): void => {
    const patch = changed(opened.draft, draft);
    if (Object.keys(patch).length === 0) return;
    update.mutate(
      { id: lot.id, basis: opened.basis, patch },
      {
        onSuccess: ({ basis }) => {
          setOpened({ draft, basis });
          notify.done(t('lots.saved', { name: draft.label }));
        },
        onError: notify.failed,
      },
    );
  };
  const askRemove = async (): Promise<void> => {
    const agreed = await confirm({
      title: t('lots.deleteTitle'),
      text: t('lots.deleteText', { name: lot.label }),
      action: t('common.delete'),
      danger: true,
    });
    if (agreed)
      remove.mutate({ id: lot.id, basis: view.basis }, { onSuccess: onClose, onError: notify.failed });
  };
  return (
    <DetailPanel title={lot.label} onClose={onClose}>
      <ChangesOf changes={view.changes.filter(({ lotId }) => lotId === lot.id)} onChange={onChange} />
      <LotForm view={view} initial={opened.draft} isNew={false} saving={update.isPending} onSave={save}>
        <Button variant="subtle" color="red" loading={remove.isPending} onClick={() => void askRemove()}>
          {t('common.delete')}
        </Button>
      </LotForm>
    </DetailPanel>
  );
}

interface ChangesOfProps extends Pick<LotPanelProps, 'onChange'> {
  readonly changes: readonly AssetChangeRow[];
}

function ChangesOf({ changes, onChange }: ChangesOfProps) {
  const { t, language } = useText();
  return (
    <section className={classes.changes} aria-label={t('lots.log')}>
      <h3 className={classes.heading}>{t('lots.log')}</h3>
      {changes.length === 0 && <p className={classes.quiet}>{t('lots.noChange')}</p>}
      <ul className={classes.list}>
        {changes.map((change) => (
          <li key={change.id} className={classes.change}>
            <span>
              {change.reason}
              {change.unplanned && <span className={classes.late}> · {t('lots.unplanned')}</span>}
              <span className={classes.remark}>
                {[
                  formatDate(change.day),
                  t(`lots.kind.${change.kind}`),
                  ...measures.flatMap((measure) => {
                    const amount = signedAmount(measure, change.amounts[measure], language);
                    return amount === '' ? [] : [t(`lots.signed.${measure}`, { amount })];
                  }),
                  change.authorName,
                ]
                  .filter(Boolean)
                  .join(' · ')}
              </span>
            </span>
            <Button
              size="compact-xs"
              variant="subtle"
              aria-label={t('lots.editChange', { label: change.reason })}
              onClick={() => onChange(change)}
            >
              {t('common.edit')}
            </Button>
          </li>
        ))}
      </ul>
      <Button
        variant="default"
        leftSection={<IconPlus size={16} stroke={1.5} aria-hidden="true" />}
        onClick={() => onChange(null)}
      >
        {t('lots.addChange')}
      </Button>
    </section>
  );
}

interface NewLotPanelProps {
  readonly view: LotsView;
  readonly onClose: () => void;
  /** Told the id of the new lot. */
  readonly onCreated: (id: string | null) => void;
}

/** The form of a lot that is not in the list yet. */
export function NewLotPanel({ view, onClose, onCreated }: NewLotPanelProps) {
  const { t } = useText();
  const notify = useNotify();
  const create = useCommand('lot.create');
  const [basis] = useState(view.basis);
  return (
    <DetailPanel title={t('lots.newTitle')} onClose={onClose}>
      <LotForm
        view={view}
        initial={{ ...emptyLot, deploymentId: view.lots.at(-1)?.deploymentId ?? null }}
        isNew
        saving={create.isPending}
        onSave={(values) =>
          create.mutate({ basis, values }, { onSuccess: ({ id }) => onCreated(id), onError: notify.failed })
        }
      />
    </DetailPanel>
  );
}

function valuesOf({ planned, ...lot }: LotRow): LotValues {
  const { label, position, deploymentId, plannedStart, plannedEnd, transferredOn, note } = lot;
  return { label, position, deploymentId, ...planned, plannedStart, plannedEnd, transferredOn, note };
}

/** The fields that differ. */
function changed(before: LotValues, after: LotValues): LotPatch {
  const fields = Object.keys(after) as (keyof LotValues)[];
  return Object.fromEntries(
    fields
      .filter((field) => (before[field] ?? '') !== (after[field] ?? ''))
      .map((field) => [field, after[field]]),
  );
}
