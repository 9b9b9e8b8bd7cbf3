import { Button } from '@mantine/core';
import { useState } from 'react';
import { formatDate } from '../../../shared/i18n/format.ts';
import type { AssetChangeRow, AssetChangeValues, LotsView } from '../../../shared/views/lots-view.ts';
import { DetailPanel } from '../../components/detail-panel.tsx';
import { useConfirm } from '../../components/use-confirm.tsx';
import { useNotify } from '../../components/use-notify.tsx';
import { useText } from '../../i18n.ts';
import { useCommand } from '../../rpc/hooks.ts';
import { ChangeForm, changeValues, emptyChange } from './change-form.tsx';

interface ChangePanelProps {
  readonly view: LotsView;
  /** Null for one that is not in the log yet. */
  readonly change: AssetChangeRow | null;
  /** Lot a new one is of. */
  readonly lotId: string | null;
  readonly onClose: () => void;
}

/** A line of the log, to be written or set right. */
export function ChangePanel({ view, change, lotId, onClose }: ChangePanelProps) {
  const { t } = useText();
  const notify = useNotify();
  const confirm = useConfirm();
  const create = useCommand('assetChange.create');
  const update = useCommand('assetChange.update');
  const remove = useCommand('assetChange.delete');
  const [basis] = useState(view.basis);
  const after = { onSuccess: onClose, onError: notify.failed };
  const save = (values: AssetChangeValues): void => {
    if (change === null) create.mutate({ basis, values }, after);
    else update.mutate({ id: change.id, basis, patch: values }, after);
  };
  const askRemove = async (asked: AssetChangeRow): Promise<void> => {
    const agreed = await confirm({
      title: t('lots.deleteChangeTitle'),
      text: t('lots.deleteChangeText', { name: asked.reason }),
      action: t('common.delete'),
      danger: true,
    });
    if (agreed) remove.mutate({ id: asked.id, basis: view.basis }, after);
  };
  return (
    <DetailPanel
      title={
        change === null ? t('lots.newChangeTitle') : t('lots.changeTitle', { day: formatDate(change.day) })
      }
      onClose={onClose}
    >
      <ChangeForm
        view={view}
        initial={change === null ? emptyChange(view.today, lotId) : changeValues(change)}
        saving={create.isPending || update.isPending}
        onSave={save}
        onCancel={onClose}
      >
        {change !== null && (
          <Button
            variant="subtle"
            color="red"
            loading={remove.isPending}
            onClick={() => void askRemove(change)}
          >
            {t('common.delete')}
          </Button>
        )}
      </ChangeForm>
    </DetailPanel>
  );
}
