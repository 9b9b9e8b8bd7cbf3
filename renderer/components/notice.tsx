import { IconAlertTriangle, IconCircleCheck, IconInfoCircle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import styles from './state.module.css';

interface NoticeProps {
  readonly tone?: 'info' | 'warning' | 'success';
  readonly title: string;
  readonly children?: ReactNode;
  readonly actions?: ReactNode;
}

const icon = { size: 18, stroke: 1.5, 'aria-hidden': true } as const;
const icons = {
  info: <IconInfoCircle {...icon} />,
  warning: <IconAlertTriangle {...icon} />,
  success: <IconCircleCheck {...icon} />,
};

/** Something to know on a screen, that stays as long as it holds. */
export function Notice({ tone = 'info', title, children, actions }: NoticeProps) {
  return (
    <div className={styles.notice} data-tone={tone}>
      {icons[tone]}
      <div className={styles.noticeBody}>
        <p className={styles.noticeTitle}>{title}</p>
        {children}
      </div>
      {actions}
    </div>
  );
}
