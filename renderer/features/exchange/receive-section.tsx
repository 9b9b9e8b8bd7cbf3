import { Button } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useNotify } from '../../components/use-notify.tsx';
import { useText } from '../../i18n.ts';
import { shell } from '../../rpc/backend.ts';
import { useFrameStore } from '../../state/frame-store.ts';
import styles from './exchange.module.css';

/** Where a received file is dropped, or chosen; the whole window takes drops too. */
export function ReceiveSection() {
  const { t } = useText();
  const { failed } = useNotify();
  const setIncoming = useFrameStore((state) => state.setIncoming);
  async function choose(): Promise<void> {
    const file = await shell('shell.chooseExchangeFile', {});
    if (file) setIncoming(file);
  }
  return (
    <section className={styles.receive} aria-labelledby="receive-title">
      <div>
        <h2 id="receive-title" className={styles.heading}>
          {t('exchange.receiveTitle')}
        </h2>
        <p className={styles.hint}>{t('exchange.receiveHint')}</p>
      </div>
      <Button
        variant="default"
        leftSection={<IconDownload size={16} stroke={1.5} aria-hidden="true" />}
        onClick={() => void choose().catch(failed)}
      >
        {t('exchange.receiveFile')}
      </Button>
    </section>
  );
}
