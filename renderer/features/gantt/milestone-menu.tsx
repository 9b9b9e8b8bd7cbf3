import { Menu } from '@mantine/core';
import { IconCalendarEvent, IconCheck, IconExternalLink, IconLink } from '@tabler/icons-react';
import { useText } from '../../i18n.ts';
import type { PanelPart } from './gantt-store.ts';
import styles from './gantt.module.css';

/** A menu of a milestone row at a place of the window; `percent` is its progress. */
export interface ShownMenu {
  readonly x: number;
  readonly y: number;
  readonly row: number;
  readonly percent: number;
}

interface MilestoneMenuProps {
  readonly menu: ShownMenu;
  readonly onProgress: (percent: number) => void;
  readonly onEdit: (part: PanelPart) => void;
  readonly onOpen: () => void;
  readonly onClose: () => void;
}

export const PROGRESS_LEVELS = [0, 25, 50, 75, 100] as const;

const icon = { size: 16, stroke: 1.5, 'aria-hidden': true } as const;

/** The five levels of progress of a milestone and of those chosen with it, and where else it is changed. */
export function MilestoneMenu({ menu, onProgress, onEdit, onOpen, onClose }: MilestoneMenuProps) {
  const { t } = useText();
  return (
    <Menu
      opened
      onClose={onClose}
      position="bottom-start"
      withinPortal
      returnFocus={false}
      transitionProps={{ duration: 0 }}
    >
      <Menu.Target>
        <span className={styles.anchor} style={{ left: menu.x, top: menu.y }} />
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t('gantt.menu.progress')}</Menu.Label>
        {PROGRESS_LEVELS.map((percent) => (
          <Menu.Item
            key={percent}
            leftSection={
              menu.percent === percent ? <IconCheck {...icon} /> : <span className={styles.noIcon} />
            }
            onClick={() => onProgress(percent)}
          >
            {t('deployment.percent', { value: percent })}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item
          leftSection={<IconCalendarEvent {...icon} />}
          rightSection={<kbd>F2</kbd>}
          onClick={() => onEdit('dates')}
        >
          {t('gantt.menu.dates')}
        </Menu.Item>
        <Menu.Item
          leftSection={<IconLink {...icon} />}
          rightSection={<kbd>L</kbd>}
          onClick={() => onEdit('links')}
        >
          {t('gantt.menu.links')}
        </Menu.Item>
        <Menu.Item leftSection={<IconExternalLink {...icon} />} onClick={onOpen}>
          {t('gantt.menu.open')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
