import { notifications } from '@mantine/notifications';
import { IconAlertTriangle, IconCheck } from '@tabler/icons-react';
import { useCallback, useMemo } from 'react';
import { useText } from '../i18n.ts';
import { errorText, isCancel } from './error-text.ts';
import { showLatestNotice } from './latest-notice.ts';

export interface Notify {
  /** Says in one sentence that something was done, in place of the one before; goes away by itself. */
  readonly done: (message: string) => void;
  /** Says what happened, what was kept and what to do; stays until closed. A cancel is not told. */
  readonly failed: (error: unknown) => void;
}

/** Short messages at the bottom of the window. */
export function useNotify(): Notify {
  const { t } = useText();
  const done = useCallback(
    (message: string) => {
      showLatestNotice({
        message,
        icon: <IconCheck size={16} stroke={1.5} />,
        autoClose: 5000,
        closeButtonProps: { 'aria-label': t('common.close') },
      });
    },
    [t],
  );
  const failed = useCallback(
    (error: unknown) => {
      if (isCancel(error)) return;
      notifications.show({
        title: t('error.title'),
        message: errorText(error, t),
        color: 'red',
        icon: <IconAlertTriangle size={16} stroke={1.5} />,
        autoClose: false,
        role: 'alert',
        closeButtonProps: { 'aria-label': t('common.close') },
      });
    },
    [t],
  );
  return useMemo(() => ({ done, failed }), [done, failed]);
}
