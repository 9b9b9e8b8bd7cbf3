import { ActionIcon, Tooltip } from '@mantine/core';
import { IconPencil, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { formatCount } from '../../../shared/i18n/format.ts';
import type { BaselineList, BaselineRow } from '../../../shared/views/baseline-view.ts';
import { DateText } from '../../components/date-text.tsx';
import { useConfirm } from '../../components/use-confirm.tsx';
import { useNotify } from '../../components/use-notify.tsx';
import { useText } from '../../i18n.ts';
import { useCommand } from '../../rpc/hooks.ts';
import { BaselineDialog } from './baseline-dialog.tsx';
import styles from './baselines.module.css';

const icon = { size: 16, stroke: 1.5, 'aria-hidden': true } as const;

/** The baselines there are: name, date, scope, by whom, and the verbs of each. */
export function BaselineTable({ view }: { readonly view: BaselineList }) {
  const { t } = useText();
  return (
    // It scrolls when the baselines are many, so the keyboard must reach it.
    <div className={styles.list} role="region" aria-label={t('baselines.title')} tabIndex={0}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{t('baselines.name')}</th>
            <th scope="col">{t('baselines.takenOn')}</th>
            <th scope="col">{t('baselines.scope')}</th>
            <th scope="col">{t('baselines.author')}</th>
            <th scope="col" className={styles.number}>
              {t('baselines.milestones')}
            </th>
            <th scope="col">
              <span className="visually-hidden">{t('baselines.actions')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {view.baselines.map((baseline) => (
            <Line key={baseline.id} baseline={baseline} basis={view.basis} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Line({ baseline, basis }: { readonly baseline: BaselineRow; readonly basis: string }) {
  const { t, language } = useText();
  const [renaming, setRenaming] = useState(false);
  const { label, takenOn, scope, author, milestones, state } = baseline;
  const quiet = (text: string) => <span className={styles.quiet}>{text}</span>;
  const unknown = state === 'missing' ? t('baselines.incomplete') : t('baselines.toRead');
  const remove = useRemove(baseline, basis);
  return (
    <tr>
      <th scope="row">{label}</th>
      <td>
        <DateText day={takenOn} />
      </td>
      <td>{scope ?? t('baselines.wholeGroup')}</td>
      <td>{author ?? quiet(t('baselines.unknownAuthor'))}</td>
      <td className={styles.number}>
        {milestones === null ? quiet(unknown) : formatCount(milestones, language)}
      </td>
      <td className={styles.verbs}>
        <Tooltip label={t('baselines.rename')}>
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={t('baselines.renameLabel', { name: label })}
            onClick={() => setRenaming(true)}
          >
            <IconPencil {...icon} />
          </ActionIcon>
        </Tooltip>
        <Tooltip label={t('baselines.delete')}>
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={t('baselines.deleteLabel', { name: label })}
            onClick={() => void remove()}
          >
            <IconTrash {...icon} />
          </ActionIcon>
        </Tooltip>
        {renaming && <RenameDialog baseline={baseline} basis={basis} onClose={() => setRenaming(false)} />}
      </td>
    </tr>
  );
}

function useRemove({ id, label }: BaselineRow, basis: string): () => Promise<void> {
  const { t } = useText();
  const notify = useNotify();
  const confirm = useConfirm();
  const remove = useCommand('baseline.delete');
  return async () => {
    const agreed = await confirm({
      title: t('baselines.deleteTitle'),
      text: t('baselines.deleteText', { name: label }),
      action: t('baselines.delete'),
      danger: true,
    });
    if (agreed) remove.mutate({ id, basis }, { onError: notify.failed });
  };
}

interface RenameDialogProps {
  readonly baseline: BaselineRow;
  readonly basis: string;
  readonly onClose: () => void;
}

function RenameDialog({ baseline, basis, onClose }: RenameDialogProps) {
  const { t } = useText();
  const notify = useNotify();
  const rename = useCommand('baseline.rename');
  // What was on screen when the form was opened.
  const [opened] = useState(basis);
  return (
    <BaselineDialog
      title={t('baselines.renameTitle')}
      initial={baseline.label}
      action={t('common.save')}
      saving={rename.isPending}
      onClose={onClose}
      onSave={(label) =>
        rename.mutate(
          { id: baseline.id, basis: opened, label },
          { onSuccess: onClose, onError: notify.failed },
        )
      }
    />
  );
}
