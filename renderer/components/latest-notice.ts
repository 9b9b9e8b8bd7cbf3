import { type NotificationData, notifications } from '@mantine/notifications';

let shown: string | null = null;

/**
 * Shows what was just done or undone, in place of what was told before: two of them side by side contradict each other.
 * Answers its id.
 */
export function showLatestNotice(notice: NotificationData): string {
  if (shown !== null) notifications.hide(shown);
  shown = notifications.show(notice);
  return shown;
}
