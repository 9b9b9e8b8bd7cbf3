import { ActionIcon, Menu } from '@mantine/core';
import { IconTableExport } from '@tabler/icons-react';
import type { PlanningFormat } from '../../shared/views/planning-choice.ts';
import { useText } from '../i18n.ts';
import { shell } from '../rpc/backend.ts';
import { useApiQuery } from '../rpc/hooks.ts';
import { isoOfDate } from './local-day.ts';
import { plainFileName } from './plain-file-name.ts';
import { useNotify } from './use-notify.tsx';

/** Kinds of file a menu offers; slides have a button of their own. */
export type ExportKind = PlanningFormat;

interface ExportMenuProps {
  /** What is written, in words; also the name proposed for the file. */
  readonly title: string;
  readonly kinds: readonly ExportKind[];
  readonly running: boolean;
  /** Writes the file; answers the sentence that says so, undefined when it could not and said why. */
  readonly write: (kind: ExportKind, grant: string) => Promise<string | undefined>;
}

/** « Exporter »: the kinds of file to choose from, then where to write it. */
export function ExportMenu({ title, kinds, running, write }: ExportMenuProps) {
  const { t } = useText();
  const notify = useNotify();
  const today = useApiQuery('workspace.status', {}).data?.today ?? isoOfDate(new Date());
  const save = async (kind: ExportKind): Promise<void> => {
    try {
      const suggestedName = `${plainFileName(title) || 'jalon'}-${today}.${kind}`;
      const file = await shell('shell.saveReport', { kind, suggestedName });
      const told = file && (await write(kind, file.grant));
      if (told) notify.done(told);
    } catch (error) {
      notify.failed(error);
    }
  };
  return (
    <Menu position="bottom-end" withInitialFocusPlaceholder={false}>
      <Menu.Target>
        <ActionIcon
          variant="default"
          title={t('export.action')}
          aria-label={t('export.actionLabel', { title })}
          loading={running}
        >
          <IconTableExport size={16} stroke={1.5} aria-hidden="true" />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {kinds.map((kind) => (
          <Menu.Item key={kind} onClick={() => void save(kind)}>
            {t(`export.kind.${kind}`)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
