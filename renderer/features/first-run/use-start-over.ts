import { useConfirm } from '../../components/use-confirm.tsx';
import { useNotify } from '../../components/use-notify.tsx';
import { useText } from '../../i18n.ts';
import { useApiQuery, useCommand } from '../../rpc/hooks.ts';

/** Where the page that comes after finds the path of the copy. */
const COPY_KEY = 'jalon.left-group-copy';

/** Path of the copy of the group just left, for this window's session; null when none was. */
export function leftGroupCopy(): string | null {
  return sessionStorage.getItem(COPY_KEY);
}

/** Forgets that a group was left: another one is open. */
export function forgetLeftGroup(): void {
  sessionStorage.removeItem(COPY_KEY);
}

export interface StartOver {
  /** Asks, then leaves the group for the first run. */
  readonly start: () => Promise<void>;
  readonly isPending: boolean;
}

/** Leaves the group, after having said where its copy will be. */
export function useStartOver(): StartOver {
  const { t } = useText();
  const { failed } = useNotify();
  const confirm = useConfirm();
  const folder = useApiQuery('workspace.backupFolder', {}).data?.folder ?? '';
  const command = useCommand('workspace.startOver');
  async function start(): Promise<void> {
    const agreed = await confirm({
      title: t('first-run.startOverTitle'),
      text: t('first-run.startOverText', { folder }),
      action: t('first-run.startOverAction'),
    });
    if (!agreed) return;
    try {
      const { copy } = await command.mutateAsync({});
      sessionStorage.setItem(COPY_KEY, copy);
      // Filters, folds and scroll places of the former group go with its page.
      window.location.hash = '';
      window.location.reload();
    } catch (error) {
      failed(error);
    }
  }
  return { start, isPending: command.isPending || command.isSuccess };
}
