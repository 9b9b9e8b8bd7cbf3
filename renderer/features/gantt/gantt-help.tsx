import { Modal } from '@mantine/core';
import type { TextKey } from '../../../shared/i18n/translate.ts';
import { useText } from '../../i18n.ts';
import { useGanttStore } from './gantt-store.ts';
import styles from './gantt.module.css';

/** Keys as they are pressed, or the text that names them, and what they do. */
type Line = readonly [keys: string | { readonly key: TextKey }, does: TextKey];

const parts: readonly { readonly title: TextKey; readonly lines: readonly Line[] }[] = [
  {
    title: 'gantt.help.move',
    lines: [
      ['↑ ↓', 'gantt.help.rows'],
      [{ key: 'gantt.help.keys.page' }, 'gantt.help.pages'],
      ['→ ←', 'gantt.help.fold'],
      [{ key: 'gantt.help.keys.enter' }, 'gantt.help.enter'],
    ],
  },
  {
    title: 'gantt.help.time',
    lines: [
      [{ key: 'gantt.help.keys.home' }, 'gantt.help.today'],
      ['Ctrl+0', 'gantt.help.fit'],
      ['+ −', 'gantt.help.zoom'],
      [{ key: 'gantt.help.keys.wheel' }, 'gantt.help.wheel'],
    ],
  },
  {
    title: 'gantt.help.change',
    lines: [
      [{ key: 'gantt.help.keys.move' }, 'gantt.help.shift'],
      [{ key: 'gantt.help.keys.length' }, 'gantt.help.length'],
      [{ key: 'gantt.help.keys.progress' }, 'gantt.help.progress'],
      [{ key: 'gantt.help.keys.menu' }, 'gantt.help.menu'],
      ['F2', 'gantt.help.edit'],
      ['L', 'gantt.help.link'],
      [{ key: 'gantt.help.keys.escape' }, 'gantt.help.escape'],
      ['Ctrl+Z', 'gantt.help.undo'],
    ],
  },
  {
    title: 'gantt.help.choose',
    lines: [
      [{ key: 'gantt.help.keys.ctrlClick' }, 'gantt.help.add'],
      [{ key: 'gantt.help.keys.shift' }, 'gantt.help.range'],
      ['Ctrl+A', 'gantt.help.all'],
      [{ key: 'gantt.help.keys.escape' }, 'gantt.help.none'],
    ],
  },
];

/** What each key does on this screen. */
export function GanttHelp() {
  const { t } = useText();
  const isOpen = useGanttStore((state) => state.isHelpOpen);
  const { setHelp } = useGanttStore.getState();
  return (
    <Modal
      opened={isOpen}
      onClose={() => setHelp(false)}
      title={t('gantt.help')}
      size={860}
      transitionProps={{ duration: 0 }}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <div className={styles.help}>
        {parts.map(({ title, lines }) => (
          <section key={title}>
            <h3>{t(title)}</h3>
            <dl>
              {lines.map(([keys, does]) => (
                <Line key={does} keys={typeof keys === 'string' ? keys : t(keys.key)} does={t(does)} />
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Modal>
  );
}

function Line({ keys, does }: { readonly keys: string; readonly does: string }) {
  return (
    <>
      <dt>
        <kbd>{keys}</kbd>
      </dt>
      <dd>{does}</dd>
    </>
  );
}
