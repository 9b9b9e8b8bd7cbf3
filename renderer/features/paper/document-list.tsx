import { UnstyledButton } from '@mantine/core';
import { useText } from '../../i18n.ts';
import { useGanttPaper } from './gantt-paper-store.ts';
import { usePaperStore } from './paper-store.ts';
import styles from './paper.module.css';
import { offered } from './use-request.ts';

/** Every document there is, the planning among those of the group. */
export function DocumentList() {
  const { t } = useText();
  const current = usePaperStore((state) => state.document);
  const setDocument = usePaperStore((state) => state.setDocument);
  const isPlanning = useGanttPaper((state) => state.isOpen);
  const openPlanning = useGanttPaper((state) => state.open);
  return (
    <nav aria-label={t('paper.list')}>
      {offered.map(({ part, documents }) => (
        <ul key={part} className={styles.documents}>
          {documents.map((document) => (
            <Entry
              key={document}
              name={t(`paper.document.${document}`)}
              about={t(`paper.about.${document}`)}
              isCurrent={!isPlanning && document === current}
              onClick={() => {
                openPlanning(false);
                setDocument(document);
              }}
            />
          ))}
          {part === 'group' && (
            <Entry
              name={t('gantt.paper.name')}
              about={t('gantt.paper.about')}
              isCurrent={isPlanning}
              onClick={() => openPlanning(true)}
            />
          )}
        </ul>
      ))}
    </nav>
  );
}

interface EntryProps {
  readonly name: string;
  readonly about: string;
  readonly isCurrent: boolean;
  readonly onClick: () => void;
}

function Entry({ name, about, isCurrent, onClick }: EntryProps) {
  return (
    <li>
      <UnstyledButton
        className={styles.document ?? ''}
        aria-current={isCurrent ? 'true' : undefined}
        onClick={onClick}
      >
        <span className={styles.name}>{name}</span>
        {isCurrent && <span className={styles.about}>{about}</span>}
      </UnstyledButton>
    </li>
  );
}
