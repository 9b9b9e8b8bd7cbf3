import { Button, Menu } from '@mantine/core';
import { IconPrinter } from '@tabler/icons-react';
import { useState } from 'react';
import { useNotify } from '../../components/use-notify.tsx';
import { useText } from '../../i18n.ts';
import { shell } from '../../rpc/backend.ts';
import { useGanttStore } from './gantt-store.ts';

type Paper = 'A3' | 'A4';

/** Writes the planning as it is grouped and filtered into a PDF the user names. */
export function GanttPrintButton() {
  const { t } = useText();
  const { done, failed } = useNotify();
  const [busy, setBusy] = useState(false);

  async function print(paper: Paper): Promise<void> {
    const { groupBy, establishmentIds, domainIds } = useGanttStore.getState();
    setBusy(true);
    try {
      const result = await shell('shell.printGantt', {
        groupBy,
        paper,
        ...(establishmentIds.length > 0 ? { establishmentIds: [...establishmentIds] } : {}),
        ...(domainIds.length > 0 ? { domainIds: [...domainIds] } : {}),
      });
      if (result) done(t('gantt.print.done', { file: result.fileName, count: result.pages }));
    } catch (error) {
      failed(error);
    } finally {
      setBusy(false);
    }
  }

  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button
          variant="default"
          loading={busy}
          leftSection={<IconPrinter size={16} stroke={1.5} aria-hidden="true" />}
        >
          {t('gantt.print')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t('gantt.print.paper')}</Menu.Label>
        <Menu.Item onClick={() => void print('A3')}>{t('gantt.print.a3')}</Menu.Item>
        <Menu.Item onClick={() => void print('A4')}>{t('gantt.print.a4')}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
