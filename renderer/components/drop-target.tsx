import { useText } from '../i18n.ts';
import styles from './state.module.css';
import { useIncomingFiles } from './use-incoming-files.ts';

/** Makes the whole window take .jalon files, and says so while one is dragged over it. */
export function DropTarget() {
  const { t } = useText();
  const over = useIncomingFiles();
  return over ? <div className={styles.drop}>{t('frame.dropHere')}</div> : null;
}
