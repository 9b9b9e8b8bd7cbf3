import { ActionIcon } from '@mantine/core';
import { IconFoldDown, IconFoldUp } from '@tabler/icons-react';
import { collapsibleKeys } from '../../../shared/gantt/rows.ts';
import { useText } from '../../i18n.ts';
import { useGanttStore } from './gantt-store.ts';
import styles from './gantt.module.css';
import type { GanttData } from './use-gantt-data.ts';

/** Folds and unfolds the whole tree, over the head of its column. */
export function GanttFold({ data }: { readonly data: GanttData }) {
  const { t } = useText();
  const { setCollapsed } = useGanttStore.getState();
  return (
    <div className={styles.corner}>
      <ActionIcon
        title={t('gantt.collapseAll')}
        size={24}
        variant="subtle"
        color="gray"
        aria-label={t('gantt.collapseAll')}
        onClick={() => setCollapsed(folded(data))}
      >
        <IconFoldUp size={16} stroke={1.5} />
      </ActionIcon>
      <ActionIcon
        title={t('gantt.expandAll')}
        size={24}
        variant="subtle"
        color="gray"
        aria-label={t('gantt.expandAll')}
        onClick={() => setCollapsed(new Set())}
      >
        <IconFoldDown size={16} stroke={1.5} />
      </ActionIcon>
    </div>
  );
}

/** First to one line a deployment, then to one line a group. */
function folded({ model, grouping, collapsed }: GanttData): ReadonlySet<string> {
  const deployments = collapsibleKeys(model, grouping, 'deployment');
  const areFolded = deployments.every((key) => collapsed.has(key));
  return new Set(areFolded ? [...deployments, ...collapsibleKeys(model, grouping, 'group')] : deployments);
}
