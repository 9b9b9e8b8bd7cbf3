import { TableFileMenu } from '../../components/table-export.tsx';
import { useText } from '../../i18n.ts';
import { useJob } from '../../rpc/hooks.ts';

/** Writes the whole matrix as a table file where the user says. */
export function MatrixExport() {
  const { t } = useText();
  const { state, start, cancel } = useJob('report.matrix');
  return (
    <TableFileMenu
      title={t('matrix.title')}
      state={state}
      onCancel={cancel}
      write={(format, grant) => start({ grant, format })}
    />
  );
}
