import { ActionIcon, Tooltip } from '@mantine/core';
import { IconTableExport } from '@tabler/icons-react';
import { useEffect } from 'react';
import { useNotify } from '../../components/use-notify.tsx';
import { useText } from '../../i18n.ts';
import { shell } from '../../rpc/backend.ts';
import { useJob } from '../../rpc/hooks.ts';

/** Writes the whole matrix as a table file where the user says. `day` (ISO) is part of the proposed name. */
export function MatrixExport({ day }: { readonly day: string }) {
  const { t } = useText();
  const notify = useNotify();
  const { state, start } = useJob('report.matrixCsv');
  useEffect(() => {
    if (state.status === 'failed') notify.failed(state.error);
  }, [state, notify]);
  const save = async (): Promise<void> => {
    try {
      const file = await shell('shell.saveCsv', { suggestedName: t('matrix.csvName', { day }) });
      if (!file) return;
      const written = await start({ grant: file.grant });
      if (written) notify.done(t('matrix.csvDone', { count: written.rows, file: written.fileName }));
    } catch (error) {
      notify.failed(error);
    }
  };
  return (
    <Tooltip label={t('matrix.exportCsv')}>
      <ActionIcon
        variant="default"
        aria-label={t('matrix.exportCsv')}
        loading={state.status === 'running'}
        onClick={() => void save()}
      >
        <IconTableExport size={16} stroke={1.5} aria-hidden="true" />
      </ActionIcon>
    </Tooltip>
  );
}
