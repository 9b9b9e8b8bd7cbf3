import { ActionIcon, Menu, RingProgress, Tooltip } from '@mantine/core';
import { IconTableExport, IconX } from '@tabler/icons-react';
import { formatPercent } from '../../shared/i18n/format.ts';
import type { PlanningFormat } from '../../shared/views/planning-choice.ts';
import { useText } from '../i18n.ts';
import { shell } from '../rpc/backend.ts';
import { type JobState, useApiQuery } from '../rpc/hooks.ts';
import { isoOfDate } from './local-day.ts';
import { plainFileName } from './plain-file-name.ts';
import styles from './state.module.css';
import { useLasting } from './use-lasting.ts';
import { useNotify } from './use-notify.tsx';

/** Kinds of file a menu offers; slides have a button of their own. */
export type ExportKind = PlanningFormat;

interface ExportMenuProps {
  /** What is written, in words; also the name proposed for the file. */
  readonly title: string;
  readonly kinds: readonly ExportKind[];
  readonly state: JobState<unknown>;
  /** Ends the writing; no file is left. */
  readonly onCancel: () => void;
  /** Writes the file; answers the sentence that says so, undefined when it could not and said why. */
  readonly write: (kind: ExportKind, grant: string) => Promise<string | undefined>;
}

/** « Exporter »: the kinds of file to choose from, then where to write it. */
export function ExportMenu({ title, kinds, state, onCancel, write }: ExportMenuProps) {
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
  const isLong = useLasting(state.status === 'running');
  if (isLong && state.status === 'running')
    return <StopExport fraction={state.progress?.fraction ?? null} onCancel={onCancel} />;
  return (
    <Menu position="bottom-end" withInitialFocusPlaceholder={false}>
      <Menu.Target>
        <ActionIcon
          variant="default"
          title={t('export.action')}
          aria-label={t('export.actionLabel', { title })}
          loading={state.status === 'running'}
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

/** In place of the menu while a long file is written: how far it is, and a way out. */
function StopExport({
  fraction,
  onCancel,
}: {
  readonly fraction: number | null;
  readonly onCancel: () => void;
}) {
  const { t, language } = useText();
  const share = formatPercent(Math.round((fraction ?? 0) * 100), language);
  const word = t('export.stop', { share });
  return (
    <Tooltip label={word}>
      <ActionIcon variant="default" aria-label={word} onClick={onCancel}>
        <RingProgress
          size={26}
          thickness={3}
          sections={[{ value: (fraction ?? 0) * 100, color: 'var(--color-accent)' }]}
          label={<IconX className={styles.stop} size={12} stroke={2} aria-hidden="true" />}
        />
      </ActionIcon>
    </Tooltip>
  );
}
